import type { Declaration, TypeDefinition } from '../ast';
import { WRONG_TYPE, undeclared } from '../callMatching';
import { after, collect } from '../runtime/maybe';
import { coerce, initialValue, requireValue } from '../values/coerce';
import { ANY, type PlsqlType, familyOf } from '../values/types';
import { assignable } from './assignability';
import type { Step } from './completion';
import { compileExpression } from './expressions';
import { Scope } from './scope';
import { query } from './sqlStatements';
import { compileSql } from './staticSql';
import { declareSubprogram } from './subprograms';
import { resolveDefinition, resolveSizedType, resolveType } from './typeNames';
import type { Unit } from './unit';

/** Declares the names and gives the steps that initialise them, in order. */
export function compileDeclarations(unit: Unit, scope: Scope, declarations: readonly Declaration[]): Step[] {
  return declarations.flatMap((declaration): Step[] => {
    const run = unit.guard(declaration.at, 'Item', () => compileDeclaration(unit, scope, declaration));
    if (!run && declaration.kind === 'variable') {
      // Known with any type, so that its uses are not reported as well.
      scope.declareVariable(declaration.name, ANY);
    }
    return run ? [{ trace: unit.trace(declaration.at), run }] : [];
  });
}

const NOTHING: Step['run'] = () => undefined;

function compileDeclaration(unit: Unit, scope: Scope, declaration: Declaration): Step['run'] {
  if (declaration.kind !== 'subprogram' && declaration.kind !== 'exceptionInit') {
    requireNew(unit, scope, declaration);
  }
  switch (declaration.kind) {
    case 'variable':
      return compileVariable(unit, scope, declaration);
    case 'type':
      return compileType(unit, scope, declaration.name, declaration.definition);
    case 'subtype':
      scope.symbols.set(declaration.name, { kind: 'type', type: resolveType(unit, scope, declaration.type) });
      return NOTHING;
    case 'exception':
      scope.symbols.set(declaration.name, {
        kind: 'exception',
        identity: { name: declaration.name, code: 1 },
      });
      return NOTHING;
    case 'exceptionInit': {
      const symbol = scope.symbols.get(declaration.name);
      if (symbol?.kind !== 'exception') {
        return unit.fault(declaration.at, undeclared([declaration.name]));
      }
      symbol.identity.code = declaration.code;
      return NOTHING;
    }
    case 'cursor':
      return compileCursor(unit, scope, declaration);
    case 'subprogram':
      declareSubprogram(unit, scope, declaration);
      return NOTHING;
  }
}

function requireNew(unit: Unit, scope: Scope, { name, at }: { name: string; at: Declaration['at'] }): void {
  if (scope.symbols.has(name)) {
    unit.fault(at, `PLS-00371: at most one declaration for '${name}' is permitted`);
  }
}

function compileVariable(
  unit: Unit,
  scope: Scope,
  declaration: Extract<Declaration, { kind: 'variable' }>,
): Step['run'] {
  const { name, constant, notNull, initial, at } = declaration;
  const type = resolveSizedType(unit, scope, declaration.type);
  if (!initial && constant) {
    unit.fault(
      at,
      `PLS-00322: declaration of a constant '${name}' must contain an initialization assignment`,
    );
  }
  if (!initial && notNull) {
    unit.fault(at, 'PLS-00218: a variable declared NOT NULL must have an initialization assignment');
  }
  // Compiled first: the variable is not yet visible in its own default.
  const code = initial && compileExpression(unit, scope, initial);
  if (code && !assignable(code.type, type)) {
    unit.fault(initial.at, WRONG_TYPE);
  }
  const { slot } = scope.declareVariable(name, type, { readOnly: constant, notNull });
  if (!code) {
    return (activation) => {
      activation.slots[slot] = initialValue(type);
      return undefined;
    };
  }
  return (activation) =>
    after(code.run(activation), (value) => {
      const coerced = coerce(value, type, code.type);
      activation.slots[slot] = notNull ? requireValue(coerced) : coerced;
      return undefined;
    });
}

function compileType(unit: Unit, scope: Scope, name: string, definition: TypeDefinition): Step['run'] {
  const type = resolveDefinition(unit, scope, definition);
  scope.symbols.set(name, { kind: 'type', type });
  return definition.kind === 'record' && type.kind === 'record'
    ? compileFieldDefaults(unit, scope, definition, type)
    : NOTHING;
}

/** Defaults of record fields are computed once, where the type is declared. */
function compileFieldDefaults(
  unit: Unit,
  scope: Scope,
  definition: Extract<TypeDefinition, { kind: 'record' }>,
  type: Extract<PlsqlType, { kind: 'record' }>,
): Step['run'] {
  const defaults = definition.fields.flatMap(({ name, initial }) => {
    const field = type.fields?.find((candidate) => candidate.name === name);
    return initial && field?.initial
      ? [{ code: compileExpression(unit, scope, initial), type: field.type, initial: field.initial }]
      : [];
  });
  return (activation) =>
    after(
      collect(defaults, ({ code }) => code.run(activation)),
      (values) => {
        for (const [index, { code, type: fieldType, initial }] of defaults.entries()) {
          initial.value = coerce(values[index] ?? null, fieldType, code.type);
        }
        return undefined;
      },
    );
}

function compileCursor(
  unit: Unit,
  scope: Scope,
  declaration: Extract<Declaration, { kind: 'cursor' }>,
): Step['run'] {
  const inner = new Scope(scope.frame, scope, declaration.name);
  const parameters = declaration.parameters.map(({ name, type, initial }) => {
    const resolved = resolveType(unit, scope, type);
    const code = initial && compileExpression(unit, scope, initial);
    const { slot } = inner.declareVariable(name, resolved, { readOnly: true });
    return {
      name,
      mode: 'IN' as const,
      type: resolved,
      family: familyOf(resolved),
      hasDefault: initial !== undefined,
      slot,
      ...(code && { initial: code }),
    };
  });
  const sql = compileSql(unit, inner, declaration.query);
  const slot = scope.frame.allocate();
  scope.symbols.set(declaration.name, {
    kind: 'cursor',
    level: scope.frame.level,
    slot,
    parameters,
    query: (activation) => query(sql, activation),
  });
  return (activation) => {
    activation.slots[slot] = null;
    return undefined;
  };
}
