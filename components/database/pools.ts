import type oracledb from 'oracledb';

import { connectionKey, connectTimeout, sessionUser } from './connection';
import type { Connection } from './database';
import { logonOptions } from './logonOptions';
import { deadlineSeconds } from './resilience';

/** Sessions per connection: a few, because writes to one schema queue up anyway and accounts have limits. */
const MOST_SESSIONS = 4;
/** Milliseconds without a call after which a pool is closed, so that its sockets do not keep a process alive. */
const IDLE = 10_000;

interface Entry {
  /** As the dictionary writes it. */
  readonly user: string;
  readonly pool: Promise<oracledb.Pool>;
  active: number;
  idle?: NodeJS.Timeout;
}

const pools = new Map<string, Entry>();
let hooked = false;

/** Borrows a session, gives it back afterwards whatever happens, and drops it when `broken` says so. */
export async function withSession<T>(
  connection: Connection,
  use: (session: oracledb.Connection) => Promise<T>,
  broken: (error: unknown) => boolean,
): Promise<T> {
  const key = connectionKey(connection);
  const entry = pools.get(key) ?? open(key, connection);
  clearTimeout(entry.idle);
  entry.active += 1;
  try {
    const session = await (await entry.pool).getConnection();
    try {
      const result = await use(session);
      await session.close();
      return result;
    } catch (error) {
      // A session in the middle of something is not for the next caller; closing it also rolls back.
      await session.close({ drop: broken(error) }).catch(() => undefined);
      throw error;
    }
  } finally {
    entry.active -= 1;
    if (entry.active === 0) entry.idle = setTimeout(() => void close(key), IDLE).unref();
  }
}

/** Closes every pool. Calls that are under way get two seconds. */
export async function closeDatabases(): Promise<void> {
  await Promise.all([...pools.keys()].map(close));
}

/** Closes the pools of a user that nobody is using. */
export async function closeIdleOf(user: string): Promise<void> {
  const idle = [...pools].filter(([, entry]) => entry.user === user && entry.active === 0);
  await Promise.all(idle.map(([key]) => close(key)));
}

function open(key: string, connection: Connection): Entry {
  hookExit();
  const entry: Entry = { user: sessionUser(connection.user), pool: createPool(connection), active: 0 };
  pools.set(key, entry);
  entry.pool.catch(() => pools.delete(key));
  return entry;
}

async function createPool(connection: Connection): Promise<oracledb.Pool> {
  // Not at the top of the file: a Pulumi program that only declares resources never needs the driver.
  const { default: driver } = await import('oracledb');
  return driver.createPool({
    ...logonOptions(connection),
    poolMin: 0,
    poolMax: MOST_SESSIONS,
    poolIncrement: 1,
    queueMax: -1,
    queueTimeout: deadlineSeconds(connection) * 1_000,
    connectTimeout: connectTimeout(connection),
    transportConnectTimeout: connectTimeout(connection),
  });
}

async function close(key: string): Promise<void> {
  const entry = pools.get(key);
  if (!entry) return;
  pools.delete(key);
  clearTimeout(entry.idle);
  try {
    await (await entry.pool).close(entry.active === 0 ? 0 : 2);
  } catch {
    // Already gone, which is what was wanted.
  }
}

function hookExit(): void {
  if (hooked) return;
  hooked = true;
  process.once('beforeExit', () => void closeDatabases());
  // The engine stops the provider process with SIGINT and waits five seconds (facts/pulumi.md 1.2).
  process.once('SIGINT', () => {
    void closeDatabases().finally(() => {
      if (process.listenerCount('SIGINT') === 0) process.exit(130);
    });
  });
}
