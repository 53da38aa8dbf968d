import java.math.BigDecimal;
import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/** DML, batches, transactions. */
final class ChangeChecks extends Wire {
  static void register() {
    CHECKS.put("insert, rollback, commit", c -> {
      c.setAutoCommit(false);
      int before = committed(c);
      try (PreparedStatement s = c.prepareStatement("insert into t values (?, ?)")) {
        s.setInt(1, 1);
        s.setString(2, "a");
        same(1, s.executeUpdate());
        c.rollback();
        same(before, committed(c));
        same(1, s.executeUpdate());
        c.commit();
        same(before + 1, committed(c));
      }
    });
    CHECKS.put("auto commit", c -> {
      c.setAutoCommit(true);
      int before = committed(c);
      try (PreparedStatement s = c.prepareStatement("insert into t values (?)")) {
        for (int i = 0; i < 3; i++) {
          s.setInt(1, i);
          s.executeUpdate();
        }
      }
      same(before + 3, committed(c));
    });
    CHECKS.put("batch with row counts", c -> {
      c.setAutoCommit(false);
      try (PreparedStatement s = c.prepareStatement("insert into t values (?, ?)")) {
        for (int i = 0; i < 5; i++) {
          s.setInt(1, i);
          s.setString(2, i == 3 ? null : "v" + i);
          s.addBatch();
        }
        same(true, Arrays.equals(new int[] {1, 1, 1, 1, 1}, s.executeBatch()));
      }
      c.rollback();
    });
    CHECKS.put("batch with an error", c -> {
      try (PreparedStatement s = c.prepareStatement("insert into t values (?)")) {
        for (String v : new String[] {"x", "poison", "y"}) {
          s.setString(1, v);
          s.addBatch();
        }
        SQLException error = raises(1400, s::executeBatch);
        same(true, error instanceof BatchUpdateException);
      }
      c.rollback();
    });
    CHECKS.put("DDL, and ORA-00942", c -> {
      try (Statement s = c.createStatement()) {
        s.execute("create table x (y number)");
        raises(942, () -> s.executeQuery("select * from nosuch"));
        same(BigDecimal.ONE, one(c, "select 1 from dual"));
      }
    });
  }
}
