import type { SqlText, TargetExpression } from '../ast';
import type { Token } from '../token';
import { parseTargets } from './names';
import { type TokenStream, syntaxFault, unsupported } from './tokenStream';

/** The text of a static statement up to the semicolon, which is consumed. */
export function parseSqlUntilSemicolon(s: TokenStream): SqlText {
  const from = s.mark();
  skipSql(s, (depth) => depth === 0 && s.isOperator(';'));
  const sql = sqlText(s, from);
  s.expectOperator(';');
  return sql;
}

/** The text between the parentheses of `FOR r IN (SELECT ...)`, both consumed. */
export function parseSqlInParentheses(s: TokenStream): SqlText {
  s.expectOperator('(');
  const from = s.mark();
  skipSql(s, (depth) => depth === 0 && s.isOperator(')'));
  const sql = sqlText(s, from);
  s.expectOperator(')');
  return sql;
}

export interface SelectInto {
  readonly query: SqlText;
  readonly bulk: boolean;
  readonly into: readonly TargetExpression[];
}

/** `SELECT list [BULK COLLECT] INTO targets FROM ...;` */
export function parseSelectInto(s: TokenStream): SelectInto {
  const at = s.peek();
  const from = s.mark();
  skipSql(s, (depth) => depth === 0 && (s.isOperator(';') || s.isWord(['INTO', 'BULK'])));
  if (s.isOperator(';')) {
    throw syntaxFault(at, 'PLS-00428: an INTO clause is expected in this SELECT statement');
  }
  const intoMark = s.mark();
  const intoStart = s.peek().start;
  const { bulk, into } = parseInto(s);
  const intoEnd = s.previous().end;
  const afterInto = s.mark();
  skipSql(s, (depth) => depth === 0 && s.isOperator(';'));
  const tokens = [...s.slice(from, intoMark), ...s.slice(afterInto, s.mark())];
  const end = s.previous().end;
  // Blanks keep every offset, so that an error of the SQL engine points at the right place.
  const blank = s.source.slice(intoStart, intoEnd).replace(/[^\n]/g, ' ');
  const text = s.source.slice(at.start, intoStart) + blank + s.source.slice(intoEnd, end);
  s.expectOperator(';');
  return { query: { text, tokens, start: at.start, source: s.source, at }, bulk, into };
}

/** `[BULK COLLECT] INTO a, b` of SELECT, FETCH and EXECUTE IMMEDIATE. */
export function parseInto(s: TokenStream): { bulk: boolean; into: TargetExpression[] } {
  const bulk = s.acceptWord('BULK');
  if (bulk) {
    s.expectWord('COLLECT');
  }
  s.expectWord('INTO');
  return { bulk, into: parseTargets(s) };
}

/** INSERT, UPDATE, DELETE, MERGE and what else is passed on as it stands. */
export function parseDml(s: TokenStream): SqlText {
  const sql = parseSqlUntilSemicolon(s);
  let depth = 0;
  for (const token of sql.tokens) {
    depth += token.kind !== 'operator' ? 0 : token.text === '(' ? 1 : token.text === ')' ? -1 : 0;
    // Inside parentheses the word belongs to JSON_VALUE and the like.
    if (depth === 0 && token.kind === 'identifier' && token.text === 'RETURNING') {
      throw unsupported(token, 'RETURNING in a static statement');
    }
  }
  return sql;
}

function skipSql(s: TokenStream, stop: (depth: number) => boolean): void {
  let depth = 0;
  while (!stop(depth)) {
    if (s.peek().kind === 'end') {
      s.fail([';']);
    }
    if (s.isOperator('(')) {
      depth++;
    } else if (s.isOperator(')')) {
      depth--;
    }
    s.next();
  }
}

function sqlText(s: TokenStream, from: number): SqlText {
  const tokens: Token[] = s.slice(from, s.mark());
  const first = tokens[0];
  const last = tokens.at(-1);
  if (!first || !last) {
    return s.fail(['select']);
  }
  const text = s.source.slice(first.start, last.end);
  return { text, tokens, start: first.start, source: s.source, at: first };
}
