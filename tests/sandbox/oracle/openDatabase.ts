import type { Bind, DatabaseSession, Result, Value } from '../../../sandbox/oracle/database';
import type { OraError } from '../../../sandbox/oracle/oraError';
import { createOracleDatabase } from '../../../sandbox/oracle/oracleDatabase';
import type { OracleDatabase, OracleDatabaseOptions } from '../../../sandbox/oracle/oracleDatabase';

/** A database with the users A and B (ordinary) and ADMIN (DBA). */
export function openDatabase(options: Partial<OracleDatabaseOptions> = {}): Promise<OracleDatabase> {
  return createOracleDatabase({
    services: ['TESTPDB'],
    users: [
      { name: 'A', password: 'secretA' },
      { name: 'B', password: 'secretB' },
      { name: 'ADMIN', password: 'secretAdmin', roles: ['DBA'] },
    ],
    ...options,
  });
}

export function bind(value: Value, name = '1'): Bind {
  const type =
    value instanceof Date
      ? 'DATE'
      : typeof value === 'number'
        ? 'NUMBER'
        : Buffer.isBuffer(value)
          ? 'RAW'
          : 'VARCHAR2';
  return { name, type, value, maxSize: 4000, isArray: false };
}

export async function execute(session: DatabaseSession, sql: string, ...values: Value[]): Promise<Result> {
  return session.execute({ sql, binds: values.map((value, i) => bind(value, String(i + 1))) });
}

export async function rows(session: DatabaseSession, sql: string, ...values: Value[]): Promise<Value[][]> {
  const result = await execute(session, sql, ...values);
  if (result.kind !== 'query') throw new Error(`no query: ${sql}`);
  return [...result.rows];
}

/** `942 @14 table or view does not exist`, or what came instead of an error. */
export async function failure(session: DatabaseSession, sql: string, ...values: Value[]): Promise<string> {
  try {
    return JSON.stringify(await execute(session, sql, ...values));
  } catch (error) {
    const { number, offset, text } = error as OraError;
    return `${number} @${offset} ${text}`;
  }
}
