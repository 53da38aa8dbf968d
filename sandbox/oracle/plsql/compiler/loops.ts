import type { LoopStatement, Statement } from '../ast';
import { CursorState, type QueryResult, rowRecord } from '../runtime/cursorState';
import { type Maybe, after, ensure, repeat } from '../runtime/maybe';
import type { Activation } from '../runtime/runtime';
import { OPEN_RECORD, PLS_INTEGER, type PlsqlType } from '../values/types';
import { type Completion, Jump, type Step, runSequence } from './completion';
import { compileOpen, cursorOf } from './cursorAccess';
import { compileCondition } from './expressions';
import { truth } from './operators';
import { compileBounds } from './ranges';
import { type LoopContext, Scope } from './scope';
import { query } from './sqlStatements';
import { compileStatements } from './statements';
import { compileSql } from './staticSql';
import type { Unit } from './unit';

/** All forms of LOOP; between two rounds a break of the client is noticed. */
export function compileLoop(unit: Unit, scope: Scope, statement: LoopStatement): Step['run'] {
  switch (statement.kind) {
    case 'loop':
    case 'while':
      return compileWhile(unit, scope, statement);
    case 'forRange':
      return compileRange(unit, scope, statement);
    default:
      return compileCursorLoop(unit, scope, statement);
  }
}

interface Body {
  readonly scope: Scope;
  readonly loop: LoopContext;
  readonly steps: readonly Step[];
  readonly slot: number;
}

function compileBody(
  unit: Unit,
  scope: Scope,
  { label, body }: { label?: string; body: readonly Statement[] },
  variable?: { name: string; type: PlsqlType; readOnly: boolean },
): Body {
  const loop = { exit: new Jump('exit'), next: new Jump('continue'), ...(label !== undefined && { label }) };
  const inner = new Scope(scope.frame, scope, label, loop);
  const slot = variable ? inner.declareVariable(variable.name, variable.type, variable).slot : -1;
  return { scope: inner, loop, steps: compileStatements(unit, inner, body), slot };
}

/** Rounds until `next` is false, EXIT is met, or control leaves the loop altogether. */
function rounds(
  { loop, steps }: Body,
  activation: Activation,
  next: () => Maybe<boolean>,
): Maybe<Completion> {
  const round = (): Maybe<Jump | undefined> =>
    after(next(), (more) => {
      if (!more) {
        return loop.exit;
      }
      const completion = runSequence(steps, activation);
      return completion instanceof Promise
        ? completion.then((jump) => (jump === loop.next ? undefined : jump))
        : completion === loop.next
          ? undefined
          : completion;
    });
  return after(
    repeat(round, () => activation.runtime.pause()),
    (jump) => (jump === loop.exit ? undefined : jump),
  );
}

function compileWhile(
  unit: Unit,
  scope: Scope,
  statement: Extract<LoopStatement, { kind: 'loop' | 'while' }>,
): Step['run'] {
  const condition =
    statement.kind === 'while' ? compileCondition(unit, scope, statement.condition) : undefined;
  const body = compileBody(unit, scope, statement);
  return (activation) =>
    rounds(body, activation, () =>
      condition ? after(condition.run(activation), (value) => truth(value) === true) : true,
    );
}

function compileRange(
  unit: Unit,
  scope: Scope,
  statement: Extract<LoopStatement, { kind: 'forRange' }>,
): Step['run'] {
  const bounds = compileBounds(unit, scope, statement.low, statement.high);
  const variable = { name: statement.variable, type: PLS_INTEGER, readOnly: true };
  const body = compileBody(unit, scope, statement, variable);
  return (activation) =>
    after(bounds(activation), ([low, high]) => {
      let index = statement.reverse ? high : low;
      return rounds(body, activation, () => {
        const inside = index >= low && index <= high;
        activation.slots[body.slot] = index;
        index += statement.reverse ? -1 : 1;
        return inside;
      });
    });
}

function compileCursorLoop(
  unit: Unit,
  scope: Scope,
  statement: Extract<LoopStatement, { kind: 'forQuery' | 'forCursor' }>,
): Step['run'] {
  const { state, open } = compileSource(unit, scope, statement);
  // The record may be changed inside the loop, as in the language.
  const body = compileBody(unit, scope, statement, {
    name: statement.variable,
    type: OPEN_RECORD,
    readOnly: false,
  });
  return (activation) => {
    const cursor = state(activation);
    cursor.requireClosed();
    return after(open(activation), (result) => {
      cursor.open(result);
      return ensure(
        () => rounds(body, activation, () => fetchInto(cursor, activation, body.slot)),
        () => {
          if (cursor.isOpen) {
            cursor.close();
          }
        },
      );
    });
  };
}

function compileSource(
  unit: Unit,
  scope: Scope,
  statement: Extract<LoopStatement, { kind: 'forQuery' | 'forCursor' }>,
): { state(activation: Activation): CursorState; open(activation: Activation): Maybe<QueryResult> } {
  if (statement.kind === 'forQuery') {
    const sql = compileSql(unit, scope, statement.query);
    return { state: () => new CursorState(), open: (activation) => query(sql, activation) };
  }
  const { state, declared } = cursorOf(unit, scope, statement.cursor);
  return declared
    ? { state, open: compileOpen(unit, scope, declared, statement.cursor) }
    : unit.fault(statement.at, 'PLS-00221: a cursor variable cannot stand in a cursor FOR loop');
}

function fetchInto(cursor: CursorState, activation: Activation, slot: number): boolean {
  const row = cursor.fetch();
  if (row) {
    activation.slots[slot] = rowRecord(cursor.columns, row);
  }
  return row !== undefined;
}
