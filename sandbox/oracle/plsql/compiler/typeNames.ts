import { OraError } from '../../oraError';
import type { Position, TypeDefinition, TypeName } from '../ast';
import { noComponent, undeclared } from '../callMatching';
import {
  ANY,
  CURSOR_TYPE,
  NEEDS_LENGTH,
  OPEN_RECORD,
  type PlsqlType,
  familyOf,
  standardType,
  typeOfColumn,
  typeOfDataType,
} from '../values/types';
import type { Scope } from './scope';
import type { Unit } from './unit';

/** The type that a declaration names. Faults: PLS-00201, PLS-00302. */
export function resolveType(unit: Unit, scope: Scope, type: TypeName): PlsqlType {
  switch (type.kind) {
    case 'named':
      return namedType(unit, scope, type);
    case 'typeOf':
      return typeOf(unit, scope, type.path, type.at);
    case 'rowTypeOf':
      return rowTypeOf(unit, scope, type.path, type.at);
  }
}

/** As resolveType, for variables and fields, whose strings need a length (PLS-00215). */
export function resolveSizedType(unit: Unit, scope: Scope, type: TypeName): PlsqlType {
  const name = type.path[0] ?? '';
  if (type.kind === 'named' && type.path.length === 1 && type.limits.length === 0 && NEEDS_LENGTH.has(name)) {
    unit.fault(type.at, 'PLS-00215: String length constraints must be in range (1 .. 32767)');
  }
  return resolveType(unit, scope, type);
}

export function resolveDefinition(unit: Unit, scope: Scope, definition: TypeDefinition): PlsqlType {
  switch (definition.kind) {
    case 'refCursor':
      return CURSOR_TYPE;
    case 'record':
      return {
        kind: 'record',
        fields: definition.fields.map((field) => ({
          name: field.name,
          type: resolveSizedType(unit, scope, field.type),
          ...(field.notNull && { notNull: true }),
          ...(field.initial && { initial: { value: null } }),
        })),
      };
    case 'table': {
      const key = definition.indexBy && resolveType(unit, scope, definition.indexBy);
      const indexBy = key === undefined ? 'nested' : familyOf(key) === 'string' ? 'string' : 'integer';
      return {
        kind: 'table',
        element: resolveSizedType(unit, scope, definition.element),
        ...(definition.notNull && { elementNotNull: true }),
        indexBy,
      };
    }
  }
}

function namedType(unit: Unit, scope: Scope, type: Extract<TypeName, { kind: 'named' }>): PlsqlType {
  const { path, limits } = type;
  const [first = '', second = ''] = path;
  const own = path.length === 1 ? scope.find(first) : scope.findQualified(first, second);
  if (own?.kind === 'type') {
    return own.type;
  }
  const name = path.length === 2 && first === 'STANDARD' ? second : path.length === 1 ? first : undefined;
  if (name === 'SYS_REFCURSOR') {
    return CURSOR_TYPE;
  }
  const standard = name === undefined ? undefined : standardType(name, limits, type.characters === true);
  if (standard) {
    return standard;
  }
  const resolved = unit.host.resolve(path);
  if (resolved?.kind === 'tableType') {
    return { kind: 'table', element: typeOfDataType(resolved.elementType), indexBy: resolved.indexBy };
  }
  return path.length > 1 && unit.host.resolve(path.slice(0, -1))?.kind === 'package'
    ? unit.fault(type.at, noComponent(path.at(-1) ?? ''))
    : unit.fault(type.at, undeclared(path));
}

/** `variable%TYPE`, `record.field%TYPE`, `table.column%TYPE` (the column is asked for by a query of no rows). */
function typeOf(unit: Unit, scope: Scope, path: readonly string[], at: Position): PlsqlType {
  const symbol = scope.find(path[0] ?? '');
  if (symbol?.kind === 'variable') {
    return path.slice(1).reduce((type, field) => fieldType(unit, type, field, at), symbol.type);
  }
  const column = path.at(-1) ?? '';
  const table = path.slice(0, -1);
  if (table.length === 0) {
    return unit.fault(at, undeclared(path));
  }
  const [described] = describe(
    unit,
    `SELECT ${quoted([column])} FROM ${quoted(table)} WHERE 1 = 0`,
    path,
    at,
  );
  return described?.type ?? ANY;
}

function fieldType(unit: Unit, type: PlsqlType, name: string, at: Position): PlsqlType {
  if (type.kind !== 'record') {
    return unit.fault(at, noComponent(name));
  }
  const field = type.fields?.find((candidate) => candidate.name === name);
  return field?.type ?? (type.fields ? unit.fault(at, noComponent(name)) : ANY);
}

function rowTypeOf(unit: Unit, scope: Scope, path: readonly string[], at: Position): PlsqlType {
  const symbol = path.length === 1 ? scope.find(path[0] ?? '') : undefined;
  if (symbol?.kind === 'cursor') {
    return OPEN_RECORD;
  }
  if (symbol?.kind === 'variable') {
    return symbol.type.kind === 'record' ? symbol.type : OPEN_RECORD;
  }
  return { kind: 'record', fields: describe(unit, `SELECT * FROM ${quoted(path)} WHERE 1 = 0`, path, at) };
}

function describe(
  unit: Unit,
  sql: string,
  path: readonly string[],
  at: Position,
): { name: string; type: PlsqlType }[] {
  try {
    return unit.host
      .query(sql, new Map())
      .columns.map((column) => ({ name: column.name, type: typeOfColumn(column) }));
  } catch (error) {
    if (error instanceof OraError) {
      return unit.fault(at, undeclared(path));
    }
    throw error;
  }
}

function quoted(path: readonly string[]): string {
  return path.map((name) => (/^[A-Z][A-Z0-9_$#]*$/.test(name) ? name : `"${name}"`)).join('.');
}
