import { OraError } from '../../oraError';

/** DATE and the TIMESTAMP family (facts/tns.md section 4). JavaScript dates are wall time kept as UTC. */
export type DateKind = 'date' | 'timestamp' | 'timestamp with time zone';

const CENTURY_BIAS = 100;
const YEAR_BIAS = 100;
const ZONE_HOUR_BIAS = 20;
const ZONE_MINUTE_BIAS = 60;
const DATE_BYTES = 7;
const TIMESTAMP_BYTES = 11;
const NANOSECONDS_PER_MS = 1_000_000;
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** Throws ORA-01841 for a date outside the years that Oracle stores. */
export function encodeDate(value: Date, kind: DateKind): Buffer {
  const year = value.getUTCFullYear();
  // NaN fails the comparison, so an invalid date ends here too
  if (!(year >= -4712 && year <= 9999)) {
    throw new OraError(1841, '(full) year must be between -4713 and +9999, and not be 0');
  }
  const bytes = [
    Math.trunc(year / 100) + CENTURY_BIAS,
    (year % 100) + YEAR_BIAS,
    value.getUTCMonth() + 1,
    value.getUTCDate(),
    value.getUTCHours() + 1,
    value.getUTCMinutes() + 1,
    value.getUTCSeconds() + 1,
  ];
  const nanoseconds = value.getUTCMilliseconds() * NANOSECONDS_PER_MS;
  if (kind === 'date' || (kind === 'timestamp' && nanoseconds === 0)) return Buffer.from(bytes);
  const fraction = Buffer.alloc(4);
  fraction.writeUInt32BE(nanoseconds);
  bytes.push(...fraction);
  if (kind === 'timestamp with time zone') bytes.push(ZONE_HOUR_BIAS, ZONE_MINUTE_BIAS); // +00:00
  return Buffer.from(bytes);
}

/** A time zone is dropped: the fields of a TIMESTAMP WITH TIME ZONE are UTC on the wire. Below a millisecond is cut off. */
export function decodeDate(bytes: Buffer): Date {
  if (bytes.length < DATE_BYTES) throw new OraError(1801, 'date format is too long for internal buffer');
  const at = (index: number): number => bytes.readUInt8(index);
  const nanoseconds = bytes.length >= TIMESTAMP_BYTES ? bytes.readUInt32BE(DATE_BYTES) : 0;
  const value = new Date(0);
  // not Date.UTC, which takes the years 0 to 99 as 1900 to 1999
  value.setUTCFullYear((at(0) - CENTURY_BIAS) * 100 + at(1) - YEAR_BIAS, at(2) - 1, at(3));
  value.setUTCHours(at(4) - 1, at(5) - 1, at(6) - 1, Math.floor(nanoseconds / NANOSECONDS_PER_MS));
  return value;
}

/** Oracle's default conversion of a date to text: DD-MON-RR. */
export function dateText(value: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${two(value.getUTCDate())}-${MONTHS[value.getUTCMonth()]}-${two(value.getUTCFullYear() % 100)}`;
}
