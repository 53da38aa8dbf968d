import { OraError } from '../../oraError';
import { INTERNAL, toNumber } from './conversions';
import { DATE_TYPE, NUMBER_TYPE, isDatetime, isInterval } from './types';
import type { Emitted } from './types';

const NOT_ZERO = /^[1-9]\d*$/;

/** + - * / over numbers, dates and intervals. */
export function arithmetic(
  operator: '+' | '-' | '*' | '/',
  left: Emitted,
  right: Emitted,
  offset: number,
): Emitted {
  if (isDatetime(left.type) && operator === '-' && isDatetime(right.type))
    return difference(left, right, offset);
  if (isDatetime(left.type) && (operator === '+' || operator === '-')) return shift(left, right, operator);
  if (isDatetime(right.type) && operator === '+') return shift(right, left, operator);
  if (isDatetime(left.type) || isDatetime(right.type)) {
    throw new OraError(932, `inconsistent datatypes: expected NUMBER got ${left.type.name}`, offset);
  }
  const interval = isInterval(left.type) ? left.type : isInterval(right.type) ? right.type : undefined;
  const [a, b] = [toNumber(left), toNumber(right)];
  // 1 / 2 is 0.5, and a division by zero is an error.
  const sql =
    operator === '/'
      ? `(${a} * 1.0 / ${NOT_ZERO.test(b) ? b : `${INTERNAL.divisor}(${b})`})`
      : `(${a} ${operator} ${b})`;
  return { sql, type: interval ?? NUMBER_TYPE };
}

function difference(left: Emitted, right: Emitted, offset: number): Emitted {
  if (left.type.name !== 'DATE' || right.type.name !== 'DATE') {
    throw new OraError(3001, 'unimplemented feature: difference of TIMESTAMP values', offset);
  }
  return { sql: `${INTERNAL.daysBetween}(${left.sql}, ${right.sql})`, type: NUMBER_TYPE };
}

function shift(date: Emitted, amount: Emitted, operator: '+' | '-'): Emitted {
  const months = amount.type.name === 'INTERVAL MONTH';
  const number = isInterval(amount.type) ? amount.sql : toNumber(amount);
  const type = isInterval(amount.type) ? date.type : DATE_TYPE;
  const sql = `${months ? INTERNAL.addMonths : INTERNAL.addDays}(${date.sql}, ${operator === '-' ? '-' : ''}${number})`;
  return { sql, type };
}
