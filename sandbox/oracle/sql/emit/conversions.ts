import { BOOLEAN_TYPE, MAX_VARCHAR2, isDatetime, isText, varchar2 } from './types';
import type { Emitted } from './types';

/** Names of the engine's own functions; see engine/functions.ts. */
export const INTERNAL = {
  text: 'ora_text',
  number: 'ora_number',
  date: 'ora_date',
  timestamp: 'ora_timestamp',
  truncateToSecond: 'ora_second',
  round: 'ora_round',
  divisor: 'ora_divisor',
  addDays: 'ora_add_days',
  addMonths: 'ora_add_months',
  daysBetween: 'ora_days_between',
  pad: 'ora_pad',
  raw: 'ora_raw',
  limit: 'ora_limit',
} as const;

const NUMBER_LITERAL = /^\(?-? ?\d+\)?$/;

/** Implicit conversion to a string, as || and LIKE need it. */
export function toText(value: Emitted): string {
  if (isText(value.type) || value.type.name === 'NULL' || NUMBER_LITERAL.test(value.sql)) return value.sql;
  return `${INTERNAL.text}(${value.sql})`;
}

export function toNumber(value: Emitted): string {
  return value.type.name === 'NUMBER' || value.type.name === 'NULL'
    ? value.sql
    : `${INTERNAL.number}(${value.sql})`;
}

export function toDatetime(value: Emitted, like: Emitted['type']): string {
  if (!isText(value.type)) return value.sql;
  return `${like.name === 'DATE' ? INTERNAL.date : INTERNAL.timestamp}(${value.sql})`;
}

/** NULL || 'a' is 'a' in Oracle, and NULL || NULL is NULL. */
export function concatenate(left: Emitted, right: Emitted): Emitted {
  const size = [left, right].reduce(
    (sum, { type }) => sum + (isText(type) ? (type.size ?? MAX_VARCHAR2) : 40),
    0,
  );
  const large = left.type.name === 'CLOB' || right.type.name === 'CLOB';
  return {
    sql: `nullif(concat(${toText(left)}, ${toText(right)}), '')`,
    type: large ? { name: 'CLOB' } : varchar2(Math.min(size, MAX_VARCHAR2)),
  };
}

/** The side that is a string is converted to the type of the other one. */
export function compare(operator: string, left: Emitted, right: Emitted): Emitted {
  let [a, b] = [left.sql, right.sql];
  if (isDatetime(left.type)) b = toDatetime(right, left.type);
  else if (isDatetime(right.type)) a = toDatetime(left, right.type);
  else if (left.type.name === 'NUMBER' && isText(right.type)) b = toNumber(right);
  else if (right.type.name === 'NUMBER' && isText(left.type)) a = toNumber(left);
  else if (left.type.name === 'RAW' && isText(right.type)) b = `${INTERNAL.raw}(${b})`;
  else if (right.type.name === 'RAW' && isText(left.type)) a = `${INTERNAL.raw}(${a})`;
  return { sql: `(${a} ${operator} ${b})`, type: BOOLEAN_TYPE };
}
