import type { Expression } from '../parser/ast';

/** The expressions directly inside one; subqueries are worlds of their own and left out. */
export function childrenOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'unary':
    case 'isNull':
    case 'cast':
    case 'extract':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'between':
      return [node.operand, node.low, node.high];
    case 'like':
      return [node.operand, node.pattern, ...(node.escape ? [node.escape] : [])];
    case 'in':
      return [node.operand, ...('body' in node.list ? [] : node.list)];
    case 'row':
      return node.items;
    case 'case':
      return [
        ...(node.operand ? [node.operand] : []),
        ...node.branches.flatMap(({ when, then }) => [when, then]),
        ...(node.otherwise ? [node.otherwise] : []),
      ];
    case 'call':
      return [
        ...node.args.map(({ value }) => value),
        ...(node.over?.partition ?? []),
        ...(node.over?.order ?? []).map(({ value }) => value),
      ];
    default:
      return [];
  }
}

/** True when the expression or one inside it satisfies the test. */
export function contains(node: Expression, test: (node: Expression) => boolean): boolean {
  return test(node) || childrenOf(node).some((child) => contains(child, test));
}

/** a AND b AND c as a list. */
export function conjuncts(node: Expression | undefined): Expression[] {
  if (!node) return [];
  if (node.kind === 'binary' && node.operator === 'AND') {
    return [...conjuncts(node.left), ...conjuncts(node.right)];
  }
  return [node];
}

export function conjunction(nodes: readonly Expression[]): Expression | undefined {
  const [first, ...rest] = nodes;
  if (!first) return undefined;
  return rest.reduce(
    (left, right) => ({ kind: 'binary', operator: 'AND', left, right, start: left.start, end: right.end }),
    first,
  );
}
