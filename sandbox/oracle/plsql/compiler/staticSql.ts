import type { Value } from '../../database';
import { OraError } from '../../oraError';
import type { Position, SqlText } from '../ast';
import type { PlsqlValue, SqlVariables } from '../host';
import { parseExpression } from '../parser/expressions';
import { TokenStream } from '../parser/tokenStream';
import { type Maybe, after, collect } from '../runtime/maybe';
import type { Activation } from '../runtime/runtime';
import { scalarOnly } from '../values/coerce';
import type { Token } from '../token';
import type { Code } from './code';
import { compileExpression } from './expressions';
import type { Scope } from './scope';
import { sqlVariables } from './sqlVariables';
import type { Unit } from './unit';

/** A static statement, ready to be passed to the host. */
export interface CompiledSql {
  readonly text: string;
  binds(activation: Activation): Maybe<ReadonlyMap<string, Value>>;
  variables(activation: Activation): SqlVariables;
}

const CURSOR_ATTRIBUTES = ['FOUND', 'NOTFOUND', 'ROWCOUNT', 'ISOPEN'];
/** No bind of a client can have this name: `$` ends it where only digits follow. */
const GENERATED = 'PLSQL$';

/**
 * Binds keep their names; plain variables are looked up by the SQL engine; what SQL cannot read as an identifier
 * (`t(i)`, `SQL%ROWCOUNT`) is computed here and becomes a bind. Faults: `PL/SQL: ORA-...` where the host checks.
 */
export function compileSql(unit: Unit, scope: Scope, sql: SqlText): CompiledSql {
  const inputs: { name: string; code: Code }[] = [];
  const names = new Set(sql.tokens.filter(({ kind }) => kind === 'bind').map(({ text }) => text));
  for (const name of names) {
    unit.noteRead(name);
  }
  let text = '';
  let copied = 0;
  for (const { start, end, code } of computedParts(unit, scope, sql)) {
    const name = `${GENERATED}${inputs.length + 1}`;
    inputs.push({ name, code });
    text += `${sql.text.slice(copied, start - sql.start)}:${name}`;
    copied = end - sql.start;
  }
  text += sql.text.slice(copied);
  const variables = sqlVariables(unit, scope);
  check(unit, sql, text, variables.check);
  return {
    text,
    variables: variables.at,
    binds: (activation) =>
      after(
        collect(inputs, ({ code }) => code.run(activation)),
        (values) => collectBinds(activation, names, inputs, values),
      ),
  };
}

function collectBinds(
  { runtime }: Activation,
  names: ReadonlySet<string>,
  inputs: readonly { name: string }[],
  values: readonly PlsqlValue[],
): ReadonlyMap<string, Value> {
  const binds = new Map<string, Value>();
  for (const name of names) {
    binds.set(name, scalarOnly(runtime.bindValue(name)));
  }
  for (const [index, { name }] of inputs.entries()) {
    binds.set(name, scalarOnly(values[index] ?? null));
  }
  return binds;
}

interface ComputedPart {
  readonly start: number;
  readonly end: number;
  readonly code: Code;
}

function computedParts(unit: Unit, scope: Scope, sql: SqlText): ComputedPart[] {
  const parts: ComputedPart[] = [];
  for (let i = 0; i < sql.tokens.length; i++) {
    if (isComputed(scope, sql.tokens, i)) {
      const rest = sql.tokens.slice(i);
      const last = rest.at(-1) as Token;
      const stream = new TokenStream(sql.source, [...operand(rest), { ...last, kind: 'end', text: '' }]);
      const code = compileExpression(unit, scope, parseExpression(stream));
      const end = stream.previous().end;
      parts.push({ start: rest[0]?.start ?? 0, end, code });
      while ((sql.tokens[i + 1]?.end ?? Infinity) <= end) {
        i++;
      }
    }
  }
  return parts;
}

/** The tokens of one name with its parentheses, components and attribute. */
function operand(tokens: readonly Token[]): Token[] {
  let depth = 0;
  let i = 1;
  for (; i < tokens.length; i++) {
    const { kind, text } = tokens[i] as Token;
    const opens = kind === 'operator' && text === '(';
    const closes = kind === 'operator' && text === ')';
    const joins = kind === 'operator' && (text === '.' || text === '%');
    const joined = ['.', '%'].includes(tokens[i - 1]?.text ?? '');
    if (depth === 0 && (closes || !(opens || joins || joined))) {
      break;
    }
    depth += opens ? 1 : closes ? -1 : 0;
  }
  return tokens.slice(0, i);
}

function isComputed(scope: Scope, tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  const next = tokens[index + 1];
  const afterDot = tokens[index - 1]?.kind === 'operator' && tokens[index - 1]?.text === '.';
  if (!token || !next || afterDot || (token.kind !== 'identifier' && token.kind !== 'quotedIdentifier')) {
    return false;
  }
  if (next.kind === 'operator' && next.text === '%') {
    return CURSOR_ATTRIBUTES.includes(tokens[index + 2]?.text ?? '');
  }
  const symbol = scope.find(token.text);
  if (symbol?.kind !== 'variable') {
    return false;
  }
  if (symbol.type.kind === 'table') {
    return next.text === '(' || next.text === '.';
  }
  return (
    symbol.type.kind === 'record' &&
    operand(tokens.slice(index)).some(({ kind, text }) => kind === 'operator' && text === '(')
  );
}

function check(unit: Unit, sql: SqlText, text: string, variables: SqlVariables): void {
  try {
    unit.host.check?.(text, variables);
  } catch (error) {
    if (error instanceof OraError) {
      unit.fault(positionAt(sql, error.offset), `PL/SQL: ${error.message}`);
    }
    throw error;
  }
}

function positionAt(sql: SqlText, offset: number): Position {
  const before = sql.source.slice(sql.start, sql.start + offset).split('\n');
  const last = before.at(-1) ?? '';
  return before.length === 1
    ? { line: sql.at.line, column: sql.at.column + offset }
    : { line: sql.at.line + before.length - 1, column: last.length + 1 };
}
