import { OraError } from '../../oraError';
import type { CallExpression } from '../parser/ast';
import type { Emitter } from './callEmitter';
import { toNumber, toText } from './conversions';
import { emitOrder } from './ordering';
import type { Scope } from './scope';
import { NUMBER_TYPE, varchar2 } from './types';
import type { Emitted } from './types';

const AGGREGATES = new Set(['COUNT', 'SUM', 'AVG', 'MIN', 'MAX', 'LISTAGG']);
const ANALYTIC = new Set([
  ...['ROW_NUMBER', 'RANK', 'DENSE_RANK', 'PERCENT_RANK', 'CUME_DIST', 'NTILE'],
  ...['LAG', 'LEAD', 'FIRST_VALUE', 'LAST_VALUE', 'NTH_VALUE'],
]);

export function isAggregate(name: string): boolean {
  return AGGREGATES.has(name) || ANALYTIC.has(name);
}

/** True for a call that turns many rows into one. */
export function isGrouping(node: CallExpression): boolean {
  return node.path.length === 1 && AGGREGATES.has(node.path[0]?.text ?? '') && !node.over;
}

export function emitAggregate(
  node: CallExpression,
  args: readonly Emitted[],
  expressions: Emitter,
  scope: Scope,
): Emitted {
  const name = node.path[0]?.text ?? '';
  if (ANALYTIC.has(name)) return emitAnalytic(name, node, args);
  if (node.star) {
    if (name !== 'COUNT') throw new OraError(936, 'missing expression', node.start);
    return { sql: 'count(*)', type: NUMBER_TYPE, nullable: false };
  }
  const [first] = args;
  if (!first) throw new OraError(909, 'invalid number of arguments', node.start);
  const distinct = node.distinct ? 'DISTINCT ' : '';
  switch (name) {
    case 'COUNT':
      return { sql: `count(${distinct}${first.sql})`, type: NUMBER_TYPE, nullable: false };
    case 'SUM':
    case 'AVG':
      return { sql: `${name.toLowerCase()}(${distinct}${toNumber(first)})`, type: NUMBER_TYPE };
    case 'LISTAGG':
      return listAggregate(node, args, first, expressions, scope);
    default:
      return { sql: `${name.toLowerCase()}(${first.sql})`, type: first.type };
  }
}

function listAggregate(
  node: CallExpression,
  args: readonly Emitted[],
  first: Emitted,
  expressions: Emitter,
  scope: Scope,
): Emitted {
  if (node.distinct) throw new OraError(3001, 'unimplemented feature: LISTAGG(DISTINCT)', node.start);
  const separator = args[1] && args[1].sql !== 'NULL' ? args[1].sql : "''";
  const order = node.withinGroup ? ` ORDER BY ${emitOrder(node.withinGroup, expressions, scope)}` : '';
  return { sql: `string_agg(${toText(first)}, ${separator}${order})`, type: varchar2() };
}

function emitAnalytic(name: string, node: CallExpression, args: readonly Emitted[]): Emitted {
  if (!node.over) throw new OraError(30484, 'missing window specification for this function', node.start);
  const list = args.map(({ sql }) => sql).join(', ');
  return { sql: `${name.toLowerCase()}(${list})`, type: args[0]?.type ?? NUMBER_TYPE };
}
