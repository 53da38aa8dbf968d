import type { Column, Value } from '../../oracle/database';

const DECIMAL = /^(-?)(\d*)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** A row as the members of a JSON object, in column order: `"id":1,"name":"a"`. */
export function jsonMembers(columns: readonly Column[], row: readonly Value[]): string {
  return columns
    .map(
      (column, index) =>
        `${JSON.stringify(memberName(column.name))}:${jsonValue(row[index] ?? null, column)}`,
    )
    .join(',');
}

/** Unquoted names, upper case in the dictionary, become lower case; others stay. */
export function memberName(columnName: string): string {
  return columnName === columnName.toUpperCase() ? columnName.toLowerCase() : columnName;
}

/** Numbers as JSON numbers with all their digits, dates as ISO 8601 in UTC, BLOB and RAW as base64. */
export function jsonValue(value: Value | Value[], column: Pick<Column, 'type'>): string {
  if (Array.isArray(value)) return `[${value.map((entry) => jsonValue(entry, column)).join(',')}]`;
  if (value instanceof Date) return JSON.stringify(isoDate(value));
  if (Buffer.isBuffer(value)) return JSON.stringify(value.toString('base64'));
  if (typeof value === 'string' && column.type === 'NUMBER') return numeral(value);
  return JSON.stringify(value);
}

/** `2019-06-19T18:26:29Z`; fractions only where there are some. */
export function isoDate(date: Date): string {
  return date.toISOString().replace(/\.000Z$/, 'Z');
}

/** Oracle writes `.5`; JSON wants a digit in front. Anything that is no decimal (infinities) becomes a string. */
function numeral(text: string): string {
  const match = DECIMAL.exec(text);
  if (match === null || ((match[2] ?? '') === '' && match[3] === undefined)) return JSON.stringify(text);
  const [, sign = '', whole = '', fraction, exponent] = match;
  const digits = whole.replace(/^0+(?=\d)/, '');
  return `${sign}${digits === '' ? '0' : digits}${fraction === undefined ? '' : `.${fraction}`}${exponent === undefined ? '' : `e${exponent}`}`;
}
