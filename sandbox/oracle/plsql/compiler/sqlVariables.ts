import type { NameExpression } from '../ast';
import type { SqlVariables } from '../host';
import type { Activation } from '../runtime/runtime';
import type { Place } from './code';
import { compileName } from './names';
import type { Scope } from './scope';
import { CompileFault, type Unit } from './unit';

const NOWHERE = { line: 1, column: 1 };

/** What the SQL engine may ask for: variables, fields of records, constants of packages. */
export function sqlVariables(
  unit: Unit,
  scope: Scope,
): { at(activation: Activation): SqlVariables; readonly check: SqlVariables } {
  const places = new Map<string, Place | undefined>();
  const find = (path: readonly string[]): Place | undefined => {
    const key = JSON.stringify(path);
    if (!places.has(key)) {
      places.set(key, compileVariable(unit, scope, path));
    }
    return places.get(key);
  };
  return {
    check: { lookup: (path) => find(path) && { value: null } },
    at: (activation) => ({
      lookup: (path) => {
        const value = find(path)?.run(activation);
        return value === undefined || value instanceof Promise ? undefined : { value };
      },
    }),
  };
}

function compileVariable(unit: Unit, scope: Scope, path: readonly string[]): Place | undefined {
  const [first = '', second = ''] = path;
  const own = scope.find(first) ?? scope.findQualified(first, second);
  const found = own ? own.kind === 'variable' : unit.host.resolve(path)?.kind === 'constant';
  if (!found) {
    return undefined;
  }
  const name: NameExpression = {
    kind: 'name',
    parts: path.map((text) => ({ text, at: NOWHERE })),
    at: NOWHERE,
  };
  try {
    return compileName(unit, scope, name);
  } catch (error) {
    if (error instanceof CompileFault) {
      return undefined;
    }
    throw error;
  }
}
