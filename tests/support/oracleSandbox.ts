import { closeDatabases } from '../../components/database/pools';
import type { Connection } from '../../components/database/database';
import { createOracleDatabase, type OracleDatabase } from '../../sandbox/oracle/oracleDatabase';
import { installOrds } from '../../sandbox/oracle/packages/ords/installOrds';
import type { OrdsOptions } from '../../sandbox/oracle/packages/ords/options';
import {
  startTnsServer,
  type FlavourName,
  type TnsFaults,
  type TnsServer,
} from '../../sandbox/oracle/tns/server';

/** The users of the sandbox; the passwords are of no other use. */
const PASSWORDS = {
  ORDSDEMO: 'Owner_of_rest_1',
  OTHER: 'Other_owner_1',
  DEPLOYER: 'Deployer_pass_1',
  PLAIN: 'Plain_pass_1',
};

export type SandboxUser = keyof typeof PASSWORDS;

export interface OracleSandbox {
  readonly database: OracleDatabase;
  readonly server: TnsServer;
  /** Unknown statements, columns and calls, one line each. */
  readonly log: readonly string[];
  connection(user?: SandboxUser): Connection;
  /** A statement or block as that user, committed. */
  run(user: SandboxUser, sql: string): Promise<void>;
  /** The rows of a query, as that user sees them. */
  rows(user: SandboxUser, sql: string): Promise<unknown[][]>;
  close(): Promise<void>;
}

export interface SandboxOptions extends OrdsOptions {
  readonly flavour?: FlavourName;
  /** ORDSDEMO and OTHER are enabled for ORDS; default true. */
  readonly enabled?: boolean;
  /** ORDS is installed at all; default true. */
  readonly installed?: boolean;
  readonly faults?: TnsFaults;
}

/** An Oracle database with ORDS on a free port: ORDSDEMO and OTHER own schemas, DEPLOYER administers ORDS, PLAIN is nobody. */
export async function startOracleSandbox(options: SandboxOptions = {}): Promise<OracleSandbox> {
  const { flavour = '19c', enabled = true, installed = true, faults, ...ords } = options;
  const log: string[] = [];
  const users = Object.entries(PASSWORDS).map(([name, password]) => ({
    name,
    password,
    ...(name === 'DEPLOYER' && {
      roles: ['CONNECT', 'RESOURCE', ...(installed ? ['ORDS_ADMINISTRATOR_ROLE'] : [])],
    }),
  }));
  const database = await createOracleDatabase({
    flavour,
    services: ['freepdb1'],
    users,
    log: (line) => log.push(line),
    ...(installed && { install: (installer) => installOrds(installer, ords) }),
  });
  const server = await startTnsServer({ database, flavour, ...(faults && { faults }) });

  const session = async <T>(user: string, sql: string, use: (rows: unknown[][]) => T): Promise<T> => {
    const opened = database.openSession(user);
    try {
      const result = await opened.execute({ sql, binds: [] });
      await opened.commit();
      return use(result.kind === 'query' ? (result.rows as unknown[][]) : []);
    } finally {
      opened.close();
    }
  };
  const sandbox: OracleSandbox = {
    database,
    server,
    log,
    connection: (user = 'ORDSDEMO') => ({
      connectString: `127.0.0.1:${server.port}/freepdb1`,
      user: user.toLowerCase(),
      password: PASSWORDS[user],
    }),
    run: (user, sql) => session(user, sql, () => undefined),
    rows: (user, sql) => session(user, sql, (rows) => rows),
    async close() {
      await closeDatabases();
      await server.close();
      database.close();
    },
  };
  if (installed && enabled) {
    for (const user of ['ORDSDEMO', 'OTHER'] as const)
      await sandbox.run(user, 'begin ords.enable_schema; commit; end;');
  }
  return sandbox;
}
