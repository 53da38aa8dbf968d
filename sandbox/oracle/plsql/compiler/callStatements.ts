import type { NameExpression, Statement } from '../ast';
import { matchCall, notAProcedure, wrongArguments } from '../callMatching';
import { OraError } from '../../oraError';
import { PlsqlError } from '../runtime/exceptions';
import { after, collect } from '../runtime/maybe';
import type { Activation } from '../runtime/runtime';
import { plsqlNumber, plsqlText, scalarOnly } from '../values/coerce';
import type { PlsqlValue } from '../host';
import { compileCall, hostCallables } from './calls';
import { collectionMethod, isCollectionMethod } from './collections';
import type { Step } from './completion';
import { compileExpression } from './expressions';
import { resolveHead } from './heads';
import { compileName, compileTarget } from './names';
import type { Scope } from './scope';
import type { Unit } from './unit';

const LOWEST_USER_ERROR = -20_999;
const HIGHEST_USER_ERROR = -20_000;

/** A procedure, a collection's method or RAISE_APPLICATION_ERROR; also `CALL f(...) INTO :bind`. */
export function compileCallStatement(
  unit: Unit,
  scope: Scope,
  { name, into }: Extract<Statement, { kind: 'call' }>,
): Step['run'] {
  if (into) {
    const target = compileTarget(unit, scope, into);
    const code = compileName(unit, scope, name);
    return (activation) =>
      after(code.run(activation), (value) => after(target.assign(activation, value), () => undefined));
  }
  const { head, used } = resolveHead(unit, scope, name.parts);
  const last = name.parts.at(-1);
  const part = name.parts[used - 1];
  if (!last || !part) {
    return unit.fault(name.at, notAProcedure(''));
  }
  if (head.kind === 'variable' && name.parts.length > used && isCollectionMethod(last.text)) {
    const base = compileName(unit, scope, { ...name, parts: name.parts.slice(0, -1) });
    const run = collectionMethod(unit, scope, base, last);
    return (activation) => after(run(activation), () => undefined);
  }
  if (head.kind === 'builtin' && head.name === 'RAISE_APPLICATION_ERROR') {
    return compileRaiseApplicationError(unit, scope, name);
  }
  if (head.kind !== 'subprograms' || used !== name.parts.length) {
    return unit.fault(name.at, notAProcedure(last.text));
  }
  const code = compileCall(unit, scope, {
    part,
    at: name.at,
    callables: 'overloads' in head ? head.overloads : hostCallables(head.candidates),
    use: 'procedure',
    reach: scope.reach('level' in head ? head.level : scope.frame.level),
  });
  return (activation) => after(code.run(activation), () => undefined);
}

const RAISE_PARAMETERS = [
  { name: 'NUM', mode: 'IN', family: 'number', hasDefault: false },
  { name: 'MSG', mode: 'IN', family: 'string', hasDefault: false },
  { name: 'KEEPERRORSTACK', mode: 'IN', family: 'boolean', hasDefault: true },
] as const;

function compileRaiseApplicationError(unit: Unit, scope: Scope, name: NameExpression): Step['run'] {
  const args = name.parts.at(-1)?.args ?? [];
  const codes = args.map((argument) => compileExpression(unit, scope, argument.value));
  const match = matchCall(
    'RAISE_APPLICATION_ERROR',
    [{ parameters: RAISE_PARAMETERS, isFunction: false }],
    args.map((argument) => ({ ...(argument.name !== undefined && { name: argument.name }), family: 'any' })),
    'procedure',
  );
  if ('fault' in match) {
    return unit.fault(name.at, wrongArguments('RAISE_APPLICATION_ERROR'));
  }
  return (activation) =>
    after(
      collect(match.actuals, (at) => (at === undefined ? null : (codes[at]?.run(activation) ?? null))),
      ([number = null, message = null, keep = null]) =>
        raiseApplicationError(number, message, keep === true, activation),
    );
}

function raiseApplicationError(
  number: PlsqlValue,
  message: PlsqlValue,
  keep: boolean,
  { runtime }: Activation,
): never {
  const code = Number(plsqlNumber(scalarOnly(number)) ?? 0);
  if (code < LOWEST_USER_ERROR || code > HIGHEST_USER_ERROR) {
    throw new OraError(21_000, `error number argument to raise_application_error of ${code} is out of range`);
  }
  const text = plsqlText(scalarOnly(message)) ?? '';
  const earlier = keep && runtime.handled ? `\n${runtime.handled.sqlerrm}` : '';
  throw new PlsqlError(-code, text + earlier, []);
}
