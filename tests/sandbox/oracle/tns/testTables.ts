import type { Column, Value } from '../../../../sandbox/oracle/database';

export type Row = Value[];

export interface TestTable {
  readonly columns: readonly Column[];
  rows(binds: readonly (Value | Value[])[]): Row[];
}

const utc = (text: string): Date => new Date(text + 'Z');

export const LONG_CLOB = 'L'.repeat(100_000);

const TABLES: Record<string, TestTable> = {
  dual: { columns: [{ name: 'X', type: 'NUMBER' }], rows: () => [[1]] },
  many: {
    columns: [
      { name: 'ID', type: 'NUMBER', precision: 10, scale: 0 },
      { name: 'TXT', type: 'VARCHAR2', size: 4000 },
    ],
    rows: ([count]) =>
      Array.from({ length: Number(count ?? 1000) }, (_, i) => [i + 1, `row ${i + 1} ${'é'.repeat(i % 40)}`]),
  },
  docs: {
    columns: [
      { name: 'ID', type: 'NUMBER', precision: 10, scale: 0, nullable: false },
      { name: 'NAME', type: 'VARCHAR2', size: 100 },
      { name: 'AMOUNT', type: 'NUMBER', precision: 22, scale: 2 },
      { name: 'CREATED', type: 'DATE' },
      { name: 'UPD', type: 'TIMESTAMP' },
      { name: 'BODY', type: 'CLOB' },
    ],
    rows: () => [
      [1, 'alpha', 1234.56, utc('2025-01-31T10:20:30'), utc('2025-01-31T10:20:30.123'), 'short ☃ clob'],
      [2, null, -0.05, null, null, LONG_CLOB],
      [3, 'gamma', '12345678901234567890.12', utc('1999-12-31T23:59:59'), utc('1999-12-31T23:59:59'), null],
    ],
  },
  blobs: {
    columns: [
      { name: 'ID', type: 'NUMBER' },
      { name: 'B', type: 'BLOB' },
    ],
    rows: () => [
      [1, Buffer.from('00ff10', 'hex')],
      [2, Buffer.alloc(70_000, 7)],
      [3, null],
    ],
  },
  plain: {
    columns: [
      { name: 'ID', type: 'NUMBER' },
      { name: 'NAME', type: 'VARCHAR2', size: 100 },
      { name: 'D', type: 'DATE' },
      { name: 'R', type: 'RAW', size: 16 },
    ],
    rows: () => [
      [1, 'a', utc('2025-01-31T10:20:30'), Buffer.from('00ff', 'hex')],
      [-7, 'ünï ☃', null, null],
      ['0.000001', null, null, null],
    ],
  },
  zones: {
    columns: [
      { name: 'TZ', type: 'TIMESTAMP WITH TIME ZONE' },
      { name: 'LTZ', type: 'TIMESTAMP WITH LOCAL TIME ZONE' },
    ],
    rows: () => [[utc('2025-06-01T12:00:00.5'), utc('2025-06-01T12:00:00.25')]],
  },
  flags: {
    columns: [
      { name: 'YES', type: 'BOOLEAN' },
      { name: 'NO', type: 'BOOLEAN' },
      { name: 'UNKNOWN', type: 'BOOLEAN' },
    ],
    rows: () => [[true, false, null]],
  },
};

/** Tests may add a table of their own. */
export function defineTable(name: string, table: TestTable): void {
  TABLES[name] = table;
}

export function findTable(sql: string): TestTable | undefined {
  const name = /\bfrom\s+(\w+)/i.exec(sql)?.[1]?.toLowerCase();
  return name === undefined ? undefined : TABLES[name];
}
