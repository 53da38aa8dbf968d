import { randomBytes } from 'node:crypto';
import type { Value } from '../../database';
import { OraError } from '../../oraError';
import { asBytes, asDate, asNumeric, asText } from '../values/convert';
import { DEFAULT_DATE_FORMAT, DEFAULT_TIMESTAMP_FORMAT, formatDatetime } from '../values/dateFormat';
import { parseDatetime } from '../values/dateParse';
import { compareNumeric, parseNumeric } from '../values/decimal';
import { formatNumber } from '../values/numberFormat';
import { type ScalarEnvironment, type ScalarFunction, define, text } from './scalarFunction';

/** Conversions, the functions that choose among values, and those that take nothing. */
export const conversionFunctions: readonly ScalarFunction[] = [
  define('TO_CHAR', 1, 3, 'string', toChar),
  define('TO_NCHAR', 1, 3, 'string', toChar),
  define('TO_CLOB', 1, 1, 'string', (args) => text(args, 0)),
  define('TO_NUMBER', 1, 3, 'number', toNumber),
  define('TO_DATE', 1, 3, 'date', (args, env) => toDatetime(args, DEFAULT_DATE_FORMAT, env)),
  define('TO_TIMESTAMP', 1, 3, 'timestamp', (args, env) => toDatetime(args, DEFAULT_TIMESTAMP_FORMAT, env)),
  define('TO_TIMESTAMP_TZ', 1, 3, 'timestamp', (args, env) =>
    toDatetime(args, DEFAULT_TIMESTAMP_FORMAT, env),
  ),
  define('HEXTORAW', 1, 1, 'raw', (args) => asBytes(text(args, 0))),
  define(
    'RAWTOHEX',
    1,
    1,
    'string',
    (args) =>
      asBytes(args[0] ?? null)
        ?.toString('hex')
        .toUpperCase() ?? null,
  ),
  define('NVL', 2, 2, 'first', (args) => present(args[0]) ?? present(args[1])),
  define('NULLIF', 2, 2, 'first', (args, env) => {
    const [left = null, right = null] = args;
    return present(left) !== null && present(right) !== null && compareValues(left, right, env.now) === 0
      ? null
      : left;
  }),
  define('COALESCE', 2, Infinity, 'first', (args) => args.find((value) => present(value) !== null) ?? null),
  define('GREATEST', 1, Infinity, 'first', (args, env) => extreme(args, 1, env)),
  define('LEAST', 1, Infinity, 'first', (args, env) => extreme(args, -1, env)),
  define('USER', 0, 0, 'string', (_, { user }) => user),
  define('UID', 0, 0, 'number', () => 0),
  define('SYS_GUID', 0, 0, 'raw', () => randomBytes(16)),
];

function toChar(args: Value[], { now }: ScalarEnvironment): Value {
  const value = args[0] ?? null;
  const format = text(args, 1);
  if (value === null || args.length < 2) {
    return asText(value);
  }
  if (format === null) {
    return null;
  }
  if (value instanceof Date) {
    return formatDatetime(value, format);
  }
  // Text with a format is a number in text form, as in Oracle.
  const number = asNumeric(value);
  return number === null ? asText(asDate(value, now)) : formatNumber(number, format);
}

function toNumber(args: Value[]): Value {
  const value = text(args, 0);
  const format = text(args, 1)?.toUpperCase();
  if (value === null || format === undefined) {
    return asNumeric(args[0] ?? null);
  }
  if (/^F?M?0?X+$/.test(format)) {
    return /^[0-9a-f]+$/i.test(value)
      ? (parseNumeric(String(BigInt(`0x${value}`))) ?? null)
      : invalidNumber();
  }
  const negative = /^\s*[-<]|-\s*$/.test(value);
  const number = parseNumeric(value.replace(/[,$\s<>+-]/g, '')) ?? invalidNumber();
  return negative && typeof number === 'number' ? -number : negative ? `-${number}` : number;
}

function invalidNumber(): never {
  throw new OraError(1722, 'invalid number');
}

function toDatetime(args: Value[], fallback: string, { now }: ScalarEnvironment): Value {
  const value = args[0] ?? null;
  if (value instanceof Date) {
    return value;
  }
  const source = asText(value);
  const format = args.length > 1 ? text(args, 1) : fallback;
  return source === null || format === null ? null : parseDatetime(source, format, now);
}

function present(value: Value | undefined): Value {
  return value === undefined || value === '' ? null : value;
}

function extreme(args: Value[], direction: 1 | -1, { now }: ScalarEnvironment): Value {
  let best: Value = args[0] ?? null;
  for (const value of args) {
    if (present(value) === null || best === null) {
      return null;
    }
    best = Math.sign(compareValues(value, best, now)) === direction ? value : best;
  }
  // The result has the type of the first argument.
  return typeof args[0] === 'number' ? asNumeric(best) : best;
}

/** The first value's type decides, as in GREATEST. */
function compareValues(left: Value, right: Value, now: Date): number {
  if (left instanceof Date || right instanceof Date) {
    return (asDate(left, now)?.getTime() ?? 0) - (asDate(right, now)?.getTime() ?? 0);
  }
  if (typeof left === 'number' || typeof right === 'number') {
    return compareNumeric(asNumeric(left) ?? 0, asNumeric(right) ?? 0);
  }
  const [a, b] = [asText(left) ?? '', asText(right) ?? ''];
  return a < b ? -1 : a > b ? 1 : 0;
}
