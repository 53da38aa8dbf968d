import type { Row, Statement } from '../../../database/database';
import { SOURCE_PIECE } from '../moduleRows';
import { Catalogue, grouped } from './catalogue';

/** Runs a query on the schema. */
export type Query = (
  call: Pick<Statement, 'text' | 'purpose' | 'expectedRows'> & Partial<Pick<Statement, 'binds'>>,
) => Promise<Row[]>;

/** Whose rows are wanted. */
export interface ObjectName {
  readonly module?: string;
  readonly privilege?: string;
  readonly role?: string;
}

/** Rows that come in one round trip: a module with three handlers has about ten. */
const EXPECTED_ROWS = 20_000;

/**
 * What stands in one schema, all of it or what belongs to one object: one round trip for all but the JWT profile, one for that,
 * and, only where the pieces of a handler's source may not give all of it, one query for all that are in pieces. Each part is
 * read when it is first asked for, so that one resource alone costs no more than reading that resource would; who asks
 * meanwhile waits for the same answer.
 */
export class SchemaReading {
  private known: Promise<Catalogue> | undefined;
  private sources: Promise<ReadonlyMap<string, readonly Row[]>> | undefined;
  private profiles: Promise<Row[]> | undefined;

  /** @param object Left out: everything. */
  constructor(
    private readonly query: Query,
    private readonly object?: ObjectName,
  ) {}

  catalogue(): Promise<Catalogue> {
    const { module = null, privilege = null, role = null } = this.object ?? {};
    return (this.known ??= this.query({
      text: 'snapshot/catalogue',
      binds: { whole: this.whole, module, privilege, role_name: role },
      purpose: 'read the ORDS metadata',
      expectedRows: EXPECTED_ROWS,
    }).then((rows) => new Catalogue(rows)));
  }

  /** Template, method and source, in one piece, of the module's handlers whose source is in several in the catalogue. */
  async wholeSources(module: string): Promise<readonly Row[]> {
    this.sources ??= this.query({
      text: 'snapshot/sources',
      binds: { longer_than: SOURCE_PIECE, whole: this.whole, module },
      purpose: 'read the sources of handlers',
      expectedRows: EXPECTED_ROWS,
    }).then((rows) => grouped(rows, 'MODULE'));
    return (await this.sources).get(module) ?? [];
  }

  /** All columns, found by name; undefined when there is none. */
  async profile(): Promise<Row | undefined> {
    this.profiles ??= this.query({ text: 'jwt_profile/read', purpose: 'read the JWT profile' });
    return (await this.profiles)[0];
  }

  private get whole(): 0 | 1 {
    return this.object === undefined ? 1 : 0;
  }
}
