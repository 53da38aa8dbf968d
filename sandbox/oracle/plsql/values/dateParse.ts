import { OraError } from '../../oraError';
import { DAYS, MONTHS, datetimeElements } from './dateFormat';
import { wallTime } from './dateLiterals';

interface Fields {
  year?: number;
  month?: number;
  day?: number;
  dayOfYear?: number;
  hour: number;
  minute: number;
  second: number;
  fraction: number;
  afternoon?: boolean;
}

const WIDTHS: Readonly<Record<string, number>> = {
  YYYY: 4,
  SYYYY: 4,
  RRRR: 4,
  YYY: 3,
  YY: 2,
  RR: 2,
  Y: 1,
  MM: 2,
  DD: 2,
  DDD: 3,
  HH24: 2,
  HH12: 2,
  HH: 2,
  MI: 2,
  SS: 2,
  SSSSS: 5,
};

/**
 * TO_DATE and TO_TIMESTAMP: wall time kept as UTC; month and day missing from the format mean the first day
 * of the current month, as Oracle has it. Throws OraError 1861, 1840, 1830, 1843, 1847, 1839, 1850, 1851, 1852, 1821.
 */
export function parseDatetime(text: string, format: string, now: Date): Date {
  const fields: Fields = { hour: 0, minute: 0, second: 0, fraction: 0 };
  let rest = text.trim();
  for (const element of datetimeElements(format)) {
    rest = consume(rest, element, fields, now);
  }
  if (rest.trim() !== '') {
    fail(1830, 'date format picture ends before converting entire input string');
  }
  return assemble(fields, now);
}

function consume(rest: string, element: string, fields: Fields, now: Date): string {
  const key = element.toUpperCase();
  if (key === 'FM' || key === 'FX') {
    return rest;
  }
  if (element.startsWith('"')) {
    return rest.slice(element.length - 2);
  }
  if (key === 'MON' || key === 'MONTH') {
    return consumeMonth(rest, fields);
  }
  if (key === 'DAY' || key === 'DY') {
    const day = DAYS.find((name) => rest.toUpperCase().startsWith(key === 'DY' ? name.slice(0, 3) : name));
    return day ? rest.slice(key === 'DY' ? 3 : day.length) : fail(1846, 'not a valid day of the week');
  }
  if (/^[AP]\.?M\.?$/.test(key)) {
    const match = /^\s*([AP])\.?M\.?/i.exec(rest) ?? fail(1855, 'AM/A.M. or PM/P.M. required');
    fields.afternoon = match[1]?.toUpperCase() === 'P';
    return rest.slice(match[0].length);
  }
  if (key.startsWith('FF')) {
    const match = /^\d{1,9}/.exec(rest);
    fields.fraction = match ? Math.trunc(Number(`0.${match[0]}`) * 1000) : 0;
    return rest.slice(match?.[0].length ?? 0);
  }
  if (key.startsWith('TZ')) {
    return rest.replace(/^\s*(?:[+-]?\d{1,2}(?::\d{2})?|[A-Z]+(?:\/[A-Z_]+)?|:?\d{2})/i, '');
  }
  const width = WIDTHS[key];
  return width === undefined ? consumePunctuation(rest, key) : consumeNumber(rest, key, width, fields, now);
}

function consumePunctuation(rest: string, key: string): string {
  if (key.length === 1 && /[A-Z]/.test(key) && key !== 'X' && key !== 'T') {
    fail(1820, 'format code cannot appear in date input format');
  }
  // Any punctuation stands for any other, and a missing one at the end of the text is forgiven.
  return rest === '' || /^\w/.test(rest)
    ? key === 'T' && /^t/i.test(rest)
      ? rest.slice(1)
      : rest
    : rest.slice(1);
}

function consumeNumber(rest: string, key: string, width: number, fields: Fields, now: Date): string {
  const text = rest.trimStart();
  if (text === '') {
    fail(1840, 'input value not long enough for date format');
  }
  if (key === 'MM' && /^[A-Z]/i.test(text)) {
    return consumeMonth(text, fields);
  }
  const digits = new RegExp(`^\\d{1,${width}}`).exec(text)?.[0];
  if (digits === undefined) {
    return fail(key === 'MM' ? 1843 : 1858, key === 'MM' ? 'not a valid month' : NON_NUMERIC);
  }
  store(fields, key, Number(digits), digits.length, now);
  return text.slice(digits.length);
}

const NON_NUMERIC = 'a non-numeric character was found where a numeric was expected';

function store(fields: Fields, key: string, value: number, digits: number, now: Date): void {
  switch (key) {
    case 'YYYY':
    case 'SYYYY':
      fields.year = value;
      return;
    case 'RR':
    case 'RRRR':
      fields.year = digits > 2 ? value : nearCentury(value, now);
      return;
    case 'YYY':
    case 'YY':
    case 'Y':
      fields.year = now.getUTCFullYear() - (now.getUTCFullYear() % 10 ** key.length) + value;
      return;
    case 'MM':
      fields.month = value;
      return;
    case 'DD':
      fields.day = value;
      return;
    case 'DDD':
      fields.dayOfYear = value;
      return;
    case 'MI':
      fields.minute = value <= 59 ? value : fail(1851, 'minutes must be between 0 and 59');
      return;
    case 'SS':
      fields.second = value <= 59 ? value : fail(1852, 'seconds must be between 0 and 59');
      return;
    case 'SSSSS':
      fields.second = value <= 86_399 ? value : fail(1853, 'seconds in day must be between 0 and 86399');
      return;
    case 'HH24':
      fields.hour = value <= 23 ? value : fail(1850, 'hour must be between 0 and 23');
      return;
    default:
      fields.hour = value >= 1 && value <= 12 ? value : fail(1849, 'hour must be between 1 and 12');
  }
}

/** RR: 00 to 49 belong to this half of the century, 50 to 99 to the one before. */
function nearCentury(value: number, now: Date): number {
  const century = Math.floor(now.getUTCFullYear() / 100) * 100;
  const late = now.getUTCFullYear() % 100 >= 50;
  return century + value + (value < 50 ? (late ? 100 : 0) : late ? 0 : -100);
}

function consumeMonth(rest: string, fields: Fields): string {
  const upper = rest.trimStart().toUpperCase();
  const index = MONTHS.findIndex((name) => upper.startsWith(name.slice(0, 3)));
  const name = MONTHS[index];
  if (!name) {
    return fail(1843, 'not a valid month');
  }
  fields.month = index + 1;
  return upper.slice(upper.startsWith(name) ? name.length : 3);
}

function assemble(fields: Fields, now: Date): Date {
  const { minute, second, fraction, afternoon } = fields;
  const hour = afternoon === undefined ? fields.hour : (fields.hour % 12) + (afternoon ? 12 : 0);
  const year = fields.year ?? now.getUTCFullYear();
  if (fields.dayOfYear !== undefined) {
    const first = wallTime([year, 1, 1, hour, minute, second, fraction]);
    return new Date(first.getTime() + (fields.dayOfYear - 1) * 86_400_000);
  }
  return wallTime([
    year,
    fields.month ?? now.getUTCMonth() + 1,
    fields.day ?? 1,
    hour,
    minute,
    second,
    fraction,
  ]);
}

function fail(number: number, text: string): never {
  throw new OraError(number, text);
}
