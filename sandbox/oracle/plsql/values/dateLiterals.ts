import { OraError } from '../../oraError';

const DATE = /^\s*(-?\d{1,4})-(\d{1,2})-(\d{1,2})\s*$/;
const TIMESTAMP =
  /^\s*(-?\d{1,4})-(\d{1,2})-(\d{1,2})[ T]+(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,9}))?(?:\s*(?:[+-]\d{1,2}:\d{2}|Z|UTC))?\s*$/;

/** `DATE '2024-05-01'`: midnight, wall time kept as UTC. Throws OraError 1861. */
export function parseDateLiteral(text: string): Date {
  const match = DATE.exec(text);
  return match ? wallTime(match.slice(1).map(Number)) : mismatch();
}

/** `TIMESTAMP '2024-05-01 10:00:00.5'`; a zone is dropped, fractions finer than milliseconds too. Throws OraError 1861. */
export function parseTimestampLiteral(text: string): Date {
  const match = TIMESTAMP.exec(text);
  if (!match) {
    return mismatch();
  }
  const milliseconds = Math.trunc(Number(`0.${match[7] ?? '0'}`) * 1000);
  return wallTime([...match.slice(1, 7).map(Number), milliseconds]);
}

/** Throws OraError 1843, 1839 for a month or day that the calendar does not have. */
export function wallTime(parts: readonly number[]): Date {
  const [year = 1, month = 1, day = 1, hour = 0, minute = 0, second = 0, millisecond = 0] = parts;
  if (month < 1 || month > 12) {
    throw new OraError(1843, 'not a valid month');
  }
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, millisecond);
  if (day < 1 || day > 31) {
    throw new OraError(1847, 'day of month must be between 1 and last day of month');
  }
  if (date.getUTCDate() !== day) {
    throw new OraError(1839, 'date not valid for month specified');
  }
  return date;
}

function mismatch(): never {
  throw new OraError(1861, 'literal does not match format string');
}
