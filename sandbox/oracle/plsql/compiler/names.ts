import type { BindExpression, NameExpression, NamePart, Position, TargetExpression } from '../ast';
import { WRONG_TYPE, noComponent, notAssignable } from '../callMatching';
import type { PlsqlValue } from '../host';
import { compileBuiltin } from './builtins';
import { compileCall, hostCallables } from './calls';
import type { Place } from './code';
import { collectionAttribute, isCollectionAttribute } from './collections';
import { compileConstructor } from './constructors';
import { compileExpression } from './expressions';
import { type Head, resolveHead } from './heads';
import { bindPlace, elementPlace, fieldPlace, variablePlace } from './places';
import type { Scope } from './scope';
import type { Unit } from './unit';
import { isRecord, isTable } from '../values/tables';
import { ANY, type PlsqlType, typeOfDataType } from '../values/types';

/** A bind or a name as an expression; reading a bind is not noted yet, since it may become an OUT argument. */
export function compilePlace(unit: Unit, scope: Scope, target: TargetExpression): Place {
  return target.kind === 'bind' ? compileBind(unit, target) : compileName(unit, scope, target);
}

/** A place that will be assigned. Fault: PLS-00363. */
export function compileTarget(
  unit: Unit,
  scope: Scope,
  target: TargetExpression,
): Place & Required<Pick<Place, 'assign'>> {
  const place = compilePlace(unit, scope, target);
  if (place.bind !== undefined) {
    unit.noteWritten(place.bind);
  }
  return requireAssignable(unit, place, target);
}

export function requireAssignable(
  unit: Unit,
  place: Place,
  target: TargetExpression,
): Place & Required<Pick<Place, 'assign'>> {
  const { assign } = place;
  if (!assign) {
    const text = target.kind === 'bind' ? target.name : target.parts.map((part) => part.text).join('.');
    return unit.fault(target.at, notAssignable(text));
  }
  return { ...place, assign };
}

function compileBind(unit: Unit, bind: BindExpression): Place {
  return bindPlace(bind.name, bindType(unit.binds.get(bind.name) ?? null));
}

function bindType(value: PlsqlValue): PlsqlType {
  if (isTable(value)) {
    return { kind: 'table', element: ANY, indexBy: 'integer' };
  }
  return typeof value === 'boolean' ? typeOfDataType('BOOLEAN') : ANY;
}

export function compileName(unit: Unit, scope: Scope, name: NameExpression): Place {
  const { head, used } = resolveHead(unit, scope, name.parts);
  const part = name.parts[used - 1];
  if (!part) {
    return unit.fault(name.at, WRONG_TYPE);
  }
  const { place, argsUsed } = compileHead(unit, scope, head, part, name.at);
  const first = argsUsed ? place : withIndexes(unit, scope, place, part);
  return name.parts.slice(used).reduce((base, next) => withComponent(unit, scope, base, next), first);
}

function compileHead(
  unit: Unit,
  scope: Scope,
  head: Head,
  part: NamePart,
  at: Position,
): { place: Place; argsUsed: boolean } {
  switch (head.kind) {
    case 'variable':
      return { place: variablePlace(scope, head), argsUsed: false };
    case 'subprograms':
      return {
        place: compileCall(unit, scope, {
          part,
          at,
          callables: 'overloads' in head ? head.overloads : hostCallables(head.candidates),
          use: 'function',
          reach: scope.reach('level' in head ? head.level : scope.frame.level),
        }),
        argsUsed: true,
      };
    case 'constant':
      return { place: { type: typeOfValue(head.value), run: () => head.value }, argsUsed: false };
    case 'builtin':
      return { place: compileBuiltin(unit, scope, head.name, part), argsUsed: true };
    case 'tableType': {
      const type = {
        kind: 'table' as const,
        element: typeOfDataType(head.elementType),
        indexBy: head.indexBy,
      };
      return { place: compileConstructor(unit, scope, type, part), argsUsed: true };
    }
    case 'type':
      return { place: compileConstructor(unit, scope, head.type, part), argsUsed: true };
    case 'sequence':
      return { place: sequencePlace(head.text), argsUsed: true };
    default:
      return unit.fault(part.at, WRONG_TYPE);
  }
}

function sequencePlace(text: string): Place {
  return {
    type: typeOfDataType('NUMBER'),
    run: ({ runtime }) => runtime.query(`SELECT ${text} FROM DUAL`, new Map()).rows[0]?.[0] ?? null,
  };
}

function withIndexes(unit: Unit, scope: Scope, base: Place, part: NamePart): Place {
  if (!part.args) {
    return base;
  }
  const [argument] = part.args;
  const indexable = base.type.kind === 'table' || base.type.kind === 'any';
  if (!indexable || !argument || part.args.length !== 1 || argument.key || argument.name !== undefined) {
    return unit.fault(
      part.at,
      indexable
        ? WRONG_TYPE
        : `PLS-00224: object '${part.text}' must be of type function or array to be used this way`,
    );
  }
  return elementPlace(base, compileExpression(unit, scope, argument.value));
}

function withComponent(unit: Unit, scope: Scope, base: Place, part: NamePart): Place {
  const { type } = base;
  if (part.text === '') {
    return withIndexes(unit, scope, base, part);
  }
  if (type.kind === 'table' || (type.kind === 'any' && isCollectionAttribute(part.text))) {
    return collectionAttribute(unit, scope, base, part);
  }
  if (type.kind === 'record' || type.kind === 'any') {
    const field =
      type.kind === 'record' ? type.fields?.find((candidate) => candidate.name === part.text) : undefined;
    if (type.kind === 'record' && type.fields && !field) {
      return unit.fault(part.at, noComponent(part.text));
    }
    return withIndexes(unit, scope, fieldPlace(base, part.text, field), part);
  }
  return unit.fault(part.at, `PLS-00487: Invalid reference to variable '${part.text}'`);
}

function typeOfValue(value: PlsqlValue): PlsqlType {
  if (typeof value === 'string' || typeof value === 'number') {
    return typeOfDataType(typeof value === 'string' ? 'VARCHAR2' : 'NUMBER');
  }
  if (isTable(value)) {
    return { kind: 'table', element: ANY, indexBy: 'integer' };
  }
  if (isRecord(value)) {
    return { kind: 'record' };
  }
  return typeof value === 'boolean' || value instanceof Date
    ? typeOfDataType(typeof value === 'boolean' ? 'BOOLEAN' : 'DATE')
    : ANY;
}
