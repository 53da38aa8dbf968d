import type { Argument, CallExpression, Expression, Name, OrderItem, Query, Window } from './ast';
import { isReserved } from './cursor';
import type { TokenCursor } from './cursor';
import { parseTypeName } from './typeName';

interface Expressions {
  expression(): Expression;
  orderItems(): OrderItem[];
}

/** Literals, references, function calls, CASE, CAST, EXTRACT, parentheses: what stands between operators. */
export class CallParser {
  constructor(
    private readonly cursor: TokenCursor,
    private readonly expressions: Expressions,
    private readonly parseQuery: () => Query,
  ) {}

  primary(): Expression {
    const { cursor } = this;
    const token = cursor.current;
    const { start } = token;
    switch (token.kind) {
      case 'number':
      case 'string':
        cursor.next();
        return { kind: token.kind, text: token.text, start, end: token.end };
      case 'bind':
        cursor.next();
        return { kind: 'bind', name: token.text, start, end: token.end };
      case 'quotedIdentifier':
        return this.referenceOrCall();
      case 'identifier':
        return this.word();
      default:
        if (token.text === '(') return this.parenthesised();
        return cursor.fail(936, 'missing expression');
    }
  }

  private parenthesised(): Expression {
    const { cursor } = this;
    const { start } = cursor.next();
    if (cursor.isWord('SELECT') || cursor.isWord('WITH')) {
      const query = this.parseQuery();
      cursor.closeParenthesis();
      return { kind: 'subquery', query, start, end: cursor.previousEnd };
    }
    const items = cursor.list(() => this.expressions.expression());
    cursor.closeParenthesis();
    const [first] = items;
    const end = cursor.previousEnd;
    return items.length === 1 && first ? { ...first, start, end } : { kind: 'row', items, start, end };
  }

  private word(): Expression {
    const { cursor } = this;
    const { text, start } = cursor.current;
    const next = cursor.at(1);
    if (text === 'CASE') return this.caseExpression();
    if (text === 'NULL' || text === 'DEFAULT') {
      const { end } = cursor.next();
      return { kind: text === 'NULL' ? 'null' : 'default', start, end };
    }
    if ((text === 'TRUE' || text === 'FALSE') && !['.', '('].includes(next.text)) {
      const { end } = cursor.next();
      return { kind: 'boolean', value: text === 'TRUE', start, end };
    }
    if ((text === 'DATE' || text === 'TIMESTAMP') && next.kind === 'string') {
      cursor.next();
      cursor.next();
      return { kind: text === 'DATE' ? 'date' : 'timestamp', text: next.text, start, end: next.end };
    }
    if (text === 'INTERVAL' && next.kind === 'string') return this.interval();
    if (text === 'EXISTS' && next.text === '(') {
      cursor.next();
      cursor.openParenthesis();
      const query = this.parseQuery();
      cursor.closeParenthesis();
      return { kind: 'exists', query, start, end: cursor.previousEnd };
    }
    if (text === 'CAST' && next.text === '(') return this.cast();
    if (text === 'EXTRACT' && next.text === '(') return this.extract();
    if (isReserved(text) && text !== 'ROWNUM') return cursor.fail(936, 'missing expression');
    return this.referenceOrCall();
  }

  private referenceOrCall(): Expression {
    const { cursor } = this;
    const { start } = cursor.current;
    const path: Name[] = [this.segment()];
    while (cursor.isOperator('.') && !cursor.isOperator('*', 1)) {
      cursor.next();
      path.push(this.segment());
    }
    const end = cursor.previousEnd;
    if (!cursor.isOperator('(')) return { kind: 'reference', path, outerJoin: false, start, end };
    if (cursor.isOperator('+', 1) && cursor.isOperator(')', 2)) {
      for (let i = 0; i < 3; i++) cursor.next();
      return { kind: 'reference', path, outerJoin: true, start, end: cursor.previousEnd };
    }
    return this.call(path, start);
  }

  private segment(): Name {
    const token = this.cursor.next();
    if (token.kind !== 'identifier' && token.kind !== 'quotedIdentifier') {
      return this.cursor.fail(936, 'missing expression', token.start);
    }
    return { text: token.text, quoted: token.kind === 'quotedIdentifier', start: token.start };
  }

  private call(path: readonly Name[], start: number): CallExpression {
    const { cursor } = this;
    cursor.openParenthesis();
    const star = cursor.takeOperator('*');
    const distinct = cursor.takeOneOf(['DISTINCT', 'UNIQUE']) !== undefined;
    cursor.takeWords('ALL');
    const args = star || cursor.isOperator(')') ? [] : this.callArguments(path.at(-1)?.text);
    cursor.closeParenthesis();
    let withinGroup: OrderItem[] | undefined;
    if (cursor.takeWords('WITHIN', 'GROUP')) {
      cursor.openParenthesis();
      cursor.expectWord('ORDER', 30491, 'missing ORDER BY clause');
      cursor.expectWord('BY', 924, 'missing BY keyword');
      withinGroup = this.expressions.orderItems();
      cursor.closeParenthesis();
    }
    const over = cursor.takeWords('OVER') ? this.window() : undefined;
    const end = cursor.previousEnd;
    return {
      kind: 'call',
      path,
      args,
      star,
      distinct,
      ...(withinGroup && { withinGroup }),
      ...(over && { over }),
      start,
      end,
    };
  }

