import { OraError } from '../../oraError';

export const MONTHS = [
  'JANUARY',
  'FEBRUARY',
  'MARCH',
  'APRIL',
  'MAY',
  'JUNE',
  'JULY',
  'AUGUST',
  'SEPTEMBER',
  'OCTOBER',
  'NOVEMBER',
  'DECEMBER',
] as const;
export const DAYS = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'] as const;

/** The defaults of NLS_DATE_FORMAT and NLS_TIMESTAMP_FORMAT for AMERICA. */
export const DEFAULT_DATE_FORMAT = 'DD-MON-RR';
export const DEFAULT_TIMESTAMP_FORMAT = 'DD-MON-RR HH.MI.SSXFF AM';

const ELEMENT =
  /"[^"]*"|FM|FX|SSSSS|SYYYY|YYYY|RRRR|YYY|MONTH|MON|DDD|DAY|HH24|HH12|A\.M\.|P\.M\.|FF[1-9]?|TZH|TZM|TZR|TZD|YY|RR|IYYY|IW|WW|MM|MI|DD|DY|HH|SS|AM|PM|X|Y|Q|W|D|J|T|[^A-Z0-9"]/iy;

/** Splits a datetime format model; throws OraError 1821 at something that is no element. */
export function datetimeElements(format: string): string[] {
  const elements: string[] = [];
  ELEMENT.lastIndex = 0;
  while (ELEMENT.lastIndex < format.length) {
    const match = ELEMENT.exec(format);
    if (!match) {
      throw new OraError(1821, 'date format not recognized');
    }
    elements.push(match[0]);
  }
  return elements;
}

/** TO_CHAR of a datetime (wall time kept as UTC). Throws OraError 1821. */
export function formatDatetime(date: Date, format: string): string {
  let fill = true;
  let text = '';
  for (const element of datetimeElements(format)) {
    if (element.toUpperCase() === 'FM') {
      fill = !fill;
    } else {
      text += formatElement(date, element, fill);
    }
  }
  return text;
}

function formatElement(date: Date, element: string, fill: boolean): string {
  if (element.startsWith('"')) {
    return element.slice(1, -1);
  }
  const key = element.toUpperCase();
  const name = nameElement(date, key, fill);
  if (name !== undefined) {
    return likeCase(name, element);
  }
  const number = numberElement(date, key);
  if (number) {
    return fill ? String(number.value).padStart(number.width, '0') : String(number.value);
  }
  if (key.startsWith('FF')) {
    const digits = Number(key.slice(2) || 6);
    return String(date.getUTCMilliseconds()).padStart(3, '0').padEnd(9, '0').slice(0, digits);
  }
  return FIXED[key] ?? element;
}

const FIXED: Readonly<Record<string, string>> = {
  FX: '',
  X: '.',
  TZH: '+00',
  TZM: '00',
  TZR: '+00:00',
  TZD: 'UTC',
};

function nameElement(date: Date, key: string, fill: boolean): string | undefined {
  const month = MONTHS[date.getUTCMonth()] ?? '';
  const day = DAYS[date.getUTCDay()] ?? '';
  switch (key) {
    case 'MONTH':
      return fill ? month.padEnd(9) : month;
    case 'MON':
      return month.slice(0, 3);
    case 'DAY':
      return fill ? day.padEnd(9) : day;
    case 'DY':
      return day.slice(0, 3);
    case 'AM':
    case 'PM':
      return date.getUTCHours() < 12 ? 'AM' : 'PM';
    case 'A.M.':
    case 'P.M.':
      return date.getUTCHours() < 12 ? 'A.M.' : 'P.M.';
    default:
      return undefined;
  }
}

function numberElement(date: Date, key: string): { value: number; width: number } | undefined {
  const year = date.getUTCFullYear();
  const of = (value: number, width: number) => ({ value, width });
  switch (key) {
    case 'YYYY':
    case 'SYYYY':
    case 'RRRR':
      return of(year, 4);
    case 'YYY':
      return of(year % 1000, 3);
    case 'YY':
    case 'RR':
      return of(year % 100, 2);
    case 'Y':
      return of(year % 10, 1);
    case 'Q':
      return of(Math.floor(date.getUTCMonth() / 3) + 1, 1);
    case 'MM':
      return of(date.getUTCMonth() + 1, 2);
    case 'DD':
      return of(date.getUTCDate(), 2);
    case 'DDD':
      return of(dayOfYear(date), 3);
    case 'D':
      return of(date.getUTCDay() + 1, 1);
    case 'WW':
      return of(Math.floor((dayOfYear(date) - 1) / 7) + 1, 2);
    case 'W':
      return of(Math.floor((date.getUTCDate() - 1) / 7) + 1, 1);
    case 'IW':
      return of(isoWeek(date).week, 2);
    case 'IYYY':
      return of(isoWeek(date).year, 4);
    case 'J':
      return of(Math.floor(date.getTime() / 86_400_000) + 2_440_588, 7);
    case 'HH24':
      return of(date.getUTCHours(), 2);
    case 'HH':
    case 'HH12':
      return of(date.getUTCHours() % 12 || 12, 2);
    case 'MI':
      return of(date.getUTCMinutes(), 2);
    case 'SS':
      return of(date.getUTCSeconds(), 2);
    case 'SSSSS':
      return of(date.getUTCHours() * 3600 + date.getUTCMinutes() * 60 + date.getUTCSeconds(), 5);
    default:
      return undefined;
  }
}

function likeCase(name: string, element: string): string {
  if (element[0] !== element[0]?.toUpperCase()) {
    return name.toLowerCase();
  }
  const second = element[1] ?? '';
  return second !== second.toUpperCase() ? name.charAt(0) + name.slice(1).toLowerCase() : name;
}

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;
}

/** The ISO week belongs to the year of its Thursday. */
function isoWeek(date: Date): { week: number; year: number } {
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * 86_400_000);
  return { week: Math.floor((dayOfYear(thursday) - 1) / 7) + 1, year: thursday.getUTCFullYear() };
}
