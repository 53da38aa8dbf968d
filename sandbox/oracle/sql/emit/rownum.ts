import { OraError } from '../../oraError';
import type { Expression } from '../parser/ast';
import type { Emitter } from './callEmitter';
import { INTERNAL } from './conversions';
import type { Scope } from './scope';
import { conjunction, conjuncts, contains } from './walk';

const isRownum = (node: Expression): boolean =>
  node.kind === 'reference' &&
  node.path.length === 1 &&
  node.path[0]?.text === 'ROWNUM' &&
  !node.path[0].quoted;

const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=' };

/** Splits `ROWNUM <= n` off a WHERE condition; it becomes a LIMIT. */
export function takeRowLimit(
  where: Expression | undefined,
  expressions: Emitter,
  scope: Scope,
): { where?: Expression; limit?: string } {
  if (!where || !contains(where, isRownum)) return where ? { where } : {};
  const rest: Expression[] = [];
  const limits: string[] = [];
  for (const condition of conjuncts(where)) {
    if (!contains(condition, isRownum)) rest.push(condition);
    else limits.push(limitOf(condition, expressions, scope));
  }
  const remaining = conjunction(rest);
  const limit = limits.length === 1 ? limits[0] : `min(${limits.join(', ')})`;
  return { ...(remaining && { where: remaining }), ...(limit !== undefined && { limit }) };
}

function limitOf(condition: Expression, expressions: Emitter, scope: Scope): string {
  if (condition.kind === 'binary') {
    const onLeft = isRownum(condition.left);
    const bound = onLeft ? condition.right : condition.left;
    const operator = onLeft ? condition.operator : MIRRORED[condition.operator];
    if ((onLeft || isRownum(condition.right)) && !contains(bound, isRownum)) {
      const { sql } = expressions.emit(bound, scope);
      // The first row is number 1 until it is taken, so ROWNUM = n has one row for 1 and none for more.
      if (operator === '=') return `(CASE WHEN ${sql} = 1 THEN 1 ELSE 0 END)`;
      if (operator === '<=') return `${INTERNAL.limit}(${sql})`;
      if (operator === '<') return `${INTERNAL.limit}(${sql}, 1)`;
    }
  }
  throw new OraError(3001, 'unimplemented feature: this condition on ROWNUM', condition.start);
}
