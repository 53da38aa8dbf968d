import type { Statement } from '../ast';
import { WRONG_TYPE } from '../callMatching';
import { after } from '../runtime/maybe';
import { coerce } from '../values/coerce';
import { assignable } from './assignability';
import { compileBlock } from './blocks';
import { compileCallStatement } from './callStatements';
import { RETURN, type Step } from './completion';
import { compileCaseStatement, compileIf, compileJump } from './control';
import { compileCursorStatement } from './cursors';
import { compileRaise } from './exceptionHandling';
import { compileExpression } from './expressions';
import { compileLoop } from './loops';
import { compileTarget } from './names';
import type { Scope } from './scope';
import { compileSqlStatement } from './sqlStatements';
import type { Unit } from './unit';

/** Compiles a sequence; a statement with a fault is noted and left out. */
export function compileStatements(unit: Unit, scope: Scope, statements: readonly Statement[]): Step[] {
  return statements.flatMap((statement): Step[] => {
    const sql = statement.kind === 'selectInto' || statement.kind === 'dml' || statement.kind === 'forAll';
    const run = unit.guard(statement.at, sql ? 'SQL Statement' : 'Statement', () =>
      compileStatement(unit, scope, statement),
    );
    return run ? [{ trace: unit.trace(statement.at), run }] : [];
  });
}

function compileStatement(unit: Unit, scope: Scope, statement: Statement): Step['run'] {
  switch (statement.kind) {
    case 'null':
      return () => undefined;
    case 'assign':
      return compileAssignment(unit, scope, statement);
    case 'call':
      return compileCallStatement(unit, scope, statement);
    case 'if':
      return compileIf(unit, scope, statement);
    case 'caseStatement':
      return compileCaseStatement(unit, scope, statement);
    case 'exit':
    case 'continue':
      return compileJump(unit, scope, statement);
    case 'return':
      return compileReturn(unit, scope, statement);
    case 'raise':
      return compileRaise(unit, scope, statement);
    case 'block':
      return compileBlock(unit, scope, statement);
    case 'loop':
    case 'while':
    case 'forRange':
    case 'forQuery':
    case 'forCursor':
      return compileLoop(unit, scope, statement);
    case 'open':
    case 'openFor':
    case 'fetch':
    case 'close':
      return compileCursorStatement(unit, scope, statement);
    default:
      return compileSqlStatement(unit, scope, statement);
  }
}

function compileAssignment(
  unit: Unit,
  scope: Scope,
  { target, value }: Extract<Statement, { kind: 'assign' }>,
): Step['run'] {
  const place = compileTarget(unit, scope, target);
  const code = compileExpression(unit, scope, value);
  if (!assignable(code.type, place.type)) {
    return unit.fault(value.at, WRONG_TYPE);
  }
  const { type } = code;
  return (activation) =>
    after(code.run(activation), (computed) =>
      after(
        place.assign(
          activation,
          place.type.kind === 'scalar' ? coerce(computed, place.type, type) : computed,
        ),
        () => undefined,
      ),
    );
}

function compileReturn(
  unit: Unit,
  scope: Scope,
  { value, at }: Extract<Statement, { kind: 'return' }>,
): Step['run'] {
  const { returns } = scope.frame;
  if (!returns) {
    return value
      ? unit.fault(at, 'PLS-00372: In a procedure, RETURN statement cannot contain an expression')
      : () => RETURN;
  }
  if (!value) {
    return unit.fault(at, 'PLS-00503: RETURN <value> statement required for this return from function');
  }
  const code = compileExpression(unit, scope, value);
  if (!assignable(code.type, returns)) {
    return unit.fault(value.at, WRONG_TYPE);
  }
  return (activation) =>
    after(code.run(activation), (computed) => {
      activation.returned = coerce(computed, returns, code.type);
      return RETURN;
    });
}
