import type { Value } from '../../database';
import { OraError } from '../../oraError';
import { asDate, asInteger, asNumeric } from '../values/convert';
import { DAYS } from '../values/dateFormat';
import { type Numeric, fromFloat, roundTo, truncateTo } from '../values/decimal';
import { type ScalarFunction, define, integer, text } from './scalarFunction';

const DAY = 86_400_000;

/** Functions of datetimes, with ROUND and TRUNC, which serve numbers too. */
export const dateFunctions: readonly ScalarFunction[] = [
  define('SYSDATE', 0, 0, 'date', (_, { now }) => wholeSeconds(now)),
  define('CURRENT_DATE', 0, 0, 'date', (_, { now }) => wholeSeconds(now)),
  define('SYSTIMESTAMP', 0, 0, 'timestamp', (_, { now }) => now),
  define('CURRENT_TIMESTAMP', 0, 0, 'timestamp', (_, { now }) => now),
  define('LOCALTIMESTAMP', 0, 0, 'timestamp', (_, { now }) => now),
  define('ADD_MONTHS', 2, 2, 'date', (args, { now }) =>
    addMonths(asDate(args[0] ?? null, now), integer(args, 1, 0)),
  ),
  define('MONTHS_BETWEEN', 2, 2, 'number', (args, { now }) =>
    monthsBetween(asDate(args[0] ?? null, now), asDate(args[1] ?? null, now)),
  ),
  define('LAST_DAY', 1, 1, 'date', (args, { now }) => lastDay(asDate(args[0] ?? null, now))),
  define('NEXT_DAY', 2, 2, 'date', (args, { now }) => nextDay(asDate(args[0] ?? null, now), text(args, 1))),
  define('EXTRACT', 2, 2, 'number', (args, { now }) =>
    extract(text(args, 0) ?? '', asDate(args[1] ?? null, now)),
  ),
  define('ROUND', 1, 2, 'first', (args) => roundOrTruncate(args, true)),
  define('TRUNC', 1, 2, 'first', (args) => roundOrTruncate(args, false)),
];

function wholeSeconds(date: Date): Date {
  return new Date(Math.floor(date.getTime() / 1000) * 1000);
}

function roundOrTruncate(args: Value[], round: boolean): Value {
  const value = args[0] ?? null;
  if (value instanceof Date) {
    return args.length > 1 && args[1] === null ? null : cutDate(value, text(args, 1) ?? 'DD', round);
  }
  const number: Numeric | null = asNumeric(value);
  const places = args.length > 1 ? asInteger(args[1] ?? null) : 0;
  if (number === null || places === null) {
    return null;
  }
  return round ? roundTo(number, places) : truncateTo(number, places);
}

function cutDate(date: Date, format: string, round: boolean): Date {
  const [start, next] = bounds(date, format.toUpperCase());
  return round && date.getTime() - start.getTime() >= (next.getTime() - start.getTime()) / 2 ? next : start;
}

/** The unit of `format` around the date. Throws OraError 1899. */
function bounds(date: Date, format: string): [Date, Date] {
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  const day = Date.UTC(year, month, date.getUTCDate());
  const time = date.getTime();
  const span = (start: number, length: number): [Date, Date] => [new Date(start), new Date(start + length)];
  switch (format) {
    case 'SYYYY':
    case 'YYYY':
    case 'YEAR':
    case 'YYY':
    case 'YY':
    case 'Y':
      return [new Date(Date.UTC(year, 0, 1)), new Date(Date.UTC(year + 1, 0, 1))];
    case 'Q':
      return [
        new Date(Date.UTC(year, month - (month % 3), 1)),
        new Date(Date.UTC(year, month - (month % 3) + 3, 1)),
      ];
    case 'MONTH':
    case 'MON':
    case 'MM':
    case 'RM':
      return [new Date(Date.UTC(year, month, 1)), new Date(Date.UTC(year, month + 1, 1))];
    case 'DDD':
    case 'DD':
    case 'J':
      return span(day, DAY);
    case 'IW':
      return span(day - ((date.getUTCDay() + 6) % 7) * DAY, 7 * DAY);
    case 'DAY':
    case 'DY':
    case 'D':
      return span(day - date.getUTCDay() * DAY, 7 * DAY);
    case 'HH':
    case 'HH12':
    case 'HH24':
      return span(time - (time % 3_600_000), 3_600_000);
    case 'MI':
      return span(time - (time % 60_000), 60_000);
    default:
      throw new OraError(1899, 'bad precision specifier');
  }
}

function daysInMonth(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}

/** The last day of a month stays the last day. */
function addMonths(date: Date | null, months: number | null): Date | null {
  if (date === null || months === null) {
    return null;
  }
  const first = new Date(date);
  first.setUTCDate(1);
  first.setUTCMonth(first.getUTCMonth() + months);
  const last = daysInMonth(first);
  first.setUTCDate(date.getUTCDate() === daysInMonth(date) ? last : Math.min(date.getUTCDate(), last));
  return first;
}

function monthsBetween(left: Date | null, right: Date | null): Value {
  if (left === null || right === null) {
    return null;
  }
  const months =
    (left.getUTCFullYear() - right.getUTCFullYear()) * 12 + (left.getUTCMonth() - right.getUTCMonth());
  const sameDay = left.getUTCDate() === right.getUTCDate();
  const bothLast = left.getUTCDate() === daysInMonth(left) && right.getUTCDate() === daysInMonth(right);
  if (sameDay || bothLast) {
    return months;
  }
  const days =
    left.getUTCDate() - right.getUTCDate() + ((left.getTime() % DAY) - (right.getTime() % DAY)) / DAY;
  return fromFloat(months + days / 31);
}

function lastDay(date: Date | null): Date | null {
  if (date === null) {
    return null;
  }
  const last = new Date(date);
  last.setUTCDate(daysInMonth(date));
  return last;
}

function nextDay(date: Date | null, name: string | null): Date | null {
  if (date === null || name === null) {
    return null;
  }
  const wanted = DAYS.findIndex((day) => day.startsWith(name.trim().toUpperCase().slice(0, 3)));
  if (wanted < 0) {
    throw new OraError(1846, 'not a valid day of the week');
  }
  return new Date(date.getTime() + (((wanted - date.getUTCDay() + 6) % 7) + 1) * DAY);
}

function extract(field: string, date: Date | null): Value {
  if (date === null) {
    return null;
  }
  switch (field) {
    case 'YEAR':
      return date.getUTCFullYear();
    case 'MONTH':
      return date.getUTCMonth() + 1;
    case 'DAY':
      return date.getUTCDate();
    case 'HOUR':
      return date.getUTCHours();
    case 'MINUTE':
      return date.getUTCMinutes();
    case 'SECOND':
      return fromFloat(date.getUTCSeconds() + date.getUTCMilliseconds() / 1000);
    default:
      throw new OraError(30_076, 'invalid extract field for extract source');
  }
}
