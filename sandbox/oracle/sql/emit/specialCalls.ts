import { OraError } from '../../oraError';
import type { CallExpression } from '../parser/ast';
import { compare, concatenate } from './conversions';
import { intervalUnit } from './literals';
import { commonType, isText, varchar2 } from './types';
import type { Emitted, SqlType } from './types';

/** Functions that SQLite evaluates by itself once they are written its way. */
export function emitSpecialCall(
  name: string,
  args: () => Emitted[],
  node: CallExpression,
): Emitted | undefined {
  const emit = SPECIAL[name];
  return emit?.(args(), node);
}

type Special = (args: readonly Emitted[], node: CallExpression) => Emitted;

const SPECIAL: Readonly<Record<string, Special>> = {
  NVL: (args, node) => {
    expectCount(args, 2, 2, node);
    return { ...coalesce(args), nullable: args.every(({ nullable }) => nullable !== false) };
  },
  COALESCE: (args, node) => {
    expectCount(args, 2, Infinity, node);
    return coalesce(args);
  },
  NVL2: (args, node) => {
    expectCount(args, 3, 3, node);
    const [value, set, unset] = args as [Emitted, Emitted, Emitted];
    const sql = `CASE WHEN ${value.sql} IS NOT NULL THEN ${set.sql} ELSE ${unset.sql} END`;
    return { sql, type: widened([set, unset]) };
  },
  NULLIF: (args, node) => {
    expectCount(args, 2, 2, node);
    const [left, right] = args as [Emitted, Emitted];
    const sql = `CASE WHEN ${compare('=', left, right).sql} THEN NULL ELSE ${left.sql} END`;
    return { sql, type: left.type };
  },
  DECODE: (args, node) => {
    expectCount(args, 3, Infinity, node);
    const [value, ...rest] = args as [Emitted, ...Emitted[]];
    const results: Emitted[] = [];
    let sql = 'CASE';
    while (rest.length > 1) {
      const [search, result] = rest.splice(0, 2) as [Emitted, Emitted];
      results.push(result);
      // DECODE finds NULL equal to NULL.
      sql += ` WHEN ${compare('IS', value, search).sql} THEN ${result.sql}`;
    }
    results.push(...rest);
    return { sql: `${sql} ELSE ${rest[0]?.sql ?? 'NULL'} END`, type: widened(results) };
  },
  GREATEST: (args, node) => extreme('max', args, node),
  LEAST: (args, node) => extreme('min', args, node),
  CONCAT: (args, node) => {
    expectCount(args, 2, Infinity, node);
    return args.reduce(concatenate);
  },
  TRIM: (args, node) => {
    expectCount(args, 1, 3, node);
    // The parser gives mode, set and string; without FROM only the string.
    const [mode, set, text] = args.length === 1 ? [{ sql: "'BOTH'" }, { sql: "' '" }, args[0]] : args;
    let sql = text?.sql ?? 'NULL';
    if (mode?.sql !== "'LEADING'") sql = `ora$RTRIM(${sql}, ${set?.sql})`;
    if (mode?.sql !== "'TRAILING'") sql = `ora$LTRIM(${sql}, ${set?.sql})`;
    return { sql, type: text?.type.name === 'CLOB' ? text.type : varchar2(text?.type.size ?? undefined) };
  },
  SYS_CONTEXT: (args, node) => {
    expectCount(args, 2, 3, node);
    return { sql: `ora_sys_context(${list(args)})`, type: varchar2(256) };
  },
  SYS_GUID: (args, node) => {
    expectCount(args, 0, 0, node);
    return { sql: 'ora_sys_guid()', type: { name: 'RAW', size: 16 } };
  },
  NUMTODSINTERVAL: (args, node) => numberToInterval(args, node, 'INTERVAL DAY'),
  NUMTOYMINTERVAL: (args, node) => numberToInterval(args, node, 'INTERVAL MONTH'),
};

function list(args: readonly Emitted[]): string {
  return args.map(({ sql }) => sql).join(', ');
}

function expectCount(args: readonly Emitted[], least: number, most: number, node: CallExpression): void {
  if (args.length < least) throw new OraError(909, 'invalid number of arguments', node.start);
  if (args.length > most) throw new OraError(909, 'invalid number of arguments', node.start);
}

function coalesce(args: readonly Emitted[]): Emitted {
  return { sql: `coalesce(${list(args)})`, type: widened(args) };
}

function widened(values: readonly Emitted[]): SqlType {
  const type = commonType(values.map((value) => value.type));
  return isText(type) && type.name === 'CHAR' ? varchar2(type.size ?? undefined) : type;
}

/** A single argument would be the aggregate in SQLite. */
function extreme(name: 'max' | 'min', args: readonly Emitted[], node: CallExpression): Emitted {
  const [first] = args;
  if (!first) throw new OraError(938, 'not enough arguments for function', node.start);
  return { sql: args.length === 1 ? first.sql : `${name}(${list(args)})`, type: widened(args) };
}

function numberToInterval(
  args: readonly Emitted[],
  node: CallExpression,
  type: 'INTERVAL DAY' | 'INTERVAL MONTH',
): Emitted {
  const [amount] = args;
  const unitNode = node.args[1]?.value;
  const unit = unitNode?.kind === 'string' ? intervalUnit(unitNode.text.toUpperCase()) : undefined;
  if (!amount || unit?.type !== type) {
    throw new OraError(1760, 'illegal argument for function', node.start);
  }
  return { sql: `(${amount.sql} * ${unit.factor})`, type: { name: type } };
}
