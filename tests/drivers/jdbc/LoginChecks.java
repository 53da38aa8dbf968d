import java.math.BigDecimal;
import java.sql.DriverManager;

/** Login and what a session knows about itself. */
final class LoginChecks extends Wire {
  static void register() {
    CHECKS.put("wrong password is ORA-01017", c -> raises(1017, () -> DriverManager.getConnection(URL, USER, "bad")));
    CHECKS.put("unknown service is ORA-12514", c ->
        raises(12514, () -> DriverManager.getConnection(HOST + "nosuch", USER, PASSWORD)));
    CHECKS.put("version, user, valid", c -> {
      String version = c.getMetaData().getDatabaseProductVersion();
      if (!version.startsWith("Oracle")) throw new AssertionError(version);
      same(USER.toUpperCase(), c.getMetaData().getUserName().toUpperCase());
      same(true, c.isValid(5));
    });
    CHECKS.put("module and action, then a call", c -> {
      c.setClientInfo("OCSID.MODULE", "m");
      c.setClientInfo("OCSID.ACTION", "a");
      c.setClientInfo("OCSID.CLIENTID", "grüße");
      same(BigDecimal.ONE, one(c, "select 1 from dual"));
    });
  }
}
