import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;

/** Oracle JDBC thin against the TNS server; started by ../run.mjs, which says where it listens. */
public class WireTest extends Wire {
  public static void main(String[] args) throws Exception {
    LoginChecks.register();
    QueryChecks.register();
    BlockChecks.register();
    ChangeChecks.register();
    BreakChecks.register();
    int passed = 0;
    int failed = 0;
    try (Connection connection = DriverManager.getConnection(URL, USER, PASSWORD)) {
      System.out.println(connection.getMetaData().getDriverName() + " " + connection.getMetaData().getDriverVersion());
      for (Map.Entry<String, Check> check : CHECKS.entrySet()) {
        try {
          check.getValue().run(connection);
          passed++;
          System.out.println("  ok   " + check.getKey());
        } catch (Throwable error) {
          failed++;
          System.out.println("  FAIL " + check.getKey());
          error.printStackTrace(System.out);
        }
      }
    }
    System.out.println(passed + " passed, " + failed + " failed");
    System.exit(failed == 0 ? 0 : 1);
  }
}
