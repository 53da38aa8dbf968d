import { OrdsError } from '../../errors';
import { dictionaryName, sessionUser } from '../../database/connection';
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

export interface Call {
  /** Path below `sql/` without its ending. */
  readonly text: string;
  readonly binds?: Readonly<Record<string, BindValue>>;
  readonly parts?: Readonly<Record<string, readonly Part[]>>;
  /** `create privilege "orders.read"`; the schema is added. */
  readonly purpose: string;
  readonly meanings?: Readonly<Record<number, Meaning>>;
}

/** A schema to work on, and the way to it: its own packages, or the administrator's. */
export class Target {
  private readonly database: Database;
  /** As the dictionary writes it. */
  readonly schema: string;
  readonly administrator: boolean;

  constructor(open: OpenDatabase, connection: Connection, schema: string) {
    this.database = open(connection);
    this.schema = dictionaryName(schema);
    this.administrator = this.schema !== sessionUser(connection.user);
  }

  rows(call: Call): Promise<Row[]> {
    return this.database.rows(this.statement(call));
  }

  /** Runs a block and returns its `:status`, its other OUT binds, and whether an earlier attempt was lost. */
  async block(call: Call, out: readonly string[] = []): Promise<BlockResult & { readonly status: string }> {
    const result = await this.database.block({ ...this.statement(call), out: ['status', ...out] });
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

  private statement(call: Call): Call & { binds: Readonly<Record<string, BindValue>>; schema?: string } {
    return {
      ...call,
      binds: call.binds ?? {},
      purpose: `${call.purpose} of schema ${this.schema}`,
      ...(this.administrator && { schema: this.schema }),
    };
  }
}
