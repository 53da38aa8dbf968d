import oracledb from 'oracledb';

import type { Login } from '../diagnose/library';

/** Creates that many users for schemas to be enabled, by the administrator; returns their names. */
export async function createUsers(administrator: Login, count: number): Promise<string[]> {
  const names = Array.from({ length: count }, (_, index) => `STACK_${String(index + 1).padStart(3, '0')}`);
  const session = await oracledb.getConnection(administrator);
  try {
    for (const name of names) {
      // A user of a database that is thrown away afterwards, and nobody logs on as it.
      await session.execute(`create user ${name} identified by "Bench_only_1234"`);
    }
  } finally {
    await session.close();
  }
  return names;
}
