import type { Column, Value } from './database';
import { Access } from './dictionary/access';
import { OraError } from './oraError';
import type { CallContext, PlsqlHost, Resolved, SqlVariables } from './plsql/host';
import type { OracleSession } from './session';
import { namedBinds } from './sql/binds';
import { classify } from './sql/sessionStatements';
import type { Identity } from './sql/statementRunner';

/** The surroundings of a PL/SQL block: SQL and packages as the session's user sees them. */
export class SessionHost implements PlsqlHost {
  readonly context: SessionContext;

  constructor(private readonly session: OracleSession) {
    this.context = new SessionContext(session);
  }

  resolve(path: readonly string[]): Resolved | undefined {
    const { core, currentSchema, access } = this.session;
    return core.registry.resolve(currentSchema, access, path);
  }

  query(
    sql: string,
    binds: ReadonlyMap<string, Value>,
    variables?: SqlVariables,
  ): { columns: readonly Column[]; rows: Value[][] } {
    const { core, log, identity, user } = this.session;
    core.faults.check(sql, user);
    return core.runner.query(log, identity, sql, namedBinds(binds), variables);
  }

  execute(sql: string, binds: ReadonlyMap<string, Value>, variables?: SqlVariables): number {
    const { session } = this;
    const { core, log, identity, user } = session;
    core.faults.check(sql, user);
    const statement = classify(sql);
    if (statement.kind === 'sql') {
      const outcome = core.runner.run(log, identity, sql, namedBinds(binds), variables);
      return typeof outcome === 'number' ? outcome : outcome.rows.length;
    }
    session.control(statement, sql);
    return 0;
  }

  check(sql: string): void {
    const { core, identity } = this.session;
    core.runner.check(identity, sql);
  }

  commit(): void {
    this.context.commit();
  }

  rollback(toSavepoint?: string): void {
    if (toSavepoint === undefined) this.context.rollback();
    else this.session.rollbackTo(toSavepoint);
  }

  savepoint(name: string): void {
    const { log } = this.session;
    log.savepoints.set(name, log.entries.length);
  }
}

/** What packages get: SQL with the rights of their owner, in the session's transaction. */
export class SessionContext implements CallContext {
  private readonly identities = new Map<string, { readonly identity: Identity; readonly version: number }>();

  constructor(readonly session: OracleSession) {}

  get user(): string {
    return this.session.user;
  }

  get packageState(): Map<string, unknown> {
    return this.session.packageState;
  }

  query(owner: string, sql: string, binds: Record<string, Value> = {}): Record<string, Value>[] {
    const { core, log } = this.session;
    const { columns, rows } = core.runner.query(log, this.definer(owner), sql, upperCaseBinds(binds));
    return rows.map((row) => Object.fromEntries(columns.map(({ name }, i) => [name, row[i] ?? null])));
  }

  run(owner: string, sql: string, binds: Record<string, Value> = {}): number {
    const { core, log } = this.session;
    const outcome = core.runner.run(log, this.definer(owner), sql, upperCaseBinds(binds));
    if (typeof outcome !== 'number') throw new OraError(900, 'invalid SQL statement');
    return outcome;
  }

  /** Definer-rights code has its owner's direct grants and no roles. */
  private definer(owner: string): Identity {
    const { catalog } = this.session.core;
    const known = this.identities.get(owner);
    if (known?.version === catalog.version) return known.identity;
    const access = new Access(catalog, owner, false);
    const identity = { access, schema: owner, key: `${owner}-`, internal: false };
    this.identities.set(owner, { identity, version: catalog.version });
    return identity;
  }

  commit(): void {
    const { core, log, user } = this.session;
    core.faults.check('COMMIT', user);
    core.transactions.commit(log);
  }

  rollback(): void {
    const { core, log } = this.session;
    core.transactions.rollback(log);
  }

  hasRole(role: string): boolean {
    return this.session.access.hasRole(role);
  }

  /** Waits without holding up other sessions; ends with ORA-01013 when the client breaks the call. */
  async wait(milliseconds: number): Promise<void> {
    const { core, signal } = this.session;
    await core.mutex.letOthersIn(
      () =>
        new Promise<void>((resolve, reject) => {
          const cancelled = (): void => {
            clearTimeout(timer);
            reject(new OraError(1013, 'user requested cancel of current operation'));
          };
          const timer = setTimeout(() => {
            signal?.removeEventListener('abort', cancelled);
            resolve();
          }, milliseconds);
          if (signal?.aborted) cancelled();
          else signal?.addEventListener('abort', cancelled, { once: true });
        }),
    );
  }
}

function upperCaseBinds(binds: Record<string, Value>): ReturnType<typeof namedBinds> {
  return namedBinds(new Map(Object.entries(binds).map(([name, value]) => [name.toUpperCase(), value])));
}