  /** TRIM([LEADING|TRAILING|BOTH] [c] FROM s) becomes LTRIM/RTRIM-like positional arguments: mode, set, string. */
  private callArguments(name: string | undefined): Argument[] {
    const { cursor } = this;
    if (name === 'TRIM') {
      const at = cursor.current;
      const mode = cursor.takeOneOf(['LEADING', 'TRAILING', 'BOTH']);
      const text = (value: string): Expression => ({
        kind: 'string',
        text: value,
        start: at.start,
        end: at.end,
      });
      const first = cursor.isWord('FROM') ? text(' ') : this.expressions.expression();
      if (!cursor.takeWords('FROM')) return [{ value: first }];
      return [{ value: text(mode ?? 'BOTH') }, { value: first }, { value: this.expressions.expression() }];
    }
    return cursor.list(() => {
      if (cursor.current.kind === 'identifier' && cursor.isOperator('=>', 1)) {
        const parameter = cursor.next().text;
        cursor.next();
        return { name: parameter, value: this.expressions.expression() };
      }
      return { value: this.expressions.expression() };
    });
  }

  private window(): Window {
    const { cursor } = this;
    cursor.openParenthesis();
    const partition = cursor.takeWords('PARTITION', 'BY')
      ? cursor.list(() => this.expressions.expression())
      : [];
    const order = cursor.takeWords('ORDER', 'BY') ? this.expressions.orderItems() : [];
    const frameStart = cursor.current.start;
    const framed = cursor.isWord('ROWS') || cursor.isWord('RANGE');
    while (framed && !cursor.isOperator(')') && !cursor.atEnd()) cursor.next();
    const frame = framed ? cursor.source.slice(frameStart, cursor.previousEnd) : undefined;
    cursor.closeParenthesis();
    return { partition, order, ...(frame !== undefined && { frame }) };
  }

  private caseExpression(): Expression {
    const { cursor, expressions } = this;
    const { start } = cursor.next();
    const operand = cursor.isWord('WHEN') ? undefined : expressions.expression();
    const branches: { when: Expression; then: Expression }[] = [];
    while (cursor.takeWords('WHEN')) {
      const when = expressions.expression();
      cursor.expectWord('THEN', 905, 'missing keyword');
      branches.push({ when, then: expressions.expression() });
    }
    if (branches.length === 0) cursor.fail(905, 'missing keyword');
    const otherwise = cursor.takeWords('ELSE') ? expressions.expression() : undefined;
    cursor.expectWord('END', 905, 'missing keyword');
    return {
      kind: 'case',
      ...(operand && { operand }),
      branches,
      ...(otherwise && { otherwise }),
      start,
      end: cursor.previousEnd,
    };
  }

  private cast(): Expression {
    const { cursor } = this;
    const { start } = cursor.next();
    cursor.openParenthesis();
    const operand = this.expressions.expression();
    cursor.expectWord('AS', 905, 'missing keyword');
    const type = parseTypeName(cursor);
    cursor.closeParenthesis();
    return { kind: 'cast', operand, type, start, end: cursor.previousEnd };
  }

  private extract(): Expression {
    const { cursor } = this;
    const { start } = cursor.next();
    cursor.openParenthesis();
    const field = cursor.next().text;
    cursor.expectWord('FROM', 923, 'FROM keyword not found where expected');
    const operand = this.expressions.expression();
    cursor.closeParenthesis();
    return { kind: 'extract', field, operand, start, end: cursor.previousEnd };
  }

  private interval(): Expression {
    const { cursor } = this;
    const { start } = cursor.next();
    const { text } = cursor.next();
    const unit = this.intervalUnit();
    const toUnit = cursor.takeWords('TO') ? this.intervalUnit() : undefined;
    const end = cursor.previousEnd;
    return { kind: 'interval', text, unit, ...(toUnit !== undefined && { toUnit }), start, end };
  }

  private intervalUnit(): string {
    const { cursor } = this;
    const unit = cursor.takeOneOf(['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND']);
    if (unit === undefined) return cursor.fail(30089, 'missing or invalid <datetime field>');
    if (cursor.takeOperator('(')) {
      cursor.list(() => cursor.wholeNumber());
      cursor.closeParenthesis();
    }
    return unit;
  }
}
