import { OraError } from '../../oraError';
import type { ConditionalBranch, Statement } from '../ast';
import { undeclared } from '../callMatching';
import { type Maybe, after } from '../runtime/maybe';
import type { Activation } from '../runtime/runtime';
import { compileBranchTest, compileSelector } from './cases';
import type { Code } from './code';
import { type Completion, type Step, runSequence } from './completion';
import { compileCondition } from './expressions';
import { truth } from './operators';
import type { Scope } from './scope';
import { compileStatements } from './statements';
import type { Unit } from './unit';

interface Branch {
  readonly test: Code;
  readonly body: readonly Step[];
}

/** IF: a null condition counts as false. */
export function compileIf(
  unit: Unit,
  scope: Scope,
  statement: Extract<Statement, { kind: 'if' }>,
): Step['run'] {
  const branches = statement.branches.map(({ when, body }) =>
    compileBranch(unit, scope, body, () => compileCondition(unit, scope, when), when.at),
  );
  const otherwise = statement.otherwise ? compileStatements(unit, scope, statement.otherwise) : [];
  return (activation) => choose(branches, 0, activation, () => runSequence(otherwise, activation));
}

/** CASE as a statement. Throws CASE_NOT_FOUND without ELSE. */
export function compileCaseStatement(
  unit: Unit,
  scope: Scope,
  statement: Extract<Statement, { kind: 'caseStatement' }>,
): Step['run'] {
  const selector = statement.selector && compileSelector(unit, scope, statement.selector);
  const branches = statement.branches.map(({ when, body }) =>
    compileBranch(unit, scope, body, () => compileBranchTest(unit, scope, selector, when), when.at),
  );
  const otherwise = statement.otherwise && compileStatements(unit, scope, statement.otherwise);
  const noBranch = (activation: Activation): Maybe<Completion> => {
    if (!otherwise) {
      throw new OraError(6592, 'PL/SQL: CASE not found while executing CASE statement');
    }
    return runSequence(otherwise, activation);
  };
  return (activation) =>
    after(selector?.evaluate(activation), () => choose(branches, 0, activation, () => noBranch(activation)));
}

// A fault in the condition is noted alone, so that those in the body show as well.
function compileBranch(
  unit: Unit,
  scope: Scope,
  body: ConditionalBranch['body'],
  compileTest: () => Code,
  at: Statement['at'],
): Branch {
  const test = unit.guard(at, 'Statement', compileTest);
  return {
    test: test ?? { type: { kind: 'null' }, run: () => null },
    body: compileStatements(unit, scope, body),
  };
}

function choose(
  branches: readonly Branch[],
  index: number,
  activation: Activation,
  otherwise: () => Maybe<Completion>,
): Maybe<Completion> {
  const branch = branches[index];
  return branch
    ? after(branch.test.run(activation), (value) =>
        truth(value) === true
          ? runSequence(branch.body, activation)
          : choose(branches, index + 1, activation, otherwise),
      )
    : otherwise();
}

/** EXIT and CONTINUE. */
export function compileJump(
  unit: Unit,
  scope: Scope,
  { kind, label, when, at }: Extract<Statement, { kind: 'exit' | 'continue' }>,
): Step['run'] {
  const loop = scope.findLoop(label);
  if (!loop) {
    return unit.fault(
      at,
      label === undefined
        ? 'PLS-00376: illegal EXIT/CONTINUE statement; it must appear inside a loop'
        : undeclared([label]),
    );
  }
  const jump = kind === 'exit' ? loop.exit : loop.next;
  if (!when) {
    return () => jump;
  }
  const condition = compileCondition(unit, scope, when);
  return (activation) =>
    after(condition.run(activation), (value) => (truth(value) === true ? jump : undefined));
}
