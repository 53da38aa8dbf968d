import java.math.BigDecimal;
import java.sql.PreparedStatement;
import oracle.jdbc.OracleConnection;

/** Timeouts and cancels. */
final class BreakChecks extends Wire {
  static void register() {
    CHECKS.put("query timeout is ORA-01013, and the connection goes on", c -> {
      try (PreparedStatement s = c.prepareStatement("BEGIN dbms_session.sleep(?); END;")) {
        s.setQueryTimeout(1);
        s.setInt(1, LONG_MS);
        raises(1013, s::execute);
      }
      same(BigDecimal.ONE, one(c, "select 1 from dual"));
    });
    CHECKS.put("cancel from another thread, 10 times", c -> {
      for (int i = 0; i < 10; i++) {
        try (PreparedStatement s = c.prepareStatement("BEGIN dbms_session.sleep(?); END;")) {
          s.setInt(1, LONG_MS);
          Thread canceller = new Thread(() -> {
            try {
              Thread.sleep(50);
              s.cancel();
            } catch (Exception error) {
              throw new AssertionError(error);
            }
          });
          canceller.start();
          raises(1013, s::execute);
          canceller.join();
        }
        same(BigDecimal.ONE, one(c, "select 1 from dual"));
      }
    });
    CHECKS.put("ping", c -> same(OracleConnection.DATABASE_OK, c.unwrap(OracleConnection.class).pingDatabase()));
  }
}
