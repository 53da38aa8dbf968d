import type { CursorAttribute, NameExpression } from '../ast';
import { matchCall, undeclared, wrongArguments } from '../callMatching';
import { CursorState, type QueryResult } from '../runtime/cursorState';
import { type Maybe, after, collect } from '../runtime/maybe';
import type { Activation } from '../runtime/runtime';
import { coerce } from '../values/coerce';
import { ANY, BOOLEAN, NUMBER, familyOf } from '../values/types';
import type { Code } from './code';
import type { CursorSymbol } from './cursorSymbol';
import { compileExpression } from './expressions';
import type { Scope } from './scope';
import type { Unit } from './unit';

/** A cursor by name: declared with its query, or a cursor variable. */
export interface CursorAccess {
  state(activation: Activation): CursorState;
  /** Absent for a cursor variable. */
  readonly declared?: CursorSymbol;
}

/** Faults: PLS-00201, PLS-00456 when the name is no cursor. */
export function cursorOf(unit: Unit, scope: Scope, name: NameExpression): CursorAccess {
  const [first, second] = name.parts;
  const symbol =
    (first && scope.find(first.text)) ?? (first && second && scope.findQualified(first.text, second.text));
  if (!first || !symbol) {
    return unit.fault(name.at, undeclared(name.parts.map(({ text }) => text)));
  }
  if (symbol.kind !== 'cursor' && !(symbol.kind === 'variable' && symbol.type.kind === 'cursor')) {
    return unit.fault(name.at, `PLS-00456: item '${first.text}' is not a cursor`);
  }
  const { slot, level } = symbol;
  const reach = scope.reach(level);
  return {
    state: (activation) => stateIn(reach(activation), slot),
    ...(symbol.kind === 'cursor' && { declared: symbol }),
  };
}

function stateIn(activation: Activation, slot: number): CursorState {
  const known = activation.slots[slot];
  if (known instanceof CursorState) {
    return known;
  }
  const made = new CursorState();
  activation.slots[slot] = made;
  return made;
}

export function cursorAttribute(
  unit: Unit,
  scope: Scope,
  name: NameExpression,
  attribute: CursorAttribute,
): Code {
  const { state } = cursorOf(unit, scope, name);
  return {
    type: attribute === 'ROWCOUNT' ? NUMBER : BOOLEAN,
    run: (activation) => state(activation).attribute(attribute),
  };
}

/** `OPEN c(1, x => 2)`: sets the parameters, runs the query. */
export function compileOpen(
  unit: Unit,
  scope: Scope,
  cursor: CursorSymbol,
  name: NameExpression,
): (activation: Activation) => Maybe<QueryResult> {
  const part = name.parts.at(-1);
  const args = part?.args ?? [];
  const actuals = args.map((argument) => compileExpression(unit, scope, argument.value));
  const match = matchCall(
    part?.text ?? '',
    [{ parameters: cursor.parameters, isFunction: false }],
    args.map((argument, index) => ({
      ...(argument.name !== undefined && { name: argument.name }),
      family: familyOf(actuals[index]?.type ?? ANY),
    })),
    'procedure',
  );
  if ('fault' in match) {
    return unit.fault(name.at, wrongArguments(part?.text ?? ''));
  }
  const reach = scope.reach(cursor.level);
  return (activation) => {
    const declaring = reach(activation);
    const set = collect([...cursor.parameters.entries()], ([index, parameter]) => {
      const at = match.actuals[index];
      const code = at === undefined ? undefined : actuals[at];
      // Defaults belong to the place of the declaration, actuals to that of OPEN.
      const value = code ? code.run(activation) : (parameter.initial?.run(declaring) ?? null);
      return after(value, (given) => coerce(given, parameter.type, code?.type));
    });
    return after(set, (values) => {
      for (const [index, parameter] of cursor.parameters.entries()) {
        declaring.slots[parameter.slot] = values[index];
      }
      return cursor.query(declaring);
    });
  };
}
