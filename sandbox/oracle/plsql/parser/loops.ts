import type { LoopStatement, Position, Statement } from '../ast';
import { parseStatements } from './blocks';
import { parseExpression } from './expressions';
import { parseSqlInParentheses } from './sqlText';
import type { TokenStream } from './tokenStream';

/** LOOP, WHILE and the forms of FOR. */
export function parseLoop(s: TokenStream, label: string | undefined): LoopStatement {
  const at = s.peek();
  const labelled = label === undefined ? {} : { label };
  if (s.acceptWord('WHILE')) {
    const condition = parseExpression(s);
    return { kind: 'while', condition, ...labelled, body: parseLoopBody(s), at };
  }
  return s.acceptWord('FOR')
    ? parseFor(s, labelled, at)
    : { kind: 'loop', ...labelled, body: parseLoopBody(s), at };
}

function parseFor(s: TokenStream, labelled: { label?: string }, at: Position): LoopStatement {
  const variable = s.expectIdentifier().text;
  s.expectWord('IN');
  if (isQueryInParentheses(s)) {
    const query = parseSqlInParentheses(s);
    return { kind: 'forQuery', variable, query, ...labelled, body: parseLoopBody(s), at };
  }
  const reverse = s.acceptWord('REVERSE');
  const low = parseExpression(s);
  if (s.acceptOperator('..')) {
    const high = parseExpression(s);
    return { kind: 'forRange', variable, reverse, low, high, ...labelled, body: parseLoopBody(s), at };
  }
  if (low.kind !== 'name') {
    return s.fail(['..']);
  }
  return { kind: 'forCursor', variable, cursor: low, ...labelled, body: parseLoopBody(s), at };
}

function isQueryInParentheses(s: TokenStream): boolean {
  let ahead = 0;
  while (s.isOperator('(', ahead)) {
    ahead++;
  }
  return ahead > 0 && s.isWord(['SELECT', 'WITH'], ahead);
}

function parseLoopBody(s: TokenStream): Statement[] {
  s.expectWord('LOOP');
  const body = parseStatements(s);
  s.expectWord('END');
  s.expectWord('LOOP');
  if (s.isIdentifier()) {
    s.next();
  }
  s.expectOperator(';');
  return body;
}
