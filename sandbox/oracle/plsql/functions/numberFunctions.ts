import type { Value } from '../../database';
import { asNumeric } from '../values/convert';
import {
  type Numeric,
  add,
  compareNumeric,
  fromFloat,
  modulo,
  multiply,
  negate,
  power,
  roundTo,
  subtract,
  truncateTo,
  divide,
} from '../values/decimal';
import { type ScalarFunction, define, outOfRange } from './scalarFunction';

/** Functions of numbers; ROUND and TRUNC of dates are in dateFunctions.ts. */
export const numberFunctions: readonly ScalarFunction[] = [
  numeric('ABS', (value) => (compareNumeric(value, 0) < 0 ? negate(value) : value)),
  numeric('SIGN', (value) => compareNumeric(value, 0)),
  numeric('CEIL', (value) => towards(value, 1)),
  numeric('FLOOR', (value) => towards(value, -1)),
  numeric('SQRT', (value) =>
    compareNumeric(value, 0) < 0 ? outOfRange(String(value)) : fromFloat(Math.sqrt(Number(value))),
  ),
  numeric('EXP', (value) => fromFloat(Math.exp(Number(value)))),
  numeric('LN', (value) =>
    compareNumeric(value, 0) <= 0 ? outOfRange(String(value)) : fromFloat(Math.log(Number(value))),
  ),
  numeric('SIN', (value) => fromFloat(Math.sin(Number(value)))),
  numeric('COS', (value) => fromFloat(Math.cos(Number(value)))),
  numeric('TAN', (value) => fromFloat(Math.tan(Number(value)))),
  numeric('ATAN', (value) => fromFloat(Math.atan(Number(value)))),
  pairwise('POWER', power),
  pairwise('MOD', modulo),
  pairwise('REMAINDER', (left, right) => subtract(left, multiply(right, roundTo(divide(left, right))))),
  pairwise('LOG', (base, value) => fromFloat(Math.log(Number(value)) / Math.log(Number(base)))),
  pairwise('BITAND', (left, right) => Number(BigInt(truncateTo(left)) & BigInt(truncateTo(right)))),
];

function numeric(name: string, compute: (value: Numeric) => Numeric): ScalarFunction {
  return define(name, 1, 1, 'number', (args) => {
    const value = asNumeric(args[0] ?? null);
    return value === null ? null : compute(value);
  });
}

function pairwise(name: string, compute: (left: Numeric, right: Numeric) => Numeric): ScalarFunction {
  return define(name, 2, 2, 'number', (args: Value[]) => {
    const left = asNumeric(args[0] ?? null);
    const right = asNumeric(args[1] ?? null);
    return left === null || right === null ? null : compute(left, right);
  });
}

function towards(value: Numeric, direction: 1 | -1): Numeric {
  const whole = truncateTo(value);
  return compareNumeric(value, whole) === direction ? add(whole, direction) : whole;
}
