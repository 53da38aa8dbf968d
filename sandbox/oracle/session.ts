import type { Bind, DatabaseSession, ExecuteRequest, Result, SessionAttributes, Value } from './database';
import { Access } from './dictionary/access';
import { NLS_APPLIED, NLS_DEFAULTS } from './dictionary/nls';
import { OraError } from './oraError';
import type { CallContext, PlsqlHost } from './plsql/host';
import { SessionHost } from './plsqlHost';
import { runBlock } from './plsql/runBlock';
import type { DatabaseCore } from './databaseCore';
import { positionalBinds } from './sql/binds';
import type { RuntimeSession } from './sql/engine/runtime';
import { TransactionLog } from './sql/engine/transactions';
import { classify } from './sql/sessionStatements';
import type { SessionStatement } from './sql/sessionStatements';
import type { Identity } from './sql/statementRunner';

/** One logged-on user. Calls of all sessions take turns. */
export class OracleSession implements DatabaseSession, RuntimeSession {
  readonly log = new TransactionLog(this);
  readonly nls = new Map(Object.entries(NLS_DEFAULTS));
  readonly currentValues = new Map<string, number>();
  readonly packageState = new Map<string, unknown>();
  private readonly host = new SessionHost(this);
  private knownAccess: { readonly access: Access; readonly version: number } | undefined;
  private closed = false;
  /** Of the call that is running. */
  signal: AbortSignal | undefined;

  constructor(
    readonly core: DatabaseCore,
    readonly id: number,
    readonly user: string,
    readonly attributes: SessionAttributes,
  ) {}

  get inTransaction(): boolean {
    return this.log.entries.length > 0;
  }

  get access(): Access {
    const { version } = this.core.catalog;
    if (this.knownAccess?.version !== version) {
      this.knownAccess = { access: new Access(this.core.catalog, this.user, true), version };
    }
    return this.knownAccess.access;
  }

  get currentSchema(): string {
    return this.attributes.currentSchema ?? this.user;
  }

  get context(): CallContext {
    return this.host.context;
  }

  get plsqlHost(): PlsqlHost {
    return this.host;
  }

  get identity(): Identity {
    return { access: this.access, schema: this.currentSchema, key: `${this.user}+`, internal: false };
  }

  async execute(request: ExecuteRequest): Promise<Result> {
    return this.core.mutex.run(async () => {
      this.checkOpen();
      try {
        this.core.faults.check(request.sql, this.user);
        return await this.statement(request);
      } catch (error) {
        this.core.noteError(error, request.sql, this.user);
        throw error;
      }
    });
  }

  private async statement({ sql, binds, signal }: ExecuteRequest): Promise<Result> {
    const statement = classify(sql);
    if (statement.kind === 'sql') {
      const outcome = this.core.runner.run(this.log, this.identity, sql, positionalBinds(binds));
      return typeof outcome === 'number'
        ? { kind: 'dml', rowCount: outcome }
        : { kind: 'query', columns: outcome.columns, rows: outcome.rows };
    }
    if (statement.kind === 'plsql') return this.block(sql, binds, signal);
    if (statement.kind === 'call') return this.block(statement.block, binds, signal);
    this.control(statement, sql);
    return { kind: 'ddl' };
  }

  /** DDL, transaction control and settings, also from EXECUTE IMMEDIATE. */
  control(statement: SessionStatement, sql: string): void {
    const { transactions, runner } = this.core;
    switch (statement.kind) {
      case 'ddl':
        return runner.define(this.log, this.identity, sql);
      case 'commit':
        return transactions.commit(this.log);
      case 'rollback':
        return transactions.rollback(this.log);
      case 'savepoint':
        this.log.savepoints.set(statement.name, this.log.entries.length);
        return;
      case 'rollbackTo':
        return this.rollbackTo(statement.name);
      case 'alterSession':
        for (const [name, value] of statement.settings) this.set(name, value);
        return;
      case 'none':
        return;
      default:
        throw new OraError(900, 'invalid SQL statement');
    }
  }

  rollbackTo(savepoint: string): void {
    const mark = this.log.savepoints.get(savepoint);
    if (mark === undefined) {
      throw new OraError(1086, `savepoint '${savepoint}' never established in this session or is invalid`);
    }
    this.core.transactions.rollbackTo(this.log, mark);
  }

  private set(name: string, value: string): void {
    if (name === 'CURRENT_SCHEMA') {
      const schema = this.core.catalog.users.get({ NAME: value });
      if (!schema) throw new OraError(1435, 'user does not exist');
      this.attributes.currentSchema = value;
      return;
    }
    if (name === 'TIME_ZONE') {
      if (!['UTC', '+00:00', '00:00', 'GMT', 'LOCAL', 'DBTIMEZONE'].includes(value.toUpperCase())) {
        this.core.log(`session ${this.id}: TIME_ZONE ${value} is accepted, times stay in UTC`);
      }
      return;
    }
    if (!this.nls.has(name)) throw new OraError(2248, 'invalid option for ALTER SESSION');
    if (!NLS_APPLIED.has(name) && this.nls.get(name) !== value) {
      this.core.log(`session ${this.id}: ${name} = ${value} is remembered, not applied`);
    }
    this.nls.set(name, value);
    if (name === 'NLS_DATE_FORMAT' || name === 'NLS_TIMESTAMP_FORMAT') {
      this.core.log(`session ${this.id}: ${name} applies to SQL, not to conversions inside PL/SQL`);
    }
  }

  /** A block that fails undoes what it did itself; what it had committed stays. */
  private async block(source: string, binds: readonly Bind[], signal?: AbortSignal): Promise<Result> {
    const { log } = this;
    const mark = log.entries.length;
    const { epoch } = log;
    this.signal = signal;
    try {
      const values = new Map(binds.map(({ name, value }) => [name, value] as const));
      const outcome = await runBlock(source, values as ReadonlyMap<string, Value | Value[]>, this.host, {
        ...(signal && { signal }),
      });
      return {
        kind: 'plsql',
        directions: binds.map(({ name }) => outcome.directions.get(name) ?? 'in'),
        values: binds.map(({ name }) => outcome.values.get(name) ?? null),
      };
    } catch (error) {
      this.core.transactions.rollbackTo(log, log.epoch === epoch ? mark : 0);
      throw error;
    } finally {
      this.signal = undefined;
    }
  }

  async commit(): Promise<void> {
    await this.core.mutex.run(() => {
      this.checkOpen();
      this.core.faults.check('COMMIT', this.user);
      this.core.transactions.commit(this.log);
    });
  }

  async rollback(): Promise<void> {
    await this.core.mutex.run(() => {
      this.checkOpen();
      this.core.transactions.rollback(this.log);
    });
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.core.transactions.rollback(this.log);
    this.core.sessions.delete(this);
  }

  private checkOpen(): void {
    if (this.closed) throw new OraError(1012, 'not logged on');
  }
}
