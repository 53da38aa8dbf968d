import type oracledb from 'oracledb';

import { callTimeout, connectionKey, sessionUser } from './connection';
import type { BindValue, BlockResult, Connection, Database, Meaning, Row, Statement } from './database';
import { driverFailure, isLost, ownMeaning, translate } from './driverErrors';
import { closeIdleOf, withSession } from './pools';
import { oneAtATime, withRepeats } from './resilience';
import { heldRights } from './rights/heldRights';
import { mayBeMissingRight, missingRight } from './rights/missingRight';
import { prepare } from './sqlText';

/** Bytes of an OUT bind: names and issuers fit, at four bytes a character; definitions never travel this way. */
const OUT_SIZE = 8_000;
/** Rows that come with the first answer, so that a definition costs one round trip. */
const PREFETCH = 1_000;

const procedures = new Map<string, Promise<Row[]>>();

/** The database behind a connection, through node-oracledb (thin mode). Nothing connects before the first call. */
export function openDatabase(connection: Connection): Database {
  const key = connectionKey(connection);

  const run = <T>(statement: Statement, use: Use<T>): Promise<T> =>
    withRepeats(connection, (afterLoss) =>
      withSession(
        connection,
        (session) => {
          session.callTimeout = callTimeout(connection) * 1_000;
          session.action = statement.text;
          return use(session, afterLoss);
        },
        isBroken,
      ),
    ).catch(async (error: unknown) => {
      throw translate(error, connection, statement, await lackedRight(error, connection, statement));
    });

  const rows = (statement: Statement): Promise<Row[]> =>
    run(statement, (session) => query(session, statement));

  return {
    rows,
    block: (statement) =>
      oneAtATime(`${key} ${statement.schema ?? sessionUser(connection.user)}`, () =>
        run(statement, (session, afterLoss) => call(session, statement, afterLoss)),
      ),
    async hasProcedure(packageName, procedure, argument) {
      const cached = `${key} ${packageName}.${procedure}`;
      let found = procedures.get(cached);
      if (!found) {
        found = rows({
          text: 'catalogue/arguments',
          binds: { package_name: packageName, procedure_name: procedure },
          purpose: `look up ${packageName}.${procedure}`,
        });
        procedures.set(cached, found);
        found.catch(() => procedures.delete(cached));
      }
      return (await found).some((row) => argument === undefined || row.ARGUMENT_NAME === argument);
    },
    endSessionsOf: closeIdleOf,
  };
}

const RIGHTS: Statement = { text: 'catalogue/rights', binds: {}, purpose: 'read the rights of the user' };

// Oracle says of a missing right what it says of a missing object, and 19c not even of which one.
async function lackedRight(
  error: unknown,
  connection: Connection,
  statement: Statement,
): Promise<Meaning | undefined> {
  const failure = driverFailure(error);
  if (!mayBeMissingRight(failure) || ownMeaning(failure, statement)) return undefined;
  // The first error says more than one about a question that nobody asked.
  const rows = await withSession(connection, (session) => query(session, RIGHTS), isBroken).catch(
    () => undefined,
  );
  if (!rows) return undefined;
  const { text } = prepare(statement);
  return missingRight(text, heldRights(rows), sessionUser(connection.user), statement.schema);
}

type Use<T> = (session: oracledb.Connection, afterLoss: boolean) => Promise<T>;

async function query(session: oracledb.Connection, statement: Statement): Promise<Row[]> {
  const { default: driver } = await import('oracledb');
  const { text, binds } = prepare(statement);
  const atOnce = statement.expectedRows ?? PREFETCH;
  const result = await session.execute<Row>(text, inBinds(driver, binds), {
    outFormat: driver.OUT_FORMAT_OBJECT,
    prefetchRows: atOnce,
    fetchArraySize: atOnce,
    fetchTypeHandler: (column) =>
      column.dbType === driver.DB_TYPE_CLOB ? { type: driver.STRING } : undefined,
  });
  return result.rows ?? [];
}

async function call(
  session: oracledb.Connection,
  statement: Statement,
  afterLoss: boolean,
): Promise<BlockResult> {
  const { default: driver } = await import('oracledb');
  const { text, binds } = prepare(statement);
  const out: oracledb.BindParameters = {};
  for (const name of statement.out ?? []) {
    out[name] = { dir: driver.BIND_OUT, type: driver.STRING, maxSize: OUT_SIZE };
  }
  const result = await session.execute<Record<string, string | null>>(text, {
    ...inBinds(driver, binds),
    ...out,
  });
  return { out: result.outBinds ?? {}, repeated: afterLoss };
}

function inBinds(
  driver: typeof oracledb,
  binds: Readonly<Record<string, BindValue>>,
): oracledb.BindParameters {
  const result: oracledb.BindParameters = {};
  for (const [name, val] of Object.entries(binds)) {
    result[name] = {
      dir: driver.BIND_IN,
      val,
      type: typeof val === 'number' ? driver.NUMBER : driver.STRING,
    };
  }
  return result;
}

// After a time-out the server may still be busy with the old call.
function isBroken(error: unknown): boolean {
  const failure = driverFailure(error);
  return isLost(failure) || failure.codes.includes('NJS-123') || failure.codes.includes('ORA-01013');
}
