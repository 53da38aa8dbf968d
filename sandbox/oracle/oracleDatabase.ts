import { CallMutex } from './callMutex';
import type { Database, DatabaseSession, SessionAttributes } from './database';
import type { DatabaseCore } from './databaseCore';
import { describeError } from './databaseCore';
import { Access } from './dictionary/access';
import { createFoundations, createSystemViews, refreshReleaseViews } from './dictionary/bootstrap';
import { Catalog } from './dictionary/catalog';
import type { Installer } from './dictionary/installer';
import { DatabaseInstaller } from './dictionary/databaseInstaller';
import { PackageRegistry } from './dictionary/packageRegistry';
import { listStoredProcedure, type StoredProcedure } from './dictionary/storedProcedure';
import { defineSessionFunctions } from './dictionary/sessionFunctions';
import { Faults } from './faults';
import { OraError } from './oraError';
import { installSystemPackages } from './packages/sys/install';
import type { Release } from './dictionary/systemViews';
import { releaseOf } from './releases';
import type { Flavour } from './releases';
import { OracleSession } from './session';
import { defineChecks } from './sql/engine/checkFunctions';
import { defineConversions } from './sql/engine/conversionFunctions';
import { Runtime } from './sql/engine/runtime';
import { Sequences } from './sql/engine/sequences';
import { Sqlite } from './sql/engine/sqlite';
import { constraintError } from './sql/engine/sqliteErrors';
import { Transactions } from './sql/engine/transactions';
import { StatementRunner } from './sql/statementRunner';

export interface UserOptions {
  /** Upper case. */
  readonly name: string;
  readonly password: string;
  /** Default CONNECT and RESOURCE. */
  readonly roles?: readonly string[];
  /** System privileges; default CREATE VIEW, CREATE SYNONYM, UNLIMITED TABLESPACE. */
  readonly privileges?: readonly string[];
}

export interface OracleDatabaseOptions {
  /** What version views and DBMS_UTILITY answer; default 19c. */
  readonly flavour?: Flavour;
  /** Service names; the first one is also the name of the database. */
  readonly services: readonly string[];
  /** Accounts of a new database; ones that exist already (in the snapshot) stay as they are. */
  readonly users: readonly UserOptions[];
  /** Adds packages and their schemas. */
  readonly install?: (installer: Installer) => void;
  /** What `snapshot()` gave earlier. */
  readonly snapshot?: Uint8Array;
  /** One line per unknown statement, call or column. Never holds literals or binds. */
  readonly log?: (line: string) => void;
}

export interface OracleDatabase extends Database {
  openSession(user: string, attributes?: SessionAttributes): OracleSession;
  readonly faults: Faults;
  /** The whole committed database with its users. Clear passwords are in it. */
  snapshot(): Uint8Array;
  /** Called after every commit that changed something. Returns how to stop. */
  onCommit(listener: () => void): () => void;
  /** SQL with all rights in a session of SYS: for seeds and control APIs. */
  systemSession(): DatabaseSession;
  /** Lists a stored unit in the dictionary, at once and for everybody. Throws RangeError. */
  addStoredProcedure(procedure: StoredProcedure): void;
  close(): void;
}

const DEFAULT_ROLES = ['CONNECT', 'RESOURCE'];
const DEFAULT_PRIVILEGES = ['CREATE VIEW', 'CREATE SYNONYM', 'UNLIMITED TABLESPACE'];

/** Opens an Oracle database in memory. Throws OraError when the installation fails. */
export async function createOracleDatabase(options: OracleDatabaseOptions): Promise<OracleDatabase> {
  return new SqliteOracleDatabase(await Sqlite.open(options.snapshot), options);
}

class SqliteOracleDatabase implements OracleDatabase {
  readonly services: readonly string[];
  readonly faults = new Faults();
  private readonly core: DatabaseCore;
  private readonly listeners = new Set<() => void>();
  private lastSession = 0;

  constructor(
    private readonly sqlite: Sqlite,
    options: OracleDatabaseOptions,
  ) {
    this.services = options.services;
    const log = options.log ?? (() => undefined);
    const databaseName = (options.services[0] ?? 'ORCL').split('.')[0]?.toUpperCase() ?? 'ORCL';
    const release = releaseOf(options.flavour ?? '19c', databaseName);
    const catalog = new Catalog(sqlite);
    const runtime = new Runtime();
    const sequences = new Sequences(catalog);
    const registry = new PackageRegistry(catalog, (subprogram, user) =>
      this.faults.check([subprogram.package, subprogram.name].filter(Boolean).join('.'), user),
    );
    const transactions = new Transactions(
      sqlite,
      runtime,
      sequences,
      () => this.listeners.forEach((listener) => listener()),
      (error, sql) => constraintError(error, catalog, tableOfStatement(catalog, sql)),
    );
    const runner = new StatementRunner({ sqlite, catalog, sequences, registry, transactions, log });
    this.core = {
      catalog,
      registry,
      transactions,
      runner,
      mutex: new CallMutex(),
      faults: this.faults,
      sessions: new Set(),
      log,
      noteError: (error, sql, user) => {
        const line = describeError(error, sql, user);
        if (line !== undefined) log(line);
      },
    };
    defineChecks(sqlite);
    defineConversions(sqlite, runtime);
    defineSessionFunctions(sqlite, runtime, sequences, catalog, {
      subprogram: (id) => registry.byId(id),
      sessions: () => [...this.core.sessions].map(sessionRow),
      databaseName,
    });
    catalog.load();
    transactions.bundle(() => this.install(options, release));
  }

