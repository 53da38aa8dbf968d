/** The floor of a command that asks a database: a process of its own, a log-on by the bare driver, one question. */
import oracledb from 'oracledb';

async function main(): Promise<void> {
  const connection = await oracledb.getConnection({
    connectString: process.env['ORDS_CONNECT_STRING'] ?? '',
    user: process.env['ORDS_USER'] ?? '',
    password: process.env['ORDS_PASSWORD'] ?? '',
  });
  await connection.execute('select count(*) from dba_ords_modules');
  await connection.close();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
