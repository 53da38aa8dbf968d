import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What the checks share: where the server is, and how to expect something. */
abstract class Wire {
  interface Check {
    void run(Connection connection) throws Exception;
  }

  interface Action {
    void run() throws Exception;
  }

  static final String HOST = "jdbc:oracle:thin:@//127.0.0.1:" + System.getenv("WIRE_PORT") + "/";
  static final String URL = HOST + System.getenv("WIRE_SERVICE");
  static final String USER = System.getenv("WIRE_USER");
  static final String PASSWORD = System.getenv("WIRE_PASSWORD");
  static final int LONG_MS = 60_000;
  /** By name, in the order in which they run. */
  static final Map<String, Check> CHECKS = new LinkedHashMap<>();

  static void same(Object wanted, Object got) {
    if (!Objects.deepEquals(wanted, got)) throw new AssertionError("wanted " + wanted + ", got " + got);
  }

  static SQLException raises(int code, Action action) throws Exception {
    try {
      action.run();
    } catch (SQLException error) {
      if (error.getErrorCode() != code) throw new AssertionError("wanted ORA-" + code, error);
      return error;
    }
    throw new AssertionError("no ORA-" + code);
  }

  static Object one(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getObject(1);
    }
  }

  static int committed(Connection connection) throws SQLException {
    return ((BigDecimal) one(connection, "select n from committed")).intValue();
  }
}