  private install(options: OracleDatabaseOptions, release: Release): void {
    const { catalog } = this.core;
    const fresh = catalog.users.get({ NAME: 'SYS' }) === undefined;
    if (fresh) createFoundations(catalog);
    const system = new OracleSession(this.core, 0, 'SYS', {});
    const installer = new DatabaseInstaller(this.core, system, fresh);
    const run = (sql: string): void => installer.internal(sql);
    if (fresh) createSystemViews(catalog, this.sqlite, release, run);
    else refreshReleaseViews(catalog, release, run);
    installSystemPackages(installer, release);
    options.install?.(installer);
    for (const user of options.users) this.addUser(installer, user);
    installer.finish();
  }

  private addUser(installer: DatabaseInstaller, { name, password, roles, privileges }: UserOptions): void {
    if (this.core.catalog.users.get({ NAME: name })?.PASSWORD != null) return;
    installer.createAccount(name, password);
    const grants =
      roles || privileges
        ? [...(roles ?? []), ...(privileges ?? [])]
        : [...DEFAULT_ROLES, ...DEFAULT_PRIVILEGES];
    for (const grant of grants) {
      installer.internal(`grant ${/^[A-Z ]+$/.test(grant) ? grant : `"${grant}"`} to "${name}"`);
    }
  }

  password(user: string): string | undefined {
    return this.core.catalog.users.get({ NAME: user })?.PASSWORD ?? undefined;
  }

  openSession(user: string, attributes: SessionAttributes = {}): OracleSession {
    const { catalog } = this.core;
    const account = catalog.users.get({ NAME: user });
    if (!account) throw new OraError(1017, 'invalid username/password; logon denied');
    if (account.STATUS.includes('LOCKED')) throw new OraError(28000, 'The account is locked.');
    if (account.STATUS.includes('EXPIRED')) throw new OraError(28001, 'the password has expired');
    if (!new Access(catalog, user, true).hasSystemPrivilege('CREATE SESSION')) {
      throw new OraError(1045, `user ${user} lacks CREATE SESSION privilege; logon denied`);
    }
    return this.newSession(user, attributes);
  }

  systemSession(): OracleSession {
    return this.newSession('SYS', {});
  }

  private newSession(user: string, attributes: SessionAttributes): OracleSession {
    const session = new OracleSession(this.core, ++this.lastSession, user, attributes);
    this.core.sessions.add(session);
    return session;
  }

  snapshot(): Uint8Array {
    this.core.transactions.park();
    return this.sqlite.export();
  }

  addStoredProcedure(procedure: StoredProcedure): void {
    // Dictionary rows are no part of anybody's transaction.
    this.core.transactions.park();
    listStoredProcedure(this.core.catalog, procedure);
    this.listeners.forEach((listener) => listener());
  }

  onCommit(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  close(): void {
    for (const session of this.core.sessions) session.close();
    this.sqlite.close();
  }
}

/** The target of a statement that was logged for replay. */
function tableOfStatement(catalog: Catalog, sql: string): ReturnType<Catalog['table']> {
  const [, owner = '', name = ''] = /(?:INTO|UPDATE|FROM) `([^.`]+)\.([^`]+)`/.exec(sql) ?? [];
  return catalog.table(owner, name);
}

function sessionRow(session: OracleSession): Record<string, string | number | null> {
  const { attributes } = session;
  return {
    SID: session.id,
    'SERIAL#': 1,
    AUDSID: session.id,
    USERNAME: session.user,
    STATUS: 'ACTIVE',
    SCHEMANAME: session.currentSchema,
    PROGRAM: attributes.program ?? null,
    MACHINE: attributes.machine ?? null,
    MODULE: attributes.module ?? null,
    ACTION: attributes.action ?? null,
    CLIENT_INFO: attributes.clientInfo ?? null,
    CLIENT_IDENTIFIER: attributes.clientId ?? null,
    TYPE: 'USER',
  };
}
