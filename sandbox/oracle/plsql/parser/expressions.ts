import type { BinaryOperator, Expression, Position } from '../ast';
import type { TokenStream } from './tokenStream';
import { parsePrimary } from './primaries';

const COMPARISONS: Readonly<Record<string, BinaryOperator>> = {
  '=': '=',
  '<>': '<>',
  '!=': '<>',
  '^=': '<>',
  '~=': '<>',
  '<': '<',
  '>': '>',
  '<=': '<=',
  '>=': '>=',
};

/** Operators bind as in the language reference: OR, AND, NOT, comparison, + - ||, * /, sign, **. */
export function parseExpression(s: TokenStream): Expression {
  let left = parseAnd(s);
  while (s.isWord('OR')) {
    const at = s.next();
    left = binary('OR', left, parseAnd(s), at);
  }
  return left;
}

function parseAnd(s: TokenStream): Expression {
  let left = parseNot(s);
  while (s.isWord('AND')) {
    const at = s.next();
    left = binary('AND', left, parseNot(s), at);
  }
  return left;
}

function parseNot(s: TokenStream): Expression {
  return s.isWord('NOT') ? negate(parseNotOperand(s), true) : parseComparison(s);
}

function parseNotOperand(s: TokenStream): Expression {
  s.expectWord('NOT');
  return parseNot(s);
}

function parseComparison(s: TokenStream): Expression {
  let left = parseSum(s);
  for (;;) {
    const at = s.peek();
    const comparison = at.kind === 'operator' ? COMPARISONS[at.text] : undefined;
    if (comparison) {
      s.next();
      left = binary(comparison, left, parseSum(s), at);
    } else if (s.isWord('IS')) {
      s.next();
      const negated = s.acceptWord('NOT');
      s.expectWord('NULL');
      left = negate({ kind: 'isNull', operand: left, at }, negated);
    } else if (
      s.isWord(['BETWEEN', 'IN', 'LIKE']) ||
      (s.isWord('NOT') && s.isWord(['BETWEEN', 'IN', 'LIKE'], 1))
    ) {
      const negated = s.acceptWord('NOT');
      left = negate(parseRange(s, left), negated);
    } else {
      return left;
    }
  }
}

function parseRange(s: TokenStream, operand: Expression): Expression {
  const at = s.next();
  if (at.text === 'BETWEEN') {
    const low = parseSum(s);
    s.expectWord('AND');
    return { kind: 'between', operand, low, high: parseSum(s), at };
  }
  if (at.text === 'LIKE') {
    const pattern = parseSum(s);
    return s.acceptWord('ESCAPE')
      ? { kind: 'like', operand, pattern, escape: parseSum(s), at }
      : { kind: 'like', operand, pattern, at };
  }
  s.expectOperator('(');
  const list = [parseExpression(s)];
  while (s.acceptOperator(',')) {
    list.push(parseExpression(s));
  }
  s.expectOperator(')');
  return { kind: 'in', operand, list, at };
}

function parseSum(s: TokenStream): Expression {
  let left = parseProduct(s);
  for (;;) {
    const at = s.peek();
    if (at.kind === 'operator' && (at.text === '+' || at.text === '-' || at.text === '||')) {
      s.next();
      left = binary(at.text, left, parseProduct(s), at);
    } else {
      return left;
    }
  }
}

function parseProduct(s: TokenStream): Expression {
  let left = parseSigned(s);
  for (;;) {
    const at = s.peek();
    if (at.kind === 'operator' && (at.text === '*' || at.text === '/')) {
      s.next();
      left = binary(at.text, left, parseSigned(s), at);
    } else if (s.isWord('MOD')) {
      s.next();
      left = binary('MOD', left, parseSigned(s), at);
    } else {
      return left;
    }
  }
}

function parseSigned(s: TokenStream): Expression {
  const at = s.peek();
  if (at.kind === 'operator' && (at.text === '-' || at.text === '+')) {
    s.next();
    return { kind: 'unary', operator: at.text, operand: parseSigned(s), at };
  }
  const base = parsePrimary(s);
  return s.isOperator('**') ? binary('**', base, parseExponent(s), s.peek()) : base;
}

function parseExponent(s: TokenStream): Expression {
  s.expectOperator('**');
  return parseSigned(s);
}

function binary(operator: BinaryOperator, left: Expression, right: Expression, at: Position): Expression {
  return { kind: 'binary', operator, left, right, at };
}

function negate(operand: Expression, negated: boolean): Expression {
  return negated ? { kind: 'unary', operator: 'NOT', operand, at: operand.at } : operand;
}
