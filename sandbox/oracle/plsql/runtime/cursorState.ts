import type { Column, Value } from '../../database';
import { OraError } from '../../oraError';
import type { PlsqlRecord, PlsqlValue } from '../host';

export interface QueryResult {
  readonly columns: readonly Column[];
  readonly rows: readonly Value[][];
}

/** An explicit cursor or a cursor variable. The rows are those of the moment of OPEN, as Oracle's read consistency has it. */
export class CursorState {
  readonly kind = 'cursorState';
  private result: QueryResult | undefined;
  private position = 0;
  private found: boolean | null = null;

  get isOpen(): boolean {
    return this.result !== undefined;
  }

  /** Throws CURSOR_ALREADY_OPEN; a cursor variable may be opened again without it. */
  requireClosed(): void {
    if (this.result) {
      throw new OraError(6511, 'PL/SQL: cursor already open');
    }
  }

  open(result: QueryResult): void {
    this.result = result;
    this.position = 0;
    this.found = null;
  }

  close(): void {
    this.opened();
    this.result = undefined;
  }

  /** The next row; undefined behind the last. Throws INVALID_CURSOR when closed. */
  fetch(): Value[] | undefined {
    const row = this.opened().rows[this.position];
    this.found = row !== undefined;
    this.position += row ? 1 : 0;
    return row;
  }

  /** Up to `count` rows; %NOTFOUND is true when there were fewer. */
  fetchMany(count: number): Value[][] {
    const rows = this.opened().rows.slice(this.position, this.position + count);
    this.position += rows.length;
    this.found = rows.length > 0 && (count === Infinity || rows.length === count);
    return rows;
  }

  get columns(): readonly Column[] {
    return this.opened().columns;
  }

  /** Null for %FOUND and %NOTFOUND before the first fetch. */
  attribute(name: 'FOUND' | 'NOTFOUND' | 'ROWCOUNT' | 'ISOPEN'): boolean | number | null {
    if (name === 'ISOPEN') {
      return this.isOpen;
    }
    this.opened();
    if (name === 'ROWCOUNT') {
      return this.position;
    }
    return this.found === null ? null : this.found === (name === 'FOUND');
  }

  private opened(): QueryResult {
    if (!this.result) {
      throw new OraError(1001, 'invalid cursor');
    }
    return this.result;
  }
}

/** A row as a record, fields by upper-case column name. */
export function rowRecord(columns: readonly Column[], row: readonly PlsqlValue[]): PlsqlRecord {
  return {
    kind: 'record',
    fields: new Map(columns.map((column, index) => [column.name, row[index] ?? null])),
  };
}
