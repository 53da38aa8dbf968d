import type { BindDirection, Column, Value } from '../../database';
import { OraError } from '../../oraError';
import type { ValueMetadata } from '../request/bindMetadata';
import type { Statement } from '../statement';

/** A parsed statement and, for a query, its rows that are still to be fetched. */
export interface Cursor {
  readonly id: number;
  sql: string;
  statement: Statement;
  /** Remembered for executions that come without them (facts/tns.md 7, gotchas 5 and 7). */
  binds: readonly ValueMetadata[] | undefined;
  defines: readonly ValueMetadata[] | undefined;
  directions: readonly BindDirection[] | undefined;
  columns: readonly Column[] | undefined;
  rows: readonly Value[][];
  /** Rows fetched so far. */
  position: number;
}

/** OER carries a cursor's id in two bytes. */
const MAX_CURSOR_ID = 65_535;

export class CursorTable {
  private readonly cursors = new Map<number, Cursor>();
  private lastId = 0;

  constructor(private readonly limit: number) {}

  get size(): number {
    return this.cursors.size;
  }

  find(id: number): Cursor | undefined {
    return this.cursors.get(id);
  }

  /** Throws ORA-01001 for a cursor that was closed or never existed. */
  get(id: number): Cursor {
    const cursor = this.cursors.get(id);
    if (cursor === undefined) throw new OraError(1001, 'invalid cursor');
    return cursor;
  }

  /** Throws ORA-01000 above the session's limit. */
  open(sql: string, statement: Statement): Cursor {
    if (this.cursors.size >= this.limit) throw new OraError(1000, 'maximum open cursors exceeded');
    const cursor: Cursor = { id: this.freeId(), ...parsed(sql, statement) };
    this.cursors.set(cursor.id, cursor);
    return cursor;
  }

  /** Another statement for an open cursor. */
  reparse(cursor: Cursor, sql: string, statement: Statement): void {
    Object.assign(cursor, parsed(sql, statement));
  }

  close(id: number): void {
    this.cursors.delete(id);
  }

  /** The rest of the rows is not wanted. */
  cancel(id: number): void {
    const cursor = this.cursors.get(id);
    if (cursor !== undefined) cursor.rows = [];
  }

  private freeId(): number {
    do this.lastId = (this.lastId % MAX_CURSOR_ID) + 1;
    while (this.cursors.has(this.lastId));
    return this.lastId;
  }
}

function parsed(sql: string, statement: Statement): Omit<Cursor, 'id'> {
  return {
    sql,
    statement,
    binds: undefined,
    defines: undefined,
    directions: undefined,
    columns: undefined,
    rows: [],
    position: 0,
  };
}
