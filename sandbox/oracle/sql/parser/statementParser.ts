import type { Assignment, Expression, Name, Statement, TableTarget } from './ast';
import { TokenCursor } from './cursor';
import { QueryParser } from './queryParser';
import { parseSource } from './sourceParser';

/** Parses SELECT, INSERT, UPDATE, DELETE and MERGE. Throws OraError with the offset. */
export function parseStatement(sql: string): Statement {
  const parser = new StatementParser(new TokenCursor(sql));
  return parser.statement();
}

class StatementParser {
  private readonly queries: QueryParser;

  constructor(private readonly cursor: TokenCursor) {
    this.queries = new QueryParser(cursor);
  }

  statement(): Statement {
    const statement = this.body();
    // A trailing semicolon belongs to the tool, not to SQL: Oracle answers ORA-00933, since 23ai it is accepted by some clients.
    if (!this.cursor.atEnd()) this.cursor.fail(933, 'SQL command not properly ended');
    return statement;
  }

  private body(): Statement {
    const { cursor } = this;
    if (cursor.takeWords('INSERT')) return this.insert();
    if (cursor.takeWords('UPDATE')) return this.update();
    if (cursor.takeWords('DELETE')) return this.delete();
    if (cursor.takeWords('MERGE')) return this.merge();
    if (cursor.isWord('SELECT') || cursor.isWord('WITH') || cursor.isOperator('(')) {
      return { kind: 'select', query: this.queries.query() };
    }
    return cursor.fail(900, 'invalid SQL statement');
  }

  private target(): TableTarget {
    const { cursor } = this;
    const { start } = cursor.current;
    const path = cursor.path();
    const { current } = cursor;
    const alias = ['USING', 'RETURNING', 'LOG'].includes(current.text)
      ? undefined
      : this.queries.alias(false);
    return { path, ...(alias && { alias }), start };
  }

  private insert(): Statement {
    const { cursor } = this;
    cursor.expectWord('INTO', 925, 'missing INTO keyword');
    const target = this.target();
    const columns = this.columnList();
    const valuesStart = cursor.current.start;
    if (cursor.takeWords('VALUES')) {
      const values = this.values();
      this.refuseReturning();
      return { kind: 'insert', target, columns, values, valuesStart };
    }
    const nested = cursor.isOperator('(');
    if (!nested && !cursor.isWord('SELECT') && !cursor.isWord('WITH')) {
      cursor.fail(926, 'missing VALUES keyword');
    }
    return { kind: 'insert', target, columns, query: this.queries.query(), valuesStart };
  }

  private columnList(): Name[] {
    const { cursor } = this;
    if (!cursor.isOperator('(') || cursor.isWord('SELECT', 1) || cursor.isWord('WITH', 1)) return [];
    cursor.openParenthesis();
    const columns = cursor.list(() => this.column());
    cursor.closeParenthesis();
    return columns;
  }

  /** c or t.c */
  private column(): Name {
    return this.cursor.path(904, 'invalid identifier').at(-1) as Name;
  }

  private values(): Expression[] {
    const { cursor } = this;
    cursor.openParenthesis();
    const values = cursor.list(() => this.queries.expressions.expression());
    cursor.closeParenthesis();
    return values;
  }

  private update(): Statement {
    const { cursor } = this;
    const target = this.target();
    cursor.expectWord('SET', 971, 'missing SET keyword');
    const assignments = this.assignments();
    const where = this.where();
    this.refuseReturning();
    return { kind: 'update', target, assignments, ...where };
  }

  private assignments(): Assignment[] {
    const { cursor } = this;
    return cursor.list(() => {
      let columns: Name[];
      if (cursor.isOperator('(')) {
        columns = this.columnList();
      } else {
        columns = [this.column()];
      }
      if (!cursor.takeOperator('=')) cursor.fail(927, 'missing equal sign');
      return { columns, value: this.queries.expressions.expression() };
    });
  }

  private where(): { where?: Expression } {
    return this.cursor.takeWords('WHERE') ? { where: this.queries.expressions.expression() } : {};
  }

  private delete(): Statement {
    this.cursor.takeWords('FROM');
    const target = this.target();
    const where = this.where();
    this.refuseReturning();
    return { kind: 'delete', target, ...where };
  }

  private merge(): Statement {
    const { cursor } = this;
    cursor.expectWord('INTO', 925, 'missing INTO keyword');
    const target = this.target();
    cursor.expectWord('USING', 905, 'missing keyword');
    const source = parseSource(this.queries);
    cursor.expectWord('ON', 969, 'missing ON keyword');
    const on = this.queries.expressions.expression();
    let update: Extract<Statement, { kind: 'merge' }>['update'];
    let insert: Extract<Statement, { kind: 'merge' }>['insert'];
    while (cursor.takeWords('WHEN')) {
      const unmatched = cursor.takeWords('NOT');
      cursor.expectWord('MATCHED', 905, 'missing keyword');
      cursor.expectWord('THEN', 905, 'missing keyword');
      if (unmatched) {
        cursor.expectWord('INSERT', 905, 'missing keyword');
        const columns = this.columnList();
        const valuesStart = cursor.current.start;
        cursor.expectWord('VALUES', 926, 'missing VALUES keyword');
        insert = { columns, values: this.values(), ...this.where(), valuesStart };
      } else {
        cursor.expectWord('UPDATE', 905, 'missing keyword');
        cursor.expectWord('SET', 971, 'missing SET keyword');
        update = { assignments: this.assignments(), ...this.where() };
        if (cursor.takeWords('DELETE')) {
          const { where } = this.where();
          update = { ...update, ...(where && { deleteWhere: where }) };
        }
      }
    }
    if (!update && !insert) cursor.fail(905, 'missing keyword');
    return {
      kind: 'merge',
      target,
      source,
      on,
      ...(update && { update }),
      ...(insert && { insert }),
    };
  }

  private refuseReturning(): void {
    if (this.cursor.isWord('RETURNING')) this.cursor.fail(3001, 'unimplemented feature: RETURNING');
  }
}
