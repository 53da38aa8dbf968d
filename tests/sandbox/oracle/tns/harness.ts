import oracledb from 'oracledb';
import {
  startTnsServer,
  type FlavourName,
  type TnsServer,
  type TnsServerOptions,
} from '../../../../sandbox/oracle/tns/server';
import { PASSWORD, SERVICE, TestDatabase, USER } from './testDatabase';

export const FLAVOURS: readonly FlavourName[] = ['19c', '23ai'];

/** A server with the test database, and what the driver needs to reach it. */
export interface Harness {
  readonly database: TestDatabase;
  readonly server: TnsServer;
  readonly log: string[];
  readonly credentials: { user: string; password: string; connectString: string };
  connect(): Promise<oracledb.Connection>;
  stop(): Promise<void>;
}

export async function startHarness(options: Partial<TnsServerOptions> = {}): Promise<Harness> {
  const database = new TestDatabase();
  const log: string[] = [];
  const server = await startTnsServer({ database, log: (line) => void log.push(line), ...options });
  const connectString = `127.0.0.1:${server.port}/${SERVICE}`;
  const credentials = { user: USER, password: PASSWORD, connectString };
  return {
    database,
    server,
    log,
    credentials,
    connect: () => oracledb.getConnection(credentials),
    stop: () => server.close(),
  };
}

/** Runs `use` with a connection that is closed whatever happens. */
export async function withConnection<T>(
  harness: Harness,
  use: (connection: oracledb.Connection) => Promise<T>,
): Promise<T> {
  const connection = await harness.connect();
  try {
    return await use(connection);
  } finally {
    await connection.close();
  }
}
