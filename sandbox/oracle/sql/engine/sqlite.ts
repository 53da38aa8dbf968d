import initSqlJs from 'sql.js';
import type { Database, SqlJsStatic, SqlValue, Statement } from 'sql.js';
import { OraError } from '../../oraError';

const CACHED_STATEMENTS = 1000;

/** Larger integers lose digits as a JavaScript number, so they are read again as text. */
const isImprecise = (value: SqlValue): boolean =>
  typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);

export type SqliteFunction = (...args: SqlValue[]) => SqlValue;

let loaded: Promise<SqlJsStatic> | undefined;

/** One SQLite database in memory: prepared statements are kept, errors of JavaScript functions are passed through. */
export class Sqlite {
  private database: Database;
  private readonly statements = new Map<string, Statement>();
  private readonly functions = new Map<string, SqliteFunction>();
  private raised: OraError | undefined;

  private constructor(library: SqlJsStatic, snapshot?: Uint8Array) {
    this.database = new library.Database(snapshot);
    this.configure();
  }

  static async open(snapshot?: Uint8Array): Promise<Sqlite> {
    loaded ??= initSqlJs();
    return new Sqlite(await loaded, snapshot);
  }

  private configure(): void {
    this.database.exec(
      'PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY;' +
        // Renaming a rebuilt table must not rewrite the views and foreign keys that name it.
        'PRAGMA legacy_alter_table = ON; PRAGMA case_sensitive_like = ON; PRAGMA foreign_keys = ON;',
    );
    for (const [name, implementation] of this.functions) this.install(name, implementation);
  }

  /** Any number of arguments; an OraError thrown inside reaches the caller of the statement unchanged. */
  define(name: string, implementation: SqliteFunction): void {
    this.functions.set(name, implementation);
    this.install(name, implementation);
  }

  private install(name: string, implementation: SqliteFunction): void {
    const guarded = (...args: SqlValue[]): SqlValue => {
      try {
        return implementation(...args);
      } catch (error) {
        if (error instanceof OraError) this.raised ??= error;
        throw error;
      }
    };
    // sql.js takes the number of arguments from `length`; -1 means any.
    Object.defineProperty(guarded, 'length', { value: -1 });
    this.database.create_function(name, guarded);
  }

  query(sql: string, params: readonly SqlValue[] = []): SqlValue[][] {
    return this.guard(() => {
      const statement = this.prepare(sql);
      try {
        statement.bind([...params]);
        const rows: SqlValue[][] = [];
        while (statement.step()) {
          const row = statement.get();
          rows.push(row.some(isImprecise) ? this.precise(statement) : row);
        }
        return rows;
      } finally {
        statement.reset();
      }
    });
  }

  private precise(statement: Statement): SqlValue[] {
    // The declaration of get() leaves out its second argument.
    const get = statement.get.bind(statement) as unknown as (
      params: null,
      config: { useBigInt: boolean },
    ) => (SqlValue | bigint)[];
    return get(null, { useBigInt: true }).map((value) => {
      if (typeof value !== 'bigint') return value;
      const number = Number(value);
      return Number.isSafeInteger(number) ? number : value.toString();
    });
  }

  /** Returns the number of rows changed. */
  run(sql: string, params: readonly SqlValue[] = []): number {
    return this.guard(() => {
      const statement = this.prepare(sql);
      try {
        statement.bind([...params]);
        while (statement.step());
        return this.database.getRowsModified();
      } finally {
        statement.reset();
      }
    });
  }

  /** Text without parameters that is not worth keeping: transaction control and DDL. */
  exec(sql: string): void {
    this.guard(() => {
      this.database.exec(sql);
    });
  }

  private prepare(sql: string): Statement {
    let statement = this.statements.get(sql);
    if (statement) return statement;
    if (this.statements.size >= CACHED_STATEMENTS) this.forgetStatements();
    statement = this.database.prepare(sql);
    this.statements.set(sql, statement);
    return statement;
  }

  private forgetStatements(): void {
    for (const statement of this.statements.values()) statement.free();
    this.statements.clear();
  }

  private guard<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      const { raised } = this;
      this.raised = undefined;
      throw raised ?? error;
    }
  }

  /** The whole file; no transaction may be open. */
  export(): Uint8Array {
    this.statements.clear();
    const bytes = this.database.export();
    // sql.js reopens the file, which drops functions and settings.
    this.configure();
    return bytes;
  }

  close(): void {
    this.forgetStatements();
    this.database.close();
  }
}

/** A name as SQLite reads it. Double quotes would turn an unknown name into a string. */
export function quoteName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
