/**
 * The seam between the ORDS resources and the database: what a resource asks for, and nothing of how it
 * travels. The resources are tested against a stand-in of this interface; `openDatabase` gives the real one.
 */

/**
 * How the library logs on; what each value means is said at `ConnectionArgs`. Plain values: by the time anything connects,
 * Pulumi has resolved them. One of `password`, `passwordEnv` and `accessTokenFile` is there.
 */
export interface Connection {
  readonly connectString: string;
  readonly user: string;
  readonly password?: string;
  readonly passwordEnv?: string;
  readonly accessTokenFile?: string;
  readonly walletDirectory?: string;
  readonly walletContent?: string;
  readonly walletPassword?: string;
  readonly configDirectory?: string;
  readonly connectTimeoutSeconds?: number;
  readonly callTimeoutSeconds?: number;
}

export type BindValue = string | number | null;

/** Another text put in the place of an `-- include:` line. Its binds are numbered, so that it may repeat. */
export interface Part {
  readonly text: string;
  readonly binds?: Readonly<Record<string, BindValue>>;
}

/** One call. The text is named, not carried: all texts are files under `sql/`. */
export interface Statement {
  /** Path below `sql/` without its ending: `privilege/define`. */
  readonly text: string;
  /** Present: administrator mode, on this schema. Absent: the connected user's own schema. */
  readonly schema?: string;
  readonly binds: Readonly<Record<string, BindValue>>;
  /** Names of the text's OUT binds. */
  readonly out?: readonly string[];
  /** By the name on the `-- include:` line. */
  readonly parts?: Readonly<Record<string, readonly Part[]>>;
  /** Up to this many rows of a query come in one round trip; default 1,000. */
  readonly expectedRows?: number;
  /** What is being done to what, for errors: `define privilege "orders.read" of schema ORDSDEMO`. */
  readonly purpose: string;
  /** Names of binds whose values no error may show, a password for example. */
  readonly secretBinds?: readonly string[];
  /** What an Oracle error number means in this call, where that is more than the number itself says. */
  readonly meanings?: Readonly<Record<number, Meaning>>;
}

export interface Meaning {
  readonly code: string;
  readonly summary: string;
  readonly field?: string;
  readonly remedy: string;
}

/** Column names are upper case, as the database describes them. */
export type Row = Readonly<Record<string, string | number | null>>;

export interface BlockResult {
  readonly out: Readonly<Record<string, string | null>>;
  /**
   * True when the connection was lost during an earlier attempt: what the block found may be that
   * attempt's own work.
   */
  readonly repeated: boolean;
}

export interface Database {
  /** Runs a query and returns all its rows. */
  rows(statement: Statement): Promise<Row[]>;
  /** Runs a PL/SQL block that commits its own work; blocks on one schema run one after the other. */
  block(statement: Statement): Promise<BlockResult>;
  /** Whether a packaged procedure is visible to this user, with these arguments. Asked once per connection. */
  hasProcedure(packageName: string, procedure: string, argument?: string): Promise<boolean>;
  /**
   * Ends the idle sessions that this process keeps for a user of any database, named as the dictionary does: nobody drops a user
   * who is connected (ORA-01940).
   */
  endSessionsOf(user: string): Promise<void>;
}

/** Gives the database behind a connection. Connects only when the first call needs it. */
export type OpenDatabase = (connection: Connection) => Database;
