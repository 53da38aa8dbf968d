import { OraError } from '../../oraError';
import type { Block, Expression } from '../parser/ast';
import { isGrouping } from './aggregates';
import type { Emitter } from './callEmitter';
import type { Scope } from './scope';
import { childrenOf, contains } from './walk';

export function hasGrouping(block: Block): boolean {
  const aggregate = (node: Expression): boolean => node.kind === 'call' && isGrouping(node);
  return (
    block.having !== undefined ||
    block.items.some((item) => item.kind === 'expression' && contains(item.value, aggregate))
  );
}

/** SQLite would pick any row's value for a column that is neither grouped nor aggregated. */
export function checkGrouping(
  block: Block,
  groupBy: readonly string[],
  expressions: Emitter,
  scope: Scope,
): void {
  const grouped = new Set(groupBy);
  const check = (node: Expression): void => {
    if (node.kind === 'call' && isGrouping(node)) return;
    if (grouped.size > 0 && grouped.has(expressions.emit(node, scope).sql)) return;
    if (node.kind === 'reference' && scope.entries.length > 0 && isColumn(node, scope)) {
      if (grouped.size > 0) throw new OraError(979, 'not a GROUP BY expression', node.start);
      throw new OraError(937, 'not a single-group group function', node.start);
    }
    childrenOf(node).forEach(check);
  };
  for (const item of block.items) {
    if (item.kind === 'expression') check(item.value);
    else throw new OraError(979, 'not a GROUP BY expression', item.start);
  }
}

function isColumn(node: Extract<Expression, { kind: 'reference' }>, scope: Scope): boolean {
  return scope.isOwnColumn(node.path);
}
