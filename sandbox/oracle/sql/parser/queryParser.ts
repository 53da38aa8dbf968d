import type { Block, Expression, Name, Query, QueryBody, SelectItem, SetOperation } from './ast';
import { isReserved } from './cursor';
import type { TokenCursor } from './cursor';
import { ExpressionParser } from './expressionParser';
import { parseFrom } from './sourceParser';

const SET_OPERATORS = ['UNION', 'INTERSECT', 'MINUS', 'EXCEPT'] as const;

/** SELECT with everything that may stand around it. */
export class QueryParser {
  readonly expressions: ExpressionParser;

  constructor(readonly cursor: TokenCursor) {
    this.expressions = new ExpressionParser(cursor, () => this.query());
  }

  query(): Query {
    const { cursor } = this;
    const withClause = cursor.takeWords('WITH') ? cursor.list(() => this.commonTable()) : [];
    const body = this.setOperations();
    const orderBy = this.takeBy('ORDER') ? this.expressions.orderItems() : [];
    const limits = this.limits();
    let forUpdate = false;
    if (cursor.takeWords('FOR', 'UPDATE')) {
      forUpdate = true;
      this.forUpdateOptions();
    }
    return { with: withClause, body, orderBy, ...limits, forUpdate };
  }

  private commonTable(): Query['with'][number] {
    const { cursor } = this;
    const name = cursor.name();
    const columns: Name[] = [];
    if (cursor.takeOperator('(')) {
      columns.push(...cursor.list(() => cursor.name(904, 'invalid identifier')));
      cursor.closeParenthesis();
    }
    cursor.expectWord('AS', 905, 'missing keyword');
    cursor.openParenthesis();
    const query = this.query();
    cursor.closeParenthesis();
    return { name, columns, query };
  }

  /** Oracle gives all set operators the same precedence, from left to right. */
  private setOperations(): QueryBody {
    const { cursor } = this;
    let left = this.operand();
    for (;;) {
      const { start } = cursor.current;
      const word = cursor.takeOneOf(SET_OPERATORS);
      if (word === undefined) return left;
      const all = cursor.takeWords('ALL');
      if (all && word !== 'UNION') cursor.fail(3001, `unimplemented feature: ${word} ALL`, start);
      const operator = (all ? 'UNION ALL' : word === 'EXCEPT' ? 'MINUS' : word) as SetOperation['operator'];
      left = { kind: 'set', operator, left, right: this.operand(), start };
    }
  }

  private operand(): QueryBody {
    const { cursor } = this;
    if (cursor.takeOperator('(')) {
      const query = this.query();
      cursor.closeParenthesis();
      return { kind: 'nested', query };
    }
    return this.block();
  }

  private block(): Block {
    const { cursor } = this;
    const { start } = cursor.current;
    cursor.expectWord('SELECT', 928, 'missing SELECT keyword');
    const distinct = cursor.takeOneOf(['DISTINCT', 'UNIQUE']) !== undefined;
    cursor.takeWords('ALL');
    const items = cursor.list(() => this.item());
    // FROM may be left out since 23ai; the sandbox keeps to the stricter rule.
    cursor.expectWord('FROM', 923, 'FROM keyword not found where expected');
    const from = cursor.list(() => parseFrom(this));
    const where = cursor.takeWords('WHERE') ? this.expressions.expression() : undefined;
    if (cursor.isWord('CONNECT') || (cursor.isWord('START') && cursor.isWord('WITH', 1))) {
      cursor.fail(3001, 'unimplemented feature: CONNECT BY');
    }
    const groupBy = this.takeBy('GROUP') ? cursor.list(() => this.expressions.expression()) : [];
    const having = cursor.takeWords('HAVING') ? this.expressions.expression() : undefined;
    return {
      kind: 'block',
      distinct,
      items,
      from,
      ...(where && { where }),
      groupBy,
      ...(having && { having }),
      start,
    };
  }

  private takeBy(word: string): boolean {
    if (!this.cursor.takeWords(word)) return false;
    this.cursor.expectWord('BY', 924, 'missing BY keyword');
    return true;
  }

  private item(): SelectItem {
    const { cursor } = this;
    const { start } = cursor.current;
    if (cursor.takeOperator('*')) return { kind: 'star', qualifier: [], start };
    const before = cursor.position;
    const qualifier = this.qualifierOfStar();
    if (qualifier) return { kind: 'star', qualifier, start };
    cursor.rewind(before);
    const value = this.expressions.expression();
    const heading = headingOf(cursor.source.slice(value.start, value.end), value);
    const alias = this.alias(cursor.takeWords('AS'));
    return { kind: 'expression', value, ...(alias && { alias }), heading };
  }

  private qualifierOfStar(): Name[] | undefined {
    const { cursor } = this;
    const path: Name[] = [];
    for (;;) {
      const token = cursor.next();
      if (token.kind !== 'identifier' && token.kind !== 'quotedIdentifier') return undefined;
      path.push({ text: token.text, quoted: token.kind === 'quotedIdentifier', start: token.start });
      if (!cursor.takeOperator('.')) return undefined;
      if (cursor.takeOperator('*')) return path;
    }
  }

  alias(required: boolean): Name | undefined {
    const token = this.cursor.current;
    const usable =
      token.kind === 'quotedIdentifier' || (token.kind === 'identifier' && !isReserved(token.text));
    if (!usable) return required ? this.cursor.fail(923, 'FROM keyword not found where expected') : undefined;
    return this.cursor.name();
  }

  private limits(): { offset?: Expression; limit?: Expression } {
    const { cursor } = this;
    let offset: Expression | undefined;
    let limit: Expression | undefined;
    if (cursor.takeWords('OFFSET')) {
      offset = this.expressions.expression();
      if (!cursor.takeOneOf(['ROW', 'ROWS'])) cursor.fail(905, 'missing keyword');
    }
    if (cursor.takeWords('FETCH')) {
      const { start } = cursor.current;
      if (!cursor.takeOneOf(['FIRST', 'NEXT'])) cursor.fail(905, 'missing keyword');
      const one = cursor.isWord('ROW') || cursor.isWord('ROWS');
      limit = one ? { kind: 'number', text: '1', start, end: start } : this.expressions.expression();
      if (cursor.isWord('PERCENT')) cursor.fail(3001, 'unimplemented feature: FETCH PERCENT');
      if (!cursor.takeOneOf(['ROW', 'ROWS'])) cursor.fail(905, 'missing keyword');
      if (cursor.isWord('WITH')) cursor.fail(3001, 'unimplemented feature: FETCH WITH TIES');
      cursor.expectWord('ONLY', 905, 'missing keyword');
    }
    return { ...(offset && { offset }), ...(limit && { limit }) };
  }

  /** Rows are not locked (one writer at a time), so the options have no effect. */
  private forUpdateOptions(): void {
    const { cursor } = this;
    if (cursor.takeWords('OF')) cursor.list(() => cursor.path(904, 'invalid identifier'));
    if (cursor.takeWords('WAIT')) cursor.wholeNumber();
    else if (!cursor.takeWords('NOWAIT')) cursor.takeWords('SKIP', 'LOCKED');
  }
}

/** Oracle describes an expression without alias by its text, upper case and without white space. */
function headingOf(text: string, value: Expression): string {
  if (value.kind === 'reference') return value.path.at(-1)?.text ?? text;
  return text.replace(/\s+/g, '').toUpperCase();
}
