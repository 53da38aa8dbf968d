import type { Expression } from '../ast';
import { type Maybe, after } from '../runtime/maybe';
import type { Activation } from '../runtime/runtime';
import { plsqlNumber, scalarOnly, valueError } from '../values/coerce';
import { roundTo } from '../values/decimal';
import { compileExpression } from './expressions';
import type { Scope } from './scope';
import type { Unit } from './unit';

/** The bounds of `low..high`, rounded to whole numbers. Throws VALUE_ERROR at a null bound. */
export function compileBounds(
  unit: Unit,
  scope: Scope,
  low: Expression,
  high: Expression,
): (activation: Activation) => Maybe<[number, number]> {
  const first = compileExpression(unit, scope, low);
  const last = compileExpression(unit, scope, high);
  return (activation) =>
    after(first.run(activation), (from) =>
      after(last.run(activation), (to): [number, number] => [
        bound(plsqlNumber(scalarOnly(from))),
        bound(plsqlNumber(scalarOnly(to))),
      ]),
    );
}

function bound(value: ReturnType<typeof plsqlNumber>): number {
  if (value === null) {
    throw valueError();
  }
  return Number(roundTo(value));
}
