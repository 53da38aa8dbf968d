import type { Expression } from '../ast';
import { WRONG_TYPE } from '../callMatching';
import { type Maybe, after } from '../runtime/maybe';
import type { Activation } from '../runtime/runtime';
import type { PlsqlValue } from '../host';
import { type PlsqlType, TEXT, familyOf } from '../values/types';
import { type Code, constant } from './code';
import { compileCondition, compileExpression, equality } from './expressions';
import type { Scope } from './scope';
import type { Unit } from './unit';

/** The selector's value, kept while the branches are tried, so that it is evaluated once. */
export interface Selector {
  /** Reads what `evaluate` has stored. */
  readonly code: Code;
  evaluate(activation: Activation): Maybe<void>;
}

export function compileSelector(unit: Unit, scope: Scope, expression: Expression): Selector {
  const code = compileExpression(unit, scope, expression);
  const slot = scope.frame.allocate();
  return {
    code: { type: code.type, run: (activation) => activation.slots[slot] as PlsqlValue },
    evaluate: (activation) =>
      after(code.run(activation), (value) => {
        activation.slots[slot] = value;
      }),
  };
}

/** The test of one branch of either form of CASE. */
export function compileBranchTest(
  unit: Unit,
  scope: Scope,
  selector: Selector | undefined,
  when: Expression,
): Code {
  return selector
    ? equality(unit, selector.code, compileExpression(unit, scope, when), when.at)
    : compileCondition(unit, scope, when);
}

/** CASE as an expression: null when no branch applies. */
export function compileCase(
  unit: Unit,
  scope: Scope,
  expression: Extract<Expression, { kind: 'case' }>,
): Code {
  const selector = expression.selector && compileSelector(unit, scope, expression.selector);
  const branches = expression.branches.map(({ when, then }) => ({
    test: compileBranchTest(unit, scope, selector, when),
    value: compileExpression(unit, scope, then),
  }));
  const otherwise = expression.otherwise
    ? compileExpression(unit, scope, expression.otherwise)
    : constant({ kind: 'null' }, null);
  const type = commonType([...branches.map(({ value }) => value.type), otherwise.type]);
  if (!type) {
    return unit.fault(expression.at, WRONG_TYPE);
  }
  const choose = (activation: Activation, index: number): Maybe<PlsqlValue> => {
    const branch = branches[index];
    return branch
      ? after(branch.test.run(activation), (found) =>
          found === true ? branch.value.run(activation) : choose(activation, index + 1),
        )
      : otherwise.run(activation);
  };
  return {
    type,
    run: (activation) => after(selector?.evaluate(activation), () => choose(activation, 0)),
  };
}

/** That of the first branch that is not NULL; BOOLEAN does not mix with others. */
function commonType(types: readonly PlsqlType[]): PlsqlType | undefined {
  const known = types.filter((type) => !['null', 'any'].includes(familyOf(type)));
  const [first] = known;
  if (!first) {
    return types[0];
  }
  const booleans = known.filter((type) => familyOf(type) === 'boolean').length;
  if (booleans > 0 && booleans < known.length) {
    return undefined;
  }
  return first.kind === 'scalar'
    ? first.family === 'string'
      ? TEXT
      : { kind: 'scalar', family: first.family }
    : first;
}
