import type { BinaryOperator } from '../ast';
import type { PlsqlValue } from '../host';
import { plsqlDate, plsqlNumber, plsqlText, scalarOnly, valueError } from '../values/coerce';
import {
  type Numeric,
  add,
  divide,
  fromFloat,
  modulo,
  multiply,
  negate,
  power,
  subtract,
} from '../values/decimal';
import { ANY, type Family, NUMBER, type PlsqlType, TEXT, familyOf } from '../values/types';

const DAY = 86_400_000;

const NUMERIC_OPERATORS: Readonly<
  Partial<Record<BinaryOperator, (left: Numeric, right: Numeric) => Numeric>>
> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '**': power,
  MOD: modulo,
};

export type Compute = (left: PlsqlValue, right: PlsqlValue) => PlsqlValue;

/** `||`: a null operand counts as ''. */
export function concatenation(left: PlsqlType, right: PlsqlType): { type: PlsqlType; compute: Compute } {
  return {
    type: TEXT,
    compute: (a, b) => {
      const text = (plsqlText(scalarOnly(a), left) ?? '') + (plsqlText(scalarOnly(b), right) ?? '');
      return text === '' ? null : text;
    },
  };
}

/** Arithmetic; undefined when the operands' types do not allow it. */
export function arithmetic(
  operator: BinaryOperator,
  left: PlsqlType,
  right: PlsqlType,
): { type: PlsqlType; compute: Compute } | undefined {
  const families = [familyOf(left), familyOf(right)] as const;
  const compute = NUMERIC_OPERATORS[operator];
  if (
    !compute ||
    families.some((family) => ['boolean', 'table', 'record', 'cursor', 'raw'].includes(family))
  ) {
    return undefined;
  }
  if (families.some(isDatetime)) {
    return dateArithmetic(operator, left, right);
  }
  if (families.includes('any') && (operator === '+' || operator === '-')) {
    return { type: ANY, compute: (a, b) => unknownArithmetic(operator, a, b) };
  }
  return { type: NUMBER, compute: (a, b) => onNumbers(compute, a, b) };
}

function onNumbers(
  compute: (left: Numeric, right: Numeric) => Numeric,
  a: PlsqlValue,
  b: PlsqlValue,
): PlsqlValue {
  if (typeof a === 'number' && typeof b === 'number') {
    return compute(a, b);
  }
  const left = plsqlNumber(scalarOnly(a));
  const right = plsqlNumber(scalarOnly(b));
  return left === null || right === null ? null : compute(left, right);
}

/** Date plus or minus days, date minus date in days. */
function dateArithmetic(
  operator: BinaryOperator,
  left: PlsqlType,
  right: PlsqlType,
): { type: PlsqlType; compute: Compute } | undefined {
  const leftIsDate = isDatetime(familyOf(left));
  const rightIsDate = isDatetime(familyOf(right));
  if (operator === '-' && leftIsDate) {
    return {
      type: rightIsDate ? NUMBER : left,
      compute: (a, b) => (rightIsDate ? daysBetween(a, b) : shift(a, b, -1)),
    };
  }
  if (operator !== '+' || (leftIsDate && rightIsDate)) {
    return undefined;
  }
  return leftIsDate
    ? { type: left, compute: (a, b) => shift(a, b, 1) }
    : { type: right, compute: (a, b) => shift(b, a, 1) };
}

function shift(date: PlsqlValue, days: PlsqlValue, sign: 1 | -1): PlsqlValue {
  const start = plsqlDate(scalarOnly(date));
  const length = plsqlNumber(scalarOnly(days));
  // Whole seconds, as a DATE has: a twenty-fourth of a day is no exact decimal.
  return start === null || length === null
    ? null
    : new Date(start.getTime() + sign * Math.round(Number(length) * DAY * 1e-3) * 1000);
}

function daysBetween(a: PlsqlValue, b: PlsqlValue): PlsqlValue {
  const left = plsqlDate(scalarOnly(a));
  const right = plsqlDate(scalarOnly(b));
  return left === null || right === null ? null : fromFloat((left.getTime() - right.getTime()) / DAY);
}

function unknownArithmetic(operator: '+' | '-', a: PlsqlValue, b: PlsqlValue): PlsqlValue {
  if (a instanceof Date || b instanceof Date) {
    if (operator === '-') {
      return b instanceof Date ? daysBetween(a, b) : shift(a, b, -1);
    }
    return a instanceof Date ? shift(a, b, 1) : shift(b, a, 1);
  }
  return onNumbers(operator === '+' ? add : subtract, a, b);
}

export function negation(value: PlsqlValue): PlsqlValue {
  const number = plsqlNumber(scalarOnly(value));
  return number === null ? null : negate(number);
}

/** Three-valued: null is neither. */
export function truth(value: PlsqlValue): boolean | null {
  if (value === null || typeof value === 'boolean') {
    return value;
  }
  throw valueError();
}

export function isDatetime(family: Family): boolean {
  return family === 'date' || family === 'timestamp';
}
