import { readFileSync } from 'node:fs';
import oracledb from 'oracledb';
import type { SqlRequest } from './schema';

/** Runs one statement of standard input and prints its rows as JSON: a process of its own, so that it starts with the CA. */
async function main(): Promise<void> {
  const { connection: logon, sql, binds } = JSON.parse(readFileSync(0, 'utf8')) as SqlRequest;
  const connection = await oracledb.getConnection({ ...logon });
  try {
    const { rows } = await connection.execute(sql, binds);
    process.stdout.write(JSON.stringify(rows ?? []));
  } finally {
    await connection.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
