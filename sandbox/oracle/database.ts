/**
 * The seam between the wire (tns/) and what answers (everything else under oracle/): the wire knows
 * messages and types, the database knows users, SQL and PL/SQL. Tests of the wire bring a database of
 * their own; the ORDS gateway opens sessions here without a wire.
 */

export type OracleTypeName =
  | 'VARCHAR2'
  | 'CHAR'
  | 'NUMBER'
  | 'DATE'
  | 'TIMESTAMP'
  | 'TIMESTAMP WITH TIME ZONE'
  | 'TIMESTAMP WITH LOCAL TIME ZONE'
  | 'CLOB'
  | 'BLOB'
  | 'RAW'
  | 'BOOLEAN';

/**
 * A value on its way through the seam. NUMBER is a JavaScript number when that holds the decimal exactly,
 * else its canonical decimal text. Dates are wall time kept as UTC. '' and null are the same in Oracle: use null.
 */
export type Value = null | string | number | boolean | Date | Buffer;

export interface Column {
  /** As described to the client: upper case unless quoted in the statement. */
  readonly name: string;
  readonly type: OracleTypeName;
  /** Bytes, for VARCHAR2, CHAR and RAW. */
  readonly size?: number;
  readonly precision?: number;
  readonly scale?: number;
  /** Default true. */
  readonly nullable?: boolean;
}

export interface Bind {
  /** Upper case without the colon; a positional bind is its digits. */
  readonly name: string;
  readonly type: OracleTypeName;
  /** An array only where the client binds an index-by table. */
  readonly value: Value | Value[];
  /** Bytes that the client can take back; 0 when unknown. */
  readonly maxSize: number;
  readonly isArray: boolean;
}

export type BindDirection = 'in' | 'out' | 'in out';

export type Result =
  | { readonly kind: 'query'; readonly columns: readonly Column[]; readonly rows: readonly Value[][] }
  | { readonly kind: 'dml'; readonly rowCount: number }
  | { readonly kind: 'ddl' }
  | {
      readonly kind: 'plsql';
      /** One entry per bind of the request, in its order. */
      readonly directions: readonly BindDirection[];
      /** The value after the block, one entry per bind; ignored where the direction is 'in'. */
      readonly values: readonly (Value | Value[])[];
    };

export interface ExecuteRequest {
  readonly sql: string;
  /**
   * One per placeholder occurrence in SQL, one per distinct name in PL/SQL, in order of appearance
   * (that is how Oracle's drivers number them).
   */
  readonly binds: readonly Bind[];
  /** Aborted on a client's break; a sleeping or looping statement must end with ORA-01013. */
  readonly signal?: AbortSignal;
}

export interface SessionAttributes {
  module?: string;
  action?: string;
  clientId?: string;
  clientInfo?: string;
  currentSchema?: string;
  program?: string;
  machine?: string;
}

export interface DatabaseSession {
  readonly user: string;
  /** Changed by the wire at any time (end-to-end piggybacks). */
  readonly attributes: SessionAttributes;
  /** True while uncommitted changes are held. */
  readonly inTransaction: boolean;
  /** Throws OraError. */
  execute(request: ExecuteRequest): Promise<Result>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  /** Rolls back and forgets the session; never throws. */
  close(): void;
}

export interface Database {
  /** Names a listener accepts as SERVICE_NAME, compared without case. */
  readonly services: readonly string[];
  /**
   * The clear password of an account, undefined for an unknown one. O5LOGON proves knowledge on both
   * sides, so the server needs it in clear; a real server keeps a verifier. `user` is as the dictionary writes it.
   */
  password(user: string): string | undefined;
  /** Throws OraError when the account may not log on (28000 locked, 28001 expired). `user` is as the dictionary writes it. */
  openSession(user: string, attributes?: SessionAttributes): DatabaseSession;
}
