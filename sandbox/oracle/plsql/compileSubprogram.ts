import type { CallContext, Parameter, PlsqlHost, PlsqlValue, Subprogram } from './host';
import type { Expression, SubprogramDeclaration } from './ast';
import { declareSubprogram } from './compiler/subprograms';
import { Frame, Scope } from './compiler/scope';
import { resolveType } from './compiler/typeNames';
import { CompileFault, Unit } from './compiler/unit';
import { compileExpression } from './compiler/expressions';
import { parseCreateSubprogram } from './parser/parseBlock';
import { toPlsqlError } from './runtime/exceptions';
import { after, attempt } from './runtime/maybe';
import { Activation, Runtime } from './runtime/runtime';
import { runNested } from './runBlock';
import { type PlsqlType, familyOf } from './values/types';

const NO_BINDS: ReadonlyMap<string, PlsqlValue> = new Map();

const DATA_TYPES = {
  string: 'VARCHAR2',
  number: 'NUMBER',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  boolean: 'PL/SQL BOOLEAN',
  raw: 'RAW',
  table: 'PL/SQL TABLE',
  record: 'PL/SQL RECORD',
  cursor: 'REF CURSOR',
  null: 'UNDEFINED',
  any: 'UNDEFINED',
} as const;

/**
 * Makes a stored procedure or function of `CREATE [OR REPLACE] PROCEDURE|FUNCTION ...`. Syntax and types are checked
 * here; names in the body at each call, as the objects are then.
 *
 * @param owner Upper case; the unit runs with this schema's names (`hostFor` decides whose rights).
 * @param hostFor The host as the subprogram sees it, for the context of a call.
 * @throws OraError 6550 for syntax errors and unknown types, 3001 for packages, triggers and types.
 */
export function compileSubprogram(
  source: string,
  owner: string,
  host: PlsqlHost,
  hostFor: (context: CallContext) => PlsqlHost,
): Subprogram {
  const declaration = parseCreateSubprogram(source);
  const unit = new Unit(host, NO_BINDS);
  const scope = new Scope(new Frame(0));
  const parameters = declaration.parameters.map(({ name, mode, type, initial }): Parameter => {
    const resolved = unit.guard(declaration.at, 'Item', () => resolveType(unit, scope, type)) ?? {
      kind: 'any',
    };
    const parameter = { name, mode, dataType: dataTypeOf(resolved) };
    return initial ? withDefault(parameter, initial, host) : parameter;
  });
  const { returns } = declaration;
  const returned = returns && unit.guard(declaration.at, 'Item', () => resolveType(unit, scope, returns));
  unit.throwFaults();
  return {
    owner,
    name: declaration.name,
    parameters,
    ...(returned && { returns: dataTypeOf(returned) }),
    call: (context, args) => call(declaration, owner, hostFor(context), args),
  };
}

function dataTypeOf(type: PlsqlType): string {
  return DATA_TYPES[familyOf(type)];
}

/** A default may be any expression (SYSDATE): it is evaluated whenever it is asked for. */
function withDefault(
  parameter: Omit<Parameter, 'defaultValue'>,
  initial: Expression,
  host: PlsqlHost,
): Parameter {
  return {
    ...parameter,
    get defaultValue(): PlsqlValue {
      const frame = new Frame(0);
      const code = compileExpression(new Unit(host, NO_BINDS), new Scope(frame), initial);
      const value = code.run(new Activation(frame.size, new Runtime(host, new Map(), runNested, undefined)));
      return value instanceof Promise ? null : value;
    },
  };
}

function call(
  declaration: SubprogramDeclaration,
  owner: string,
  host: PlsqlHost,
  args: Map<string, PlsqlValue>,
): ReturnType<Subprogram['call']> {
  const unit = new Unit(host, NO_BINDS, `${owner}.${declaration.name}`);
  const scope = new Scope(new Frame(0));
  const callable = compile(unit, scope, declaration);
  const runtime = new Runtime(host, new Map(), runNested, undefined);
  const values = callable.parameters.map(({ name }) => args.get(name) ?? null);
  return attempt(
    () =>
      after(callable.invoke(new Activation(0, runtime), values), ({ result, outs }) => {
        for (const [index, { name, mode }] of callable.parameters.entries()) {
          if (mode !== 'IN') {
            args.set(name, outs[index] ?? null);
          }
        }
        return result;
      }),
    (error) => {
      throw toPlsqlError(error)?.toOraError() ?? error;
    },
  );
}

/** Faults of the body show at the call, as ORA-06550. */
function compile(unit: Unit, scope: Scope, declaration: SubprogramDeclaration) {
  try {
    const callable = declareSubprogram(unit, scope, declaration);
    unit.throwFaults();
    return callable;
  } catch (error) {
    if (error instanceof CompileFault) {
      unit.guard(error.at, 'Item', () => {
        throw error;
      });
      unit.throwFaults();
    }
    throw error;
  }
}
