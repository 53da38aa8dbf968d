import { OraError } from '../../oraError';
import type { Block, Expression } from '../parser/ast';
import { Scope } from './scope';
import { emitSource } from './sourceEmitter';
import type { SourceServices } from './sourceEmitter';
import { conjunction, conjuncts, contains } from './walk';

const isMarked = (node: Expression): boolean => node.kind === 'reference' && node.outerJoin;

interface Part {
  readonly sql: string;
  readonly scope: Scope;
  readonly conditions: Expression[];
}

/** Writes the FROM list; a table whose columns carry (+) becomes the right side of a LEFT JOIN. */
export function splitOuterJoins(
  block: Block,
  services: SourceServices,
  scope: Scope,
): { from: string; where: Expression | undefined } {
  const parts = block.from.map((source): Part => {
    const own = new Scope(scope.parent);
    return { sql: emitSource(source, own, services), scope: own, conditions: [] };
  });
  for (const part of parts) {
    scope.entries.push(...part.scope.entries);
    for (const [name, sql] of part.scope.merged) scope.merged.set(name, sql);
  }
  if (!block.where || !contains(block.where, isMarked)) {
    return { from: parts.map(({ sql }) => sql).join(', '), where: block.where };
  }
  const rest: Expression[] = [];
  for (const condition of conjuncts(block.where)) {
    if (contains(condition, isMarked)) optionalPart(condition, parts).conditions.push(condition);
    else rest.push(condition);
  }
  return { from: joinParts(parts, services, scope), where: conjunction(rest) };
}

function optionalPart(condition: Expression, parts: readonly Part[]): Part {
  const marked = parts.filter(({ scope }) =>
    contains(
      condition,
      (node) => node.kind === 'reference' && node.outerJoin && scope.isOwnColumn(node.path),
    ),
  );
  const [part, second] = marked;
  if (!part || second)
    throw new OraError(1468, 'a predicate may reference only one outer-joined table', condition.start);
  return part;
}

function joinParts(parts: readonly Part[], services: SourceServices, scope: Scope): string {
  const mandatory = parts.filter(({ conditions }) => conditions.length === 0);
  if (mandatory.length === 0) throw new OraError(1416, 'two tables cannot be outer-joined to each other');
  let from = mandatory.map(({ sql }) => sql).join(' CROSS JOIN ');
  const joined = new Set(mandatory);
  const pending = parts.filter((part) => !joined.has(part));
  while (pending.length > 0) {
    const next = pending.findIndex((part) => dependsOnlyOn(part, parts, joined));
    const [part] = pending.splice(next, next < 0 ? 0 : 1);
    if (!part) throw new OraError(1416, 'two tables cannot be outer-joined to each other');
    const on = conjunction(part.conditions);
    from += ` LEFT JOIN ${part.sql} ON ${on ? services.expressions.emit(on, scope).sql : '1'}`;
    joined.add(part);
  }
  return from;
}

function dependsOnlyOn(part: Part, parts: readonly Part[], joined: ReadonlySet<Part>): boolean {
  const names = (other: Part): boolean =>
    part.conditions.some((condition) =>
      contains(condition, (node) => node.kind === 'reference' && other.scope.isOwnColumn(node.path)),
    );
  return parts.every((other) => other === part || joined.has(other) || !names(other));
}
