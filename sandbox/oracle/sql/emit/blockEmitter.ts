import { OraError } from '../../oraError';
import { quoteName } from '../engine/sqlite';
import type { Block, Expression, OrderItem } from '../parser/ast';
import type { EmittedQuery } from './expressionEmitter';
import { checkGrouping, hasGrouping } from './grouping';
import { direction } from './ordering';
import { splitOuterJoins } from './outerJoins';
import { takeRowLimit } from './rownum';
import { Scope, quoted } from './scope';
import type { SourceServices } from './sourceEmitter';
import type { OutputColumn } from './types';

/** SELECT ... FROM ... WHERE ... GROUP BY ... HAVING with the ORDER BY and limits of the query around it. */
export function emitBlockBody(
  block: Block,
  orderBy: readonly OrderItem[],
  limits: string,
  parent: Scope | undefined,
  services: SourceServices,
): EmittedQuery {
  const scope = new Scope(parent);
  const { expressions } = services;
  const outer = splitOuterJoins(block, services, scope);
  let from = outer.from;
  const { where: rest, limit: rowLimit } = takeRowLimit(outer.where, expressions, scope);
  let where = rest === undefined ? '' : ` WHERE ${expressions.emit(rest, scope).sql}`;
  const grouped = block.groupBy.length > 0 || hasGrouping(block);
  if (rowLimit !== undefined) {
    if (orderBy.length > 0 || grouped || block.distinct || limits !== '') {
      // ROWNUM counts before rows are sorted or grouped.
      from = limitedSource(block, scope, `${from}${where}`, rowLimit);
      where = '';
    } else {
      limits = ` LIMIT ${rowLimit} OFFSET 0`;
    }
  }
  const items = selectItems(block, scope, services);
  const groupBy = block.groupBy.map((value) => expressions.emit(value, scope).sql);
  if (grouped) checkGrouping(block, groupBy, expressions, scope);
  const having = block.having ? ` HAVING ${expressions.emit(block.having, scope).sql}` : '';
  const order = orderBy.map((item) => emitOrderItem(item, block, items, services, scope)).join(', ');
  const sql =
    `SELECT ${block.distinct ? 'DISTINCT ' : ''}${items.map(({ sql: text, column }) => `${text} AS ${quoteName(column.name)}`).join(', ')}` +
    ` FROM ${from}${where}` +
    (groupBy.length > 0 ? ` GROUP BY ${groupBy.join(', ')}` : '') +
    having +
    (order && ` ORDER BY ${order}`) +
    limits;
  return { sql, columns: items.map(({ column }) => column) };
}

interface Item {
  readonly sql: string;
  readonly column: OutputColumn;
  readonly value?: Expression;
}

function selectItems(block: Block, scope: Scope, { expressions }: SourceServices): Item[] {
  return block.items.flatMap((item): Item[] => {
    if (item.kind === 'star') return starItems(item.qualifier, item.start, scope);
    const { sql, type, nullable } = expressions.emit(item.value, scope);
    const name = item.alias?.text ?? item.heading;
    return [{ sql, column: { name, type, nullable: nullable !== false }, value: item.value }];
  });
}

function starItems(
  qualifier: Extract<Block['items'][number], { kind: 'star' }>['qualifier'],
  start: number,
  scope: Scope,
): Item[] {
  const alias = qualifier.at(-1)?.text;
  const entries = scope.entries.filter((entry) => alias === undefined || entry.alias === alias);
  if (entries.length === 0) throw new OraError(904, `${quoted(qualifier)}: invalid identifier`, start);
  for (const { columns } of entries) {
    const names = columns.map(({ name }) => name);
    const twice = names.find((name, i) => names.indexOf(name) < i);
    if (twice !== undefined) throw new OraError(918, `"${twice}": column ambiguously defined`, start);
  }
  const seen = new Set<string>();
  const items: Item[] = [];
  const merged = alias === undefined ? scope.merged : new Map<string, string>();
  // The columns of USING come first and once.
  const all = entries.flatMap(({ label, columns }) => columns.map((column) => ({ label, column })));
  const ordered = [
    ...all.filter(({ column }) => merged.has(column.name)),
    ...all.filter(({ column }) => !merged.has(column.name)),
  ];
  for (const { label, column } of ordered) {
    const common = merged.get(column.name);
    if (common !== undefined && seen.has(column.name)) continue;
    seen.add(column.name);
    items.push({ sql: common ?? `${label}.${quoteName(column.name)}`, column });
  }
  return items;
}

function emitOrderItem(
  item: OrderItem,
  block: Block,
  items: readonly Item[],
  { expressions }: SourceServices,
  scope: Scope,
): string {
  const { value } = item;
  if (value.kind === 'number') {
    const position = Number(value.text);
    if (position < 1 || position > items.length) {
      throw new OraError(1785, 'ORDER BY item must be the number of a SELECT-list expression', value.start);
    }
    return `${position}${direction(item)}`;
  }
  const alias = value.kind === 'reference' && value.path.length === 1 ? value.path[0]?.text : undefined;
  const position = block.items.some(
    (candidate) => candidate.kind === 'expression' && candidate.alias?.text === alias,
  )
    ? items.findIndex(({ column }) => column.name === alias) + 1
    : 0;
  if (alias !== undefined && position > 0) return `${position}${direction(item)}`;
  return expressions.emit(value, scope).sql + direction(item);
}

/**
 * The first rows of the only table, under the same label. OFFSET 0 is there because SQLite 3.54 otherwise merges
 * the subquery with the sorted query around it and takes the limit after sorting.
 */
function limitedSource(block: Block, scope: Scope, source: string, limit: string): string {
  const [entry, second] = scope.entries;
  if (!entry || second) {
    throw new OraError(3001, 'unimplemented feature: ROWNUM in a sorted or grouped join', block.start);
  }
  return `(SELECT ${entry.label}.* FROM ${source} LIMIT ${limit} OFFSET 0) AS ${entry.label}`;
}
