import type { BindDirection, Column, Value } from '../database';

/**
 * What the PL/SQL interpreter needs from its surroundings. It knows the language; the host knows SQL,
 * transactions and the packages.
 */

/** A value inside a block. Index-by tables are ordered by key as PL/SQL does; records by field name. */
export type PlsqlValue = Value | IndexByTable | PlsqlRecord;

export interface IndexByTable {
  readonly kind: 'table';
  /** Keys are integers (`index by pls_integer`) or strings (`index by varchar2`). */
  readonly entries: Map<number | string, PlsqlValue>;
}

export interface PlsqlRecord {
  readonly kind: 'record';
  /** Upper-case field names. */
  readonly fields: Map<string, PlsqlValue>;
}

export type ParameterMode = 'IN' | 'OUT' | 'IN OUT';

/** One formal parameter; the same declaration feeds ALL_ARGUMENTS and the matching of actual arguments. */
export interface Parameter {
  /** Upper case. */
  readonly name: string;
  readonly mode: ParameterMode;
  /** As ALL_ARGUMENTS.DATA_TYPE shows it: VARCHAR2, NUMBER, PL/SQL BOOLEAN, CLOB, PL/SQL TABLE, ... */
  readonly dataType: string;
  /** Present when the parameter may be left out (ALL_ARGUMENTS.DEFAULTED = 'Y'). */
  readonly defaultValue?: PlsqlValue;
}

export interface CallContext {
  /** The session's user, or the owner inside a definer-rights unit. Upper case. */
  readonly user: string;
  /** SQL with named binds `:name` as `owner` (tables of that schema resolve unqualified); rows keyed by upper-case column name. */
  query(owner: string, sql: string, binds?: Record<string, Value>): Record<string, Value>[];
  /** DML as `owner`; returns the number of rows. */
  run(owner: string, sql: string, binds?: Record<string, Value>): number;
  commit(): void;
  rollback(): void;
  hasRole(role: string): boolean;
  /** DBMS_OUTPUT and HTP buffers and whatever else a package keeps for its session. */
  readonly packageState: Map<string, unknown>;
}

/** A packaged or stand-alone procedure or function written in TypeScript. */
export interface Subprogram {
  /** e.g. ORDS_METADATA, SYS. */
  readonly owner: string;
  /** Absent for a stand-alone subprogram. */
  readonly package?: string;
  /** Upper case. Overloads are several entries of one name. */
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** Present for a function. */
  readonly returns?: string;
  /**
   * Arguments by upper-case parameter name, defaults filled in. OUT and IN OUT parameters are written back
   * by setting the entry. Throws OraError. May return a promise only where it waits (DBMS_SESSION.SLEEP).
   */
  call(context: CallContext, args: Map<string, PlsqlValue>): PlsqlValue | void | Promise<PlsqlValue | void>;
}

/** A package constant, type or subprogram family found by name. */
export type Resolved =
  | { readonly kind: 'subprograms'; readonly candidates: readonly Subprogram[] }
  | { readonly kind: 'constant'; readonly value: PlsqlValue }
  | { readonly kind: 'tableType'; readonly elementType: string; readonly indexBy: 'integer' | 'string' }
  /** The name of a package (or schema) itself: a member that is not found there is PLS-00302 instead of PLS-00201. */
  | { readonly kind: 'package' }
  | { readonly kind: 'invisible' }; // exists, but this user may not use it: reported as PLS-00201 or PLS-00904

export interface SqlVariables {
  /** Asked for an identifier in a static SQL statement that is no column of its tables. */
  lookup(path: readonly string[]): { readonly value: PlsqlValue } | undefined;
}

export interface PlsqlHost {
  /** Names as written, upper case: ['ORDS','DEFINE_MODULE'], ['OWA','VC_ARR'], ['ORDS_METADATA','ORDS','X']. */
  resolve(path: readonly string[]): Resolved | undefined;
  /** A static or dynamic SELECT. `binds` by upper-case name or '1', '2', ... */
  query(
    sql: string,
    binds: ReadonlyMap<string, Value>,
    variables?: SqlVariables,
  ): { columns: readonly Column[]; rows: Value[][] };
  /** Static or dynamic DML or DDL; the number of rows. */
  execute(sql: string, binds: ReadonlyMap<string, Value>, variables?: SqlVariables): number;
  /**
   * Looks at a static statement without running it, before anything of the block runs; throws OraError for tables (and
   * columns, where the host knows them) that are not there. The variables answer null. Without it such faults show when the statement runs.
   */
  check?(sql: string, variables: SqlVariables): void;
  commit(): void;
  rollback(toSavepoint?: string): void;
  savepoint(name: string): void;
  /** Passed on to subprograms. */
  readonly context: CallContext;
}

export interface BlockOutcome {
  /** By upper-case bind name. */
  readonly directions: ReadonlyMap<string, BindDirection>;
  readonly values: ReadonlyMap<string, Value | Value[]>;
}
