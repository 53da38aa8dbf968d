import { OraError } from '../../oraError';
import { quoteText } from '../engine/sqlite';
import { storeDatetime } from '../engine/storedValues';
import type { Expression } from '../parser/ast';
import type { Emitted } from './types';

const DATE_LITERAL = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const TIMESTAMP_LITERAL =
  /^(\d{4})-(\d{1,2})-(\d{1,2}) (\d{1,2}):(\d{1,2})(?::(\d{1,2})(\.\d+)?)?(?: ?([+-]\d{1,2}:\d{2}|UTC|Z))?$/;

/** DATE '2026-01-31' and TIMESTAMP '2026-01-31 12:00:00.5 +00:00'. A zone's wall time is kept, the zone is not. */
export function datetimeLiteral(kind: 'date' | 'timestamp', text: string, offset: number): Emitted {
  const match = (kind === 'date' ? DATE_LITERAL : TIMESTAMP_LITERAL).exec(text.trim());
  if (!match) throw new OraError(1861, 'literal does not match format string', offset);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const milliseconds = Math.trunc(Number(match[7] ?? 0) * 1000);
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second, milliseconds));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) {
    throw new OraError(
      month > 12 ? 1843 : 1839,
      month > 12 ? 'not a valid month' : 'date not valid for month specified',
      offset,
    );
  }
  const zoned = match[8] !== undefined;
  const name = kind === 'date' ? 'DATE' : zoned ? 'TIMESTAMP WITH TIME ZONE' : 'TIMESTAMP';
  return { sql: quoteText(storeDatetime(date)), type: { name }, nullable: false };
}

const DAYS_PER_UNIT: Readonly<Record<string, number>> = {
  DAY: 1,
  HOUR: 1 / 24,
  MINUTE: 1 / 1440,
  SECOND: 1 / 86400,
};

export const MONTHS_PER_UNIT: Readonly<Record<string, number>> = { YEAR: 12, MONTH: 1 };

/** Days (or months) per unit of NUMTODSINTERVAL (NUMTOYMINTERVAL) and interval literals. */
export function intervalUnit(
  unit: string,
): { type: 'INTERVAL DAY' | 'INTERVAL MONTH'; factor: number } | undefined {
  const days = DAYS_PER_UNIT[unit];
  if (days !== undefined) return { type: 'INTERVAL DAY', factor: days };
  const months = MONTHS_PER_UNIT[unit];
  return months === undefined ? undefined : { type: 'INTERVAL MONTH', factor: months };
}

/** Intervals are a number of days or of months while a statement runs. */
export function intervalLiteral(node: Extract<Expression, { kind: 'interval' }>): Emitted {
  const invalid = (): never => {
    throw new OraError(1867, 'the interval is invalid', node.start);
  };
  const unit = intervalUnit(node.unit) ?? invalid();
  if (node.toUnit === undefined) {
    const amount = Number(node.text);
    if (Number.isNaN(amount)) invalid();
    return { sql: `(${amount * unit.factor})`, type: { name: unit.type }, nullable: false };
  }
  const sign = node.text.trim().startsWith('-') ? -1 : 1;
  const numbers = node.text
    .replace(/^\s*[+-]/, '')
    .split(/[ :-]/)
    .map(Number);
  if (numbers.some(Number.isNaN)) invalid();
  const units = ['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND'];
  const first = units.indexOf(node.unit);
  const total = numbers.reduce(
    (sum, amount, i) => sum + amount * (intervalUnit(units[first + i] ?? '') ?? invalid()).factor,
    0,
  );
  return { sql: `(${sign * total})`, type: { name: unit.type }, nullable: false };
}
