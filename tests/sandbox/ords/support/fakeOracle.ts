import initSqlJs from 'sql.js';
import type { Database as SqliteDatabase, BindParams, SqlValue } from 'sql.js';
import type {
  Database,
  DatabaseSession,
  ExecuteRequest,
  Result,
  Value,
} from '../../../../sandbox/oracle/database';
import type { Installer, RegisterOptions } from '../../../../sandbox/oracle/dictionary/installer';
import { OraError } from '../../../../sandbox/oracle/oraError';
import type { CallContext, PlsqlValue, Subprogram } from '../../../../sandbox/oracle/plsql/host';

/** As much of a database as calling the ORDS packages directly needs: no PL/SQL, no isolation. */
export class FakeOracle implements Installer, Database {
  readonly fresh = true;
  readonly services = ['fake'];
  readonly subprograms: { subprogram: Subprogram; options: RegisterOptions | undefined }[] = [];
  readonly synonyms = new Map<string, string>();
  readonly grants: string[] = [];
  readonly roles = new Map<string, string[]>();
  private currentUser = 'SYS';

  private constructor(private readonly sqlite: SqliteDatabase) {
    sqlite.create_function('sys_context', (_namespace: string, _attribute: string) => this.currentUser);
    sqlite.run('create table all_users (username text)');
    sqlite.run('create table dual (dummy text)');
    sqlite.run("insert into dual values ('X')");
  }

  static async create(users: readonly string[]): Promise<FakeOracle> {
    const sql = await initSqlJs();
    const fake = new FakeOracle(new sql.Database());
    users.forEach((user) => fake.createSchema(user));
    return fake;
  }

  createSchema(name: string): void {
    this.sqlite.run('insert into all_users values (?)', [name]);
  }

  createRole(): void {}

  runAs(owner: string, sql: string, binds: Readonly<Record<string, Value>> = {}): void {
    if (/^grant /i.test(sql)) this.grants.push(sql);
    else if (!/^alter user /i.test(sql)) this.query(owner, sql, binds);
  }

  register(subprograms: readonly Subprogram[], options?: RegisterOptions): void {
    this.subprograms.push(...subprograms.map((subprogram) => ({ subprogram, options })));
  }

  publicSynonym(name: string, owner: string, object: string): void {
    this.synonyms.set(name, `${owner}.${object}`);
  }

  grantExecute(owner: string, packageName: string, grantee: string): void {
    this.grants.push(`grant execute on ${owner}.${packageName} to ${grantee}`);
  }

  password(): string | undefined {
    return undefined;
  }

  openSession(user: string): DatabaseSession {
    return {
      user,
      attributes: {},
      inTransaction: false,
      execute: (request) => Promise.resolve().then(() => this.execute(user, request)),
      commit: () => Promise.resolve(),
      rollback: () => Promise.resolve(),
      close: () => undefined,
    };
  }

  /** Calls a packaged subprogram by names of its arguments. */
  call(user: string, name: string, args: Record<string, PlsqlValue | string[]> = {}): PlsqlValue | undefined {
    const [packageName, member] = name.toUpperCase().split('.');
    const given = new Map(Object.entries(args).map(([key, value]) => [key.toUpperCase(), plsqlValue(value)]));
    const found = this.subprograms
      .map((entry) => entry.subprogram)
      .filter((entry) => entry.package === packageName && entry.name === member)
      .find(
        (entry) =>
          [...given.keys()].every((key) => entry.parameters.some((parameter) => parameter.name === key)) &&
          entry.parameters.every((p) => given.has(p.name) || p.defaultValue !== undefined) &&
          entry.parameters.every(
            (p) => !given.has(p.name) || (p.dataType === 'PL/SQL TABLE') === isTable(given.get(p.name)),
          ),
      );
    if (found === undefined)
      throw new OraError(6550, `wrong number or types of arguments in call to '${member}'`);
    const complete = new Map(
      found.parameters.map((p) => [p.name, given.get(p.name) ?? p.defaultValue ?? null]),
    );
    const result = found.call(this.context(user), complete);
    if (result instanceof Promise) throw new Error('asynchronous');
    return result ?? undefined;
  }

  rows(user: string, sql: string): Record<string, Value>[] {
    return this.query(user, sql, {});
  }

  private context(user: string): CallContext {
    return {
      user,
      query: (_owner, sql, binds) => this.query(user, sql, binds ?? {}),
      run: (_owner, sql, binds) => {
        this.query(user, sql, binds ?? {});
        return this.sqlite.getRowsModified();
      },
      commit: () => undefined,
      rollback: () => undefined,
      hasRole: (role) => this.roles.get(user)?.includes(role) ?? false,
      packageState: new Map(),
    };
  }

  private query(user: string, sql: string, binds: Readonly<Record<string, Value>>): Record<string, Value>[] {
    this.currentUser = user;
    const parameters = Object.fromEntries(
      Object.entries(binds).map(([name, value]) => [`:${name}`, sqlValue(value)]),
    );
    const statement = this.sqlite.prepare(translate(sql), parameters as BindParams);
    const rows: Record<string, Value>[] = [];
    while (statement.step()) {
      const names = statement.getColumnNames();
      const values = statement.get();
      rows.push(
        Object.fromEntries(
          names.map((name, index) => [name.toUpperCase(), (values[index] ?? null) as Value]),
        ),
      );
    }
    statement.free();
    return rows;
  }

  private execute(user: string, { sql, binds }: ExecuteRequest): Result {
    const named = Object.fromEntries(binds.map((bind) => [bind.name.toLowerCase(), bind.value as Value]));
    let rows: Record<string, Value>[];
    try {
      rows = this.query(user, sql, named);
    } catch (error) {
      throw new OraError(900, error instanceof Error ? error.message : 'invalid SQL statement');
    }
    const names = Object.keys(rows[0] ?? {});
    return {
      kind: 'query',
      columns: names.map((name) => ({
        name,
        type: rows.every((row) => typeof row[name] === 'number')
          ? ('NUMBER' as const)
          : ('VARCHAR2' as const),
      })),
      rows: rows.map((row) => names.map((name) => row[name] ?? null)),
    };
  }
}

function translate(sql: string): string {
  return sql.replaceAll('create or replace view', 'create view').replaceAll(/ords_metadata\./gi, '');
}

function sqlValue(value: Value): SqlValue {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'boolean' ? Number(value) : value;
}

function plsqlValue(value: PlsqlValue | string[]): PlsqlValue {
  if (!Array.isArray(value)) return value;
  return { kind: 'table', entries: new Map(value.map((text, index) => [index + 1, text])) };
}

function isTable(value: PlsqlValue | undefined): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'table';
}
