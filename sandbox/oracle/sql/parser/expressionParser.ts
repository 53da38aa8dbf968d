import type { Expression, OrderItem, Query } from './ast';
import { CallParser } from './callParser';
import type { TokenCursor } from './cursor';

const COMPARISONS = new Set(['=', '<>', '!=', '^=', '~=', '<', '>', '<=', '>=']);

/** Precedence climbing over Oracle's operators: OR, AND, NOT, conditions, + - ||, * /, unary, primary. */
export class ExpressionParser {
  private readonly calls: CallParser;

  constructor(
    private readonly cursor: TokenCursor,
    private readonly parseQuery: () => Query,
  ) {
    this.calls = new CallParser(cursor, this, parseQuery);
  }

  /** An expression or a condition. */
  expression(): Expression {
    return this.chain(['OR'], () => this.conjunction());
  }

  /** An expression that is no condition, so that words behind it (DEFAULT 'NEW' NOT NULL) are left alone. */
  value(): Expression {
    return this.sum();
  }

  private conjunction(): Expression {
    return this.chain(['AND'], () => this.negation());
  }

  private chain(words: readonly string[], operand: () => Expression): Expression {
    let left = operand();
    for (;;) {
      const operator = this.cursor.takeOneOf(words);
      if (operator === undefined) return left;
      const right = operand();
      left = { kind: 'binary', operator, left, right, start: left.start, end: right.end };
    }
  }

  private negation(): Expression {
    const { start } = this.cursor.current;
    if (!this.cursor.takeWords('NOT')) return this.condition();
    const operand = this.negation();
    return { kind: 'unary', operator: 'NOT', operand, start, end: operand.end };
  }

  private condition(): Expression {
    const { cursor } = this;
    const left = this.sum();
    const { start } = left;
    if (cursor.current.kind === 'operator' && COMPARISONS.has(cursor.current.text)) {
      return this.comparison(left);
    }
    if (cursor.takeWords('IS')) {
      const negated = cursor.takeWords('NOT');
      cursor.expectWord('NULL', 908, 'missing NULL keyword');
      return { kind: 'isNull', operand: left, negated, start, end: cursor.previousEnd };
    }
    const negated = cursor.takeWords('NOT');
    if (cursor.takeWords('BETWEEN')) {
      const low = this.sum();
      cursor.expectWord('AND', 905, 'missing keyword');
      const high = this.sum();
      return { kind: 'between', operand: left, low, high, negated, start, end: high.end };
    }
    if (cursor.takeWords('LIKE')) {
      const pattern = this.sum();
      const escape = cursor.takeWords('ESCAPE') ? this.sum() : undefined;
      const end = cursor.previousEnd;
      return { kind: 'like', operand: left, pattern, ...(escape && { escape }), negated, start, end };
    }
    if (cursor.takeWords('IN')) {
      const list = this.inList();
      return { kind: 'in', operand: left, list, negated, start, end: cursor.previousEnd };
    }
    if (negated) cursor.fail(920, 'invalid relational operator');
    return left;
  }

  private comparison(left: Expression): Expression {
    const { cursor } = this;
    const written = cursor.next().text;
    const operator = ['!=', '^=', '~='].includes(written) ? '<>' : written;
    const quantifier = cursor.takeOneOf(['ANY', 'SOME', 'ALL']);
    if (quantifier !== undefined) {
      const list = this.inList();
      const end = cursor.previousEnd;
      // = ANY and <> ALL are IN and NOT IN; the other combinations have no counterpart in the engine.
      const negated = operator === '<>' && quantifier === 'ALL';
      if (!negated && (operator !== '=' || quantifier === 'ALL')) {
        cursor.fail(3001, `unimplemented feature: ${operator} ${quantifier}`, left.start);
      }
      return { kind: 'in', operand: left, list, negated, start: left.start, end };
    }
    const right = this.sum();
    return { kind: 'binary', operator, left, right, start: left.start, end: right.end };
  }

  private inList(): readonly Expression[] | Query {
    const { cursor } = this;
    if (!cursor.isOperator('(')) return [this.sum()];
    cursor.openParenthesis();
    if (cursor.isWord('SELECT') || cursor.isWord('WITH')) {
      const query = this.parseQuery();
      cursor.closeParenthesis();
      return query;
    }
    const items = cursor.list(() => this.expression());
    cursor.closeParenthesis();
    return items;
  }

  private sum(): Expression {
    return this.operators(['+', '-', '||'], () => this.product());
  }

  private product(): Expression {
    return this.operators(['*', '/'], () => this.unary());
  }

  private operators(operators: readonly string[], operand: () => Expression): Expression {
    let left = operand();
    for (;;) {
      const operator = operators.find((candidate) => this.cursor.takeOperator(candidate));
      if (operator === undefined) return left;
      const right = operand();
      left = { kind: 'binary', operator, left, right, start: left.start, end: right.end };
    }
  }

  private unary(): Expression {
    const { cursor } = this;
    const { start } = cursor.current;
    const operator = cursor.takeOperator('-') ? '-' : cursor.takeOperator('+') ? '+' : undefined;
    if (operator !== undefined) {
      const operand = this.unary();
      return { kind: 'unary', operator, operand, start, end: operand.end };
    }
    if (cursor.takeWords('PRIOR')) {
      const operand = this.unary();
      return { kind: 'unary', operator: 'PRIOR', operand, start, end: operand.end };
    }
    return this.calls.primary();
  }

  orderItems(): OrderItem[] {
    const { cursor } = this;
    return cursor.list(() => {
      const value = this.expression();
      const descending = cursor.takeOneOf(['ASC', 'DESC']) === 'DESC';
      if (!cursor.takeWords('NULLS')) return { value, descending };
      const nulls = cursor.takeOneOf(['FIRST', 'LAST']);
      if (nulls === undefined) return cursor.fail(905, 'missing keyword');
      return { value, descending, nulls: nulls as 'FIRST' | 'LAST' };
    });
  }
}
