import type { Value } from '../../database';
import { OraError } from '../../oraError';
import { DEFAULT_DATE_FORMAT, DEFAULT_TIMESTAMP_FORMAT, formatDatetime } from './dateFormat';
import { parseDatetime } from './dateParse';
import { type Numeric, parseNumeric } from './decimal';
import { numberText } from './numberFormat';

/** Implicit conversions as SQL and the built-in functions make them; '' is null. */

export function asText(value: Value): string | null {
  if (value === null || value === '') {
    return null;
  }
  if (typeof value === 'string') {
    return value;
  }
  if (typeof value === 'number') {
    return numberText(value);
  }
  if (typeof value === 'boolean') {
    return value ? 'TRUE' : 'FALSE';
  }
  return value instanceof Date ? datetimeText(value) : value.toString('hex').toUpperCase();
}

/** Throws OraError 1722 (invalid number). */
export function asNumeric(value: Value): Numeric | null {
  if (value === null || value === '' || typeof value === 'number') {
    return value === '' ? null : value;
  }
  const number = typeof value === 'string' ? parseNumeric(value) : undefined;
  if (number === undefined) {
    throw new OraError(1722, 'invalid number');
  }
  return number;
}

/** A number for positions, lengths and counts: truncated. Throws OraError 1722. */
export function asInteger(value: Value): number | null {
  const number = asNumeric(value);
  return number === null ? null : Math.trunc(Number(number));
}

/** Text is read by the default date format. Throws OraError 1861 and its kin. */
export function asDate(value: Value, now: Date = new Date()): Date | null {
  if (value === null || value === '' || value instanceof Date) {
    return value === '' ? null : value;
  }
  if (typeof value !== 'string') {
    throw new OraError(932, 'inconsistent datatypes: expected DATE got NUMBER');
  }
  return parseDatetime(value, DEFAULT_DATE_FORMAT, now);
}

export function asBytes(value: Value): Buffer | null {
  if (value === null || value === '' || Buffer.isBuffer(value)) {
    return value === '' ? null : value;
  }
  const text = asText(value) ?? '';
  if (!/^[0-9a-f]*$/i.test(text)) {
    throw new OraError(1465, 'invalid hex number');
  }
  return Buffer.from(text.length % 2 === 0 ? text : `0${text}`, 'hex');
}

export function datetimeText(date: Date, timestamp = date.getUTCMilliseconds() !== 0): string {
  return formatDatetime(date, timestamp ? DEFAULT_TIMESTAMP_FORMAT : DEFAULT_DATE_FORMAT);
}
