import { OraError } from '../../oraError';
import { readableTable } from './tables';
import { quoteName } from '../engine/sqlite';
import type { Expression, Query, Source } from '../parser/ast';
import type { ExpressionEmitter } from './expressionEmitter';
import type { EmittedQuery } from './expressionEmitter';
import { Scope } from './scope';
import type { ScopeEntry } from './scope';
import { columnType } from './tables';

export interface SourceServices {
  readonly expressions: ExpressionEmitter;
  emitQuery(query: Query, parent: Scope | undefined): EmittedQuery;
  /** The columns of a common table expression, and its name in the emitted text. */
  commonTable(
    name: string,
  ): { readonly label: string; readonly columns: EmittedQuery['columns'] } | undefined;
  nextLabel(): string;
}

/** Writes one entry of a FROM list and adds its tables to the scope. */
export function emitSource(source: Source, scope: Scope, services: SourceServices): string {
  if (source.kind === 'join') return emitJoin(source, scope, services);
  const label = services.nextLabel();
  if (source.kind === 'derived') {
    // A subquery in FROM does not see its neighbours, only what is outside of the whole query.
    const { sql, columns } = services.emitQuery(source.query, scope.parent);
    scope.entries.push({ label, alias: source.alias?.text, columns });
    return `(${sql}) AS ${label}`;
  }
  const [first] = source.path;
  const common = first && source.path.length === 1 ? services.commonTable(first.text) : undefined;
  if (common) {
    scope.entries.push({ label, alias: source.alias?.text ?? first?.text, columns: common.columns });
    return `${common.label} AS ${label}`;
  }
  const { table, sql } = readableTable(services.expressions.environment, source.path, source.start);
  scope.entries.push({
    label,
    alias: source.alias?.text ?? source.path.at(-1)?.text,
    owner: table.owner,
    columns: table.columns.map((column) => ({
      name: column.NAME,
      type: columnType(column),
      nullable: column.NULLABLE === 'Y',
    })),
  });
  return `${sql} AS ${label}`;
}

function emitJoin(join: Extract<Source, { kind: 'join' }>, scope: Scope, services: SourceServices): string {
  const left = new Scope(scope.parent);
  const right = new Scope(scope.parent);
  const leftSql = emitSource(join.left, left, services);
  const rightSql = emitSource(join.right, right, services);
  const names = join.natural ? commonNames(left, right) : join.using?.map(({ text }) => text);
  scope.entries.push(...left.entries.map(nullableIf(join.type === 'RIGHT' || join.type === 'FULL')));
  scope.entries.push(...right.entries.map(nullableIf(join.type === 'LEFT' || join.type === 'FULL')));
  for (const [name, sql] of [...left.merged, ...right.merged]) scope.merged.set(name, sql);
  const keyword = `${leftSql} ${join.type} JOIN ${rightSql}`;
  if (join.on) return `${keyword} ON ${emitCondition(join.on, scope, services)}`;
  if (!names) return keyword;
  const conditions = names.map((name) => {
    const a = columnOf(left, name, join.start);
    const b = columnOf(right, name, join.start);
    scope.merged.set(name, join.type === 'INNER' || join.type === 'LEFT' ? a : `coalesce(${a}, ${b})`);
    return `${a} = ${b}`;
  });
  return `${keyword} ON ${conditions.join(' AND ') || '1'}`;
}

function emitCondition(on: Expression, scope: Scope, services: SourceServices): string {
  return services.expressions.emit(on, scope).sql;
}

function nullableIf(optional: boolean): (entry: ScopeEntry) => ScopeEntry {
  return (entry) =>
    optional ? { ...entry, columns: entry.columns.map((column) => ({ ...column, nullable: true })) } : entry;
}

function commonNames(left: Scope, right: Scope): string[] {
  const names = (scope: Scope): string[] =>
    scope.entries.flatMap(({ columns }) => columns.map(({ name }) => name));
  const known = new Set(names(right));
  return names(left).filter((name) => known.has(name));
}

function columnOf(scope: Scope, name: string, offset: number): string {
  const entry = scope.entries.find(({ columns }) => columns.some((column) => column.name === name));
  if (!entry) throw new OraError(904, `"${name}": invalid identifier`, offset);
  return `${entry.label}.${quoteName(name)}`;
}
