import java.math.BigDecimal;
import java.sql.Clob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.Arrays;

/** Describe, fetch, LOBs. */
final class QueryChecks extends Wire {
  static void register() {
    CHECKS.put("select from dual", c -> same(BigDecimal.ONE, one(c, "select 1 from dual")));
    CHECKS.put("plain types and metadata", c -> {
      try (Statement s = c.createStatement(); ResultSet r = s.executeQuery("select * from plain")) {
        ResultSetMetaData m = r.getMetaData();
        same("ID NAME D R", m.getColumnName(1) + " " + m.getColumnName(2) + " " + m.getColumnName(3) + " " + m.getColumnName(4));
        same(100, m.getPrecision(2));
        r.next();
        same(1, r.getInt(1));
        same(Timestamp.valueOf("2025-01-31 10:20:30"), r.getTimestamp(3));
        same(true, Arrays.equals(new byte[] {0, -1}, r.getBytes(4)));
        r.next();
        same("ünï ☃", r.getString(2));
        same(null, r.getTimestamp(3));
        r.next();
        same(new BigDecimal("0.000001"), r.getBigDecimal(1));
        same(false, r.next());
      }
    });
    CHECKS.put("CLOB, large NUMBER, TIMESTAMP", c -> {
      try (Statement s = c.createStatement(); ResultSet r = s.executeQuery("select * from docs")) {
        r.next();
        same("short ☃ clob", r.getString("BODY"));
        same(Timestamp.valueOf("2025-01-31 10:20:30.123"), r.getTimestamp("UPD"));
        same(ResultSetMetaData.columnNoNulls, r.getMetaData().isNullable(1));
        r.next();
        Clob clob = r.getClob("BODY");
        same(100_000L, clob.length());
        same("LL", clob.getSubString(99_999, 2));
        same(100_000, r.getString("BODY").length());
        r.next();
        same(new BigDecimal("12345678901234567890.12"), r.getBigDecimal("AMOUNT"));
        same(null, r.getClob("BODY"));
      }
    });
    CHECKS.put("BLOB", c -> {
      try (Statement s = c.createStatement(); ResultSet r = s.executeQuery("select * from blobs")) {
        r.next();
        same(true, Arrays.equals(new byte[] {0, -1, 16}, r.getBytes(2)));
        r.next();
        same(70_000L, r.getBlob(2).length());
        same(70_000, r.getBlob(2).getBinaryStream().readAllBytes().length);
      }
    });
    CHECKS.put("TIMESTAMP WITH TIME ZONE", c -> {
      try (Statement s = c.createStatement(); ResultSet r = s.executeQuery("select tz from zones")) {
        r.next();
        same("2025-06-01T12:00:00.500Z", r.getObject(1, java.time.OffsetDateTime.class).toInstant().toString());
      }
    });
    CHECKS.put("many rows, executed again with other binds", c -> {
      try (PreparedStatement s = c.prepareStatement("select id, txt from many where n = ?")) {
        for (int fetchSize : new int[] {10, 300}) {
          s.setFetchSize(fetchSize);
          for (int n : new int[] {1000, 3, 0, 250, 300}) {
            s.setInt(1, n);
            int rows = 0;
            try (ResultSet r = s.executeQuery()) {
              while (r.next()) same(++rows, r.getInt(1));
            }
            same(n, rows);
          }
        }
      }
    });
    CHECKS.put("describing before execution is ORA-03001, and the connection goes on", c -> {
      try (PreparedStatement s = c.prepareStatement("select id, name from plain where id = ?")) {
        raises(3001, s::getMetaData);
      }
      same(BigDecimal.ONE, one(c, "select 1 from dual"));
    });
    CHECKS.put("two result sets at once, one left halfway", c -> {
      try (Statement a = c.createStatement(); Statement b = c.createStatement()) {
        ResultSet x = a.executeQuery("select id, txt from many m1");
        ResultSet y = b.executeQuery("select id, txt from many m2");
        for (int i = 1; i <= 100; i++) {
          same(true, x.next() && y.next());
          same(i, x.getInt(1));
          same(i, y.getInt(1));
        }
      }
    });
  }
}
