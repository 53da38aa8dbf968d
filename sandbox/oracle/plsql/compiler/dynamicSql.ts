import type { Value } from '../../database';
import { OraError } from '../../oraError';
import type { SqlStatement, UsingArgument } from '../ast';
import { WRONG_TYPE } from '../callMatching';
import type { PlsqlValue } from '../host';
import { tokenize } from '../lexer';
import { type Maybe, after, collect } from '../runtime/maybe';
import type { Activation } from '../runtime/runtime';
import type { Token } from '../token';
import { plsqlText, scalarOnly } from '../values/coerce';
import type { Code, Place } from './code';
import type { Step } from './completion';
import { compileExpression } from './expressions';
import { compileInto } from './into';
import { compilePlace, requireAssignable } from './names';
import type { Scope } from './scope';
import { storeSelected } from './sqlStatements';
import type { Unit } from './unit';

type ExecuteImmediate = Extract<SqlStatement, { kind: 'executeImmediate' }>;

/** EXECUTE IMMEDIATE: a query, DML, DDL or a block; binds go by position. */
export function compileExecuteImmediate(unit: Unit, scope: Scope, statement: ExecuteImmediate): Step['run'] {
  const text = compileExpression(unit, scope, statement.text);
  const using = statement.using.map((argument) => compileUsing(unit, scope, argument));
  const into =
    statement.into.length > 0
      ? compileInto(unit, scope, statement.into, statement.bulk, statement.at)
      : undefined;
  return (activation) =>
    after(dynamicText(text, activation), (source) => {
      const tokens = tokenize(source).filter(({ kind }) => kind !== 'hint');
      if (isBlock(tokens)) {
        return runBlock(source, tokens, using, activation);
      }
      return after(positionalBinds(source, tokens, using, activation), ({ sql, binds }) => {
        if (!isQuery(tokens)) {
          activation.runtime.execute(sql, binds);
          return undefined;
        }
        // Without INTO a query is parsed but never fetched.
        const result = activation.runtime.query(sql, binds);
        return into ? storeSelected(activation, result, into, statement.bulk) : undefined;
      });
    });
}

/** The text of a dynamic statement. Throws ORA-06535 when it is null. */
export function dynamicText(code: Code, activation: Activation): Maybe<string> {
  return after(code.run(activation), (value) => {
    const text = plsqlText(scalarOnly(value), code.type);
    if (text === null) {
      throw new OraError(6535, 'statement string in EXECUTE IMMEDIATE is NULL or 0 length');
    }
    return text;
  });
}

export interface CompiledUsing {
  readonly mode: UsingArgument['mode'];
  readonly place: Place;
}

export function compileUsing(unit: Unit, scope: Scope, { mode, value }: UsingArgument): CompiledUsing {
  if (mode === 'IN') {
    return { mode, place: compileExpression(unit, scope, value) };
  }
  if (value.kind !== 'bind' && value.kind !== 'name') {
    return unit.fault(value.at, WRONG_TYPE);
  }
  const place = requireAssignable(unit, compilePlace(unit, scope, value), value);
  if (place.bind !== undefined) {
    unit.noteWritten(place.bind);
    if (mode === 'IN OUT') {
      unit.noteRead(place.bind);
    }
  }
  return { mode, place };
}

/** In SQL each occurrence of a placeholder takes the next argument; they are renamed 1, 2, ... */
export function positionalBinds(
  source: string,
  tokens: readonly Token[],
  using: readonly CompiledUsing[],
  activation: Activation,
): Maybe<{ sql: string; binds: ReadonlyMap<string, Value> }> {
  const placeholders = tokens.filter(({ kind }) => kind === 'bind');
  requireCount(placeholders.length, using.length);
  let sql = '';
  let copied = 0;
  for (const [index, { start, end }] of placeholders.entries()) {
    sql += `${source.slice(copied, start)}:${index + 1}`;
    copied = end;
  }
  sql += source.slice(copied);
  return after(
    collect(using, ({ mode, place }) => (mode === 'OUT' ? null : place.run(activation))),
    (values) => ({
      sql,
      binds: new Map(values.map((value, index) => [String(index + 1), scalarOnly(value)])),
    }),
  );
}

/** In a block each distinct name takes the next argument. */
function runBlock(
  source: string,
  tokens: readonly Token[],
  using: readonly CompiledUsing[],
  activation: Activation,
): Maybe<undefined> {
  const names = [...new Set(tokens.filter(({ kind }) => kind === 'bind').map(({ text }) => text))];
  requireCount(names.length, using.length);
  const { runtime } = activation;
  return after(
    collect(using, ({ mode, place }) => (mode === 'OUT' ? null : place.run(activation))),
    (values) =>
      after(
        runtime.runNested(
          source,
          new Map(names.map((name, index) => [name, values[index] ?? null])),
          runtime,
        ),
        (changed) => after(writeBack(names, using, changed, activation), () => undefined),
      ),
  );
}

function writeBack(
  names: readonly string[],
  using: readonly CompiledUsing[],
  changed: ReadonlyMap<string, PlsqlValue>,
  activation: Activation,
): Maybe<unknown> {
  return collect([...using.entries()], ([index, { mode, place }]) =>
    mode === 'IN' ? undefined : place.assign?.(activation, changed.get(names[index] ?? '') ?? null),
  );
}

function requireCount(placeholders: number, given: number): void {
  if (given < placeholders) {
    throw new OraError(1008, 'not all variables bound');
  }
  if (given > placeholders) {
    throw new OraError(1006, 'bind variable does not exist');
  }
}

function isBlock(tokens: readonly Token[]): boolean {
  const [first] = tokens;
  return first?.kind === 'identifier'
    ? ['BEGIN', 'DECLARE', 'CALL'].includes(first.text)
    : first?.kind === 'operator' && first.text === '<<';
}

export function isQuery(tokens: readonly Token[]): boolean {
  const first = tokens.find(({ kind, text }) => !(kind === 'operator' && text === '('));
  return first?.kind === 'identifier' && (first.text === 'SELECT' || first.text === 'WITH');
}
