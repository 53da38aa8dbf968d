import java.math.BigDecimal;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Arrays;
import oracle.jdbc.OracleCallableStatement;
import oracle.jdbc.OracleTypes;

/** PL/SQL blocks: binds in both directions, and errors. */
@SuppressWarnings("deprecation") // index-by tables have no newer API
final class BlockChecks extends Wire {
  static void register() {
    CHECKS.put("IN and OUT, first and later executions", c -> {
      try (CallableStatement s = c.prepareCall("{call pkg.proc(?, ?)}")) {
        s.registerOutParameter(2, Types.VARCHAR);
        for (String a : new String[] {"wörld", "two", "three"}) {
          s.setString(1, a);
          s.execute();
          same("hello " + a, s.getString(2));
        }
      }
    });
    CHECKS.put("IN OUT, named notation", c -> {
      try (CallableStatement s = c.prepareCall("BEGIN pkg.proc(p_n => ?, p_a => ?, p_out => ?); END;")) {
        s.registerOutParameter(1, Types.INTEGER);
        s.registerOutParameter(3, Types.VARCHAR);
        s.setString(2, "x");
        for (int n : new int[] {41, 7}) {
          s.setInt(1, n);
          s.execute();
          same(n + 1, s.getInt(1));
          same("hello x", s.getString(3));
        }
      }
    });
    CHECKS.put("all scalar types, IN to OUT", c -> {
      try (CallableStatement s = c.prepareCall("BEGIN types_all(?,?,?,?,?,?,?,?,?,?); END;")) {
        BigDecimal n = new BigDecimal("-12345678901234567890.12345678");
        Timestamp ts = Timestamp.valueOf("2025-03-04 05:06:07.89");
        s.setString(1, "☃");
        s.setBigDecimal(2, n);
        s.setDate(3, java.sql.Date.valueOf("2025-03-04"));
        s.setTimestamp(4, ts);
        s.setBytes(5, new byte[] {1, 2, -1});
        s.registerOutParameter(6, Types.VARCHAR);
        s.registerOutParameter(7, Types.NUMERIC);
        s.registerOutParameter(8, Types.DATE);
        s.registerOutParameter(9, Types.TIMESTAMP);
        s.registerOutParameter(10, Types.VARBINARY);
        s.execute();
        same("☃", s.getString(6));
        same(n, s.getBigDecimal(7));
        same(java.sql.Date.valueOf("2025-03-04"), s.getDate(8));
        same(ts, s.getTimestamp(9));
        same(true, Arrays.equals(new byte[] {1, 2, -1}, s.getBytes(10)));
      }
    });
    CHECKS.put("null IN and OUT", c -> {
      try (CallableStatement s = c.prepareCall("BEGIN echo(?, ?); END;")) {
        s.setNull(1, Types.VARCHAR);
        s.registerOutParameter(2, Types.VARCHAR);
        s.execute();
        same(null, s.getString(2));
      }
    });
    CHECKS.put("BINARY_DOUBLE, IN to OUT", c -> {
      try (OracleCallableStatement s = (OracleCallableStatement) c.prepareCall("BEGIN echo(?, ?); END;")) {
        s.setBinaryDouble(1, -2.5e-10);
        s.registerOutParameter(2, OracleTypes.BINARY_DOUBLE);
        s.execute();
        same(-2.5e-10, s.getDouble(2));
      }
    });
    CHECKS.put("index-by tables, IN and OUT", c -> {
      try (OracleCallableStatement s = (OracleCallableStatement) c.prepareCall("BEGIN double_all(?, ?, ?); END;")) {
        s.setPlsqlIndexTable(1, new int[] {1, 2, 30}, 10, 3, OracleTypes.NUMBER, 0);
        s.registerIndexTableOutParameter(2, 10, OracleTypes.NUMBER, 0);
        s.registerOutParameter(3, Types.INTEGER);
        s.execute();
        same(33, s.getInt(3));
        same(true, Arrays.equals(new int[] {2, 4, 60}, (int[]) s.getPlsqlIndexTable(2, java.lang.Integer.TYPE)));
      }
    });
    CHECKS.put("temporary CLOB of 210000 characters, IN and OUT", c -> {
      String big = "åb☃".repeat(70_000);
      Clob in = c.createClob();
      in.setString(1, big);
      try (CallableStatement s = c.prepareCall("BEGIN clob_echo(?, ?); END;")) {
        s.setClob(1, in);
        s.registerOutParameter(2, Types.CLOB);
        s.execute();
        Clob out = s.getClob(2);
        same((long) big.length(), out.length());
        same(big, out.getSubString(1, big.length()));
      }
      in.free();
    });
    CHECKS.put("temporary BLOB, IN and OUT", c -> {
      byte[] big = new byte[100_000];
      Arrays.fill(big, (byte) 9);
      java.sql.Blob in = c.createBlob();
      in.setBytes(1, big);
      try (CallableStatement s = c.prepareCall("BEGIN blob_echo(?, ?); END;")) {
        s.setBlob(1, in);
        s.registerOutParameter(2, Types.BLOB);
        s.execute();
        same(true, Arrays.equals(big, s.getBlob(2).getBytes(1, big.length)));
      }
    });
    CHECKS.put("ORA-20001 with its stack, ORA-06550, ORA-06502, and the connection goes on", c -> {
      try (Statement s = c.createStatement()) {
        String message = raises(20001, () -> s.execute("BEGIN raise_it; END;")).getMessage();
        if (!message.contains("at \"APP.PKG\", line 42")) throw new AssertionError(message);
        raises(6550, () -> s.execute("BEGIN missing_thing; END;"));
      }
      same(BigDecimal.ONE, one(c, "select 1 from dual"));
    });
    CHECKS.put("a fault in the database is ORA-00600, on which the driver itself gives up the connection", c -> {
      Connection other = DriverManager.getConnection(URL, USER, PASSWORD);
      raises(600, () -> other.createStatement().execute("BEGIN crash; END;"));
      same(BigDecimal.ONE, one(c, "select 1 from dual"));
    });
    CHECKS.put("REF CURSOR is ORA-03115, and the connection goes on", c -> {
      try (CallableStatement s = c.prepareCall("BEGIN pkg.proc(?, ?); END;")) {
        s.setString(1, "x");
        s.registerOutParameter(2, OracleTypes.CURSOR);
        raises(3115, s::execute);
      }
      same(BigDecimal.ONE, one(c, "select 1 from dual"));
    });
  }
}
