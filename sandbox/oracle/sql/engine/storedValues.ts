import type { SqlValue } from 'sql.js';
import { OraError } from '../../oraError';
import type { OracleTypeName, Value } from '../../database';
import { numberText } from '../../plsql/values/numberFormat';

/**
 * How values lie in SQLite. Strings and numbers as they are; RAW and BLOB as blobs; every datetime as
 * `YYYY-MM-DDTHH:MM:SS.mmm` in wall time and a mark behind it, so that it sorts as text and a function
 * can tell it from a string that looks like one. Fractions below a millisecond are lost.
 */
const DATETIME_MARK = '\uE000';
const DATETIME = /^-?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\uE000$/;

export function storeDatetime(date: Date): string {
  const time = date.getTime();
  if (Number.isNaN(time))
    throw new OraError(1841, '(full) year must be between -4713 and +9999, and not be 0');
  return date.toISOString().replace('Z', DATETIME_MARK);
}

export function isStoredDatetime(value: unknown): value is string {
  return typeof value === 'string' && value.endsWith(DATETIME_MARK) && DATETIME.test(value);
}

export function readDatetime(stored: string): Date {
  return new Date(stored.replace(DATETIME_MARK, 'Z'));
}

/** To a SQLite parameter or function result; '' is NULL in Oracle. */
export function toStored(value: Value): SqlValue {
  if (value === null || value === '') return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Date) return storeDatetime(value);
  if (Buffer.isBuffer(value)) return value.length === 0 ? null : value;
  return value;
}

/** A stored value whose Oracle type is not known, as a function's argument. */
export function fromStored(stored: SqlValue): Value {
  if (stored === null || stored === '') return null;
  if (stored instanceof Uint8Array) return Buffer.from(stored);
  if (isStoredDatetime(stored)) return readDatetime(stored);
  if (typeof stored === 'number') return tidyNumber(stored);
  return stored;
}

/** Binary fractions show beyond 15 digits (0.1 + 0.2), Oracle's decimal NUMBER does not have them. */
export function tidyNumber(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(15));
}

/** A result as the described type wants it. */
export function readAs(stored: SqlValue, type: OracleTypeName): Value {
  const value = fromStored(stored);
  if (value === null) return null;
  switch (type) {
    case 'NUMBER':
      if (typeof value === 'string') return canonicalNumber(value);
      if (typeof value === 'boolean') return value ? 1 : 0;
      return value;
    case 'BOOLEAN':
      return value === 1 || value === true;
    case 'DATE':
      if (value instanceof Date) value.setUTCMilliseconds(0);
      return value;
    case 'VARCHAR2':
    case 'CHAR':
    case 'CLOB':
      if (typeof value === 'number') return numberText(value);
      if (Buffer.isBuffer(value)) return value.toString('hex').toUpperCase();
      return value;
    default:
      return value;
  }
}

function canonicalNumber(text: string): number | string {
  const number = Number(text);
  return Number.isSafeInteger(number) || String(number) === text ? number : text;
}
