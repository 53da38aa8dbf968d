import { OrdsError } from '../../errors';
import { connectionKey, dictionaryName, sessionUser } from '../../database/connection';
import type {
  BindValue,
  BlockResult,
  Connection,
  Database,
  Meaning,
  OpenDatabase,
  Part,
  Row,
} from '../../database/database';
import { SchemaReading, type ObjectName } from './snapshot/schemaReading';
import { snapshotsOf, type Snapshots } from './snapshot/snapshots';

export interface Call {
  /** Path below `sql/` without its ending. */
  readonly text: string;
  readonly binds?: Readonly<Record<string, BindValue>>;
  readonly parts?: Readonly<Record<string, readonly Part[]>>;
  /** `create privilege "orders.read"`; the schema is added. */
  readonly purpose: string;
  readonly secretBinds?: readonly string[];
  readonly meanings?: Readonly<Record<number, Meaning>>;
  readonly expectedRows?: number;
}

/** A schema to work on, and the way to it: its own packages, or the administrator's. */
export class Target {
  private readonly database: Database;
  /** As the dictionary writes it. */
  readonly schema: string;
  readonly administrator: boolean;

  private readonly snapshots: Snapshots;
  private readonly shared: boolean;

  /** @param reads Default live: what writes looks at the database as it is. */
  constructor(
    open: OpenDatabase,
    private readonly connection: Connection,
    schema: string,
    reads: { readonly shared?: boolean; readonly snapshots?: Snapshots } = {},
  ) {
    this.shared = reads.shared ?? false;
    this.snapshots = reads.snapshots ?? snapshotsOf(open);
    this.database = open(connection);
    this.schema = dictionaryName(schema);
    this.administrator = this.schema !== sessionUser(connection.user);
  }

  rows(call: Call): Promise<Row[]> {
    return this.database.rows(this.statement(call));
  }

  /** What stands in the schema: the shared snapshot of all of it, or, live, what belongs to the object. */
  reading(object: ObjectName = {}): SchemaReading {
    if (!this.shared) return new SchemaReading((call) => this.rows(call), object);
    return this.snapshots.of(
      this.schema,
      connectionKey(this.connection),
      (failed) =>
        new SchemaReading((call) =>
          this.rows(call).catch((error: unknown) => {
            failed();
            throw error;
          }),
        ),
    );
  }

  /** Runs a block and returns its `:status`, its other OUT binds, and whether an earlier attempt was lost. */
  async block(call: Call, out: readonly string[] = []): Promise<BlockResult & { readonly status: string }> {
    const result = await this.snapshots.around(this.schema, () =>
      this.database.block({ ...this.statement(call), out: ['status', ...out] }),
    );
    const status = result.out.status ?? '';
    if (status === 'not_applied') {
      throw new OrdsError(
        `cannot ${call.purpose} of schema ${this.schema}: ORDS accepted the call, but its views show another result, so everything was rolled back`,
        {
          code: 'ords.database.not_applied',
          remedy:
            'look for a trigger or another program that changes the same objects, then run the same command again',
        },
      );
    }
    return { ...result, status };
  }

  hasProcedure(packageName: string, procedure: string, argument?: string): Promise<boolean> {
    return this.database.hasProcedure(packageName, procedure, argument);
  }

  endSessionsOf(user: string): Promise<void> {
    return this.database.endSessionsOf(user);
  }

  private statement(call: Call): Call & { binds: Readonly<Record<string, BindValue>>; schema?: string } {
    return {
      ...call,
      binds: call.binds ?? {},
      purpose: `${call.purpose} of schema ${this.schema}`,
      ...(this.administrator && { schema: this.schema }),
    };
  }
}
