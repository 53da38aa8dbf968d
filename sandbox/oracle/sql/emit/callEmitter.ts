import { OraError } from '../../oraError';
import type { CallExpression, Expression } from '../parser/ast';
import { emitAggregate, isAggregate } from './aggregates';
import { scalarSignatures } from '../../plsql/scalarFunctions';
import { emitSpecialCall } from './specialCalls';
import { INTERNAL, toDatetime, toNumber, toText } from './conversions';
import type { Environment } from './environment';
import { emitWindow } from './ordering';
import { typeOfReturn } from './referenceEmitter';
import { returnTypeOf } from './returnTypes';
import { quoted } from './scope';
import type { Scope } from './scope';
import { NUMBER_TYPE, isDatetime, isText } from './types';
import type { Emitted } from './types';

export interface Emitter {
  emit(node: Expression, scope: Scope): Emitted;
}

/** name(...): aggregates, functions that have a counterpart in SQLite, scalar functions, packaged functions. */
export class CallEmitter {
  constructor(
    private readonly environment: Environment,
    private readonly expressions: Emitter,
  ) {}

  emit(node: CallExpression, scope: Scope): Emitted {
    const [name] = node.path;
    if (node.path.length === 1 && name && !name.quoted) {
      const args = (): Emitted[] => node.args.map(({ value }) => this.expressions.emit(value, scope));
      if (isAggregate(name.text))
        return this.window(emitAggregate(node, args(), this.expressions, scope), node, scope);
      const own = this.internal(name.text, args) ?? emitSpecialCall(name.text, args, node);
      if (own) return own;
      if (scalarSignatures.has(name.text)) {
        const values = args();
        checkArgumentCount(name.text, values.length, node.start);
        const list = values.map(({ sql }) => sql).join(', ');
        return { sql: `ora$${name.text}(${list})`, type: returnTypeOf(name.text, values) };
      }
    }
    return this.packaged(node, scope);
  }

  /** The dictionary's views call functions that no user can. */
  private internal(name: string, args: () => Emitted[]): Emitted | undefined {
    if (!this.environment.internal || !name.startsWith('ORA_')) return undefined;
    const list = args()
      .map(({ sql }) => sql)
      .join(', ');
    return { sql: `${name.toLowerCase()}(${list})`, type: NUMBER_TYPE };
  }

  private window(aggregate: Emitted, node: CallExpression, scope: Scope): Emitted {
    if (!node.over) return aggregate;
    return { ...aggregate, sql: `${aggregate.sql} OVER (${emitWindow(node.over, this.expressions, scope)})` };
  }

  private packaged(node: CallExpression, scope: Scope): Emitted {
    const candidates = this.environment.subprograms(node.path.map(({ text }) => text));
    const functions = candidates?.filter(({ returns }) => returns !== undefined) ?? [];
    if (functions.length === 0) {
      throw new OraError(904, `${quoted(node.path)}: invalid identifier`, node.start);
    }
    for (const candidate of functions) {
      const ordered = matchArguments(candidate.parameters, node);
      if (!ordered) continue;
      // A marker stands for an argument that was left out; the engine puts the default there.
      const list = ordered.map((value) =>
        value ? this.expressions.emit(value, scope).sql : 'ora_default()',
      );
      const id = this.environment.subprogramId(candidate);
      return { sql: `ora_call(${[String(id), ...list].join(', ')})`, type: typeOfReturn(candidate.returns) };
    }
    const name = node.path.at(-1)?.text ?? '';
    throw new OraError(6553, `PLS-306: wrong number or types of arguments in call to '${name}'`, node.start);
  }

  cast(node: Extract<Expression, { kind: 'cast' }>, scope: Scope): Emitted {
    const operand = this.expressions.emit(node.operand, scope);
    const { name, arguments: args } = node.type;
    switch (name) {
      case 'NUMBER': {
        const [precision, scale] = args;
        const digits = scale ?? (precision === undefined ? undefined : 0);
        const sql = digits === undefined ? toNumber(operand) : `${INTERNAL.round}(${operand.sql}, ${digits})`;
        return { sql, type: { name: 'NUMBER', precision: precision ?? null, scale: digits ?? null } };
      }
      case 'VARCHAR2':
      case 'CHAR':
        return { sql: `substr(${toText(operand)}, 1, ${args[0] ?? 1})`, type: { name, size: args[0] ?? 1 } };
      case 'DATE': {
        const sql = isDatetime(operand.type)
          ? `${INTERNAL.truncateToSecond}(${operand.sql})`
          : toDatetime(operand, { name: 'DATE' });
        return { sql, type: { name: 'DATE' } };
      }
      case 'CLOB':
        return { sql: toText(operand), type: { name: 'CLOB' } };
      case 'RAW':
        return {
          sql: isText(operand.type) ? `${INTERNAL.raw}(${operand.sql})` : operand.sql,
          type: { name: 'RAW', size: args[0] ?? 2000 },
        };
      case 'TIMESTAMP':
      case 'TIMESTAMP WITH TIME ZONE':
      case 'TIMESTAMP WITH LOCAL TIME ZONE':
        return { sql: toDatetime(operand, { name }), type: { name, scale: args[0] ?? 6 } };
      default:
        throw new OraError(932, `inconsistent datatypes: expected - got ${name}`, node.start);
    }
  }

  extract(node: Extract<Expression, { kind: 'extract' }>, scope: Scope): Emitted {
    const operand = this.expressions.emit(node.operand, scope);
    if (!isDatetime(operand.type))
      throw new OraError(30076, 'invalid extract field for extract source', node.start);
    const positions: Readonly<Record<string, readonly [number, number]>> = {
      YEAR: [1, 4],
      MONTH: [6, 2],
      DAY: [9, 2],
      HOUR: [12, 2],
      MINUTE: [15, 2],
      SECOND: [18, 6],
    };
    const position = positions[node.field];
    if (!position) throw new OraError(907, 'missing right parenthesis', node.start);
    return { sql: `(0 + substr(${operand.sql}, ${position[0]}, ${position[1]}))`, type: NUMBER_TYPE };
  }
}

function checkArgumentCount(name: string, count: number, offset: number): void {
  const signature = scalarSignatures.get(name);
  if (!signature) return;
  if (count < signature.minimum) throw new OraError(938, 'not enough arguments for function', offset);
  if (count > signature.maximum) throw new OraError(939, 'too many arguments for function', offset);
}

/** Positional and named arguments in the order of the parameters; undefined when they do not fit. */
function matchArguments(
  parameters: readonly { readonly name: string; readonly defaultValue?: unknown }[],
  node: CallExpression,
): (Expression | undefined)[] | undefined {
  const ordered = new Array<Expression | undefined>(parameters.length).fill(undefined);
  for (const [i, { name, value }] of node.args.entries()) {
    const index = name === undefined ? i : parameters.findIndex((parameter) => parameter.name === name);
    if (index < 0 || index >= parameters.length || ordered[index]) return undefined;
    ordered[index] = value;
  }
  const complete = parameters.every(({ defaultValue }, i) => ordered[i] || defaultValue !== undefined);
  return complete ? ordered : undefined;
}
