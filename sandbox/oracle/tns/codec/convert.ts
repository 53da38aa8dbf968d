import type { Value } from '../../database';
import { OraError } from '../../oraError';
import { dateText } from './datetime';
import { numberText } from './number';

/** Conversions between what the database gave and what the client asked for; Oracle calls them implicit. */
export type PresentValue = Exclude<Value, null>;

function inconsistent(expected: string): OraError {
  return new OraError(932, `inconsistent datatypes: expected ${expected} got a value of another type`);
}

export function asText(value: PresentValue): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return value instanceof Date ? dateText(value) : value.toString('hex').toUpperCase();
}

/** Number or decimal text; that the text is a decimal is checked where it is encoded (ORA-01722). */
export function asNumber(value: PresentValue): number | string {
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  throw inconsistent('NUMBER');
}

export function asDate(value: PresentValue): Date {
  if (value instanceof Date) return value;
  throw inconsistent('DATE');
}

export function asBytes(value: PresentValue): Buffer {
  if (Buffer.isBuffer(value)) return value;
  if (typeof value !== 'string') throw inconsistent('RAW');
  if (!/^(?:[0-9a-f]{2})*$/i.test(value)) throw new OraError(1465, 'invalid hex number');
  return Buffer.from(value, 'hex');
}

export function asBoolean(value: PresentValue): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  throw inconsistent('BOOLEAN');
}
