import type { Value } from '../../database';
import type { Expression, LiteralFamily, Position } from '../ast';
import { decimalValue } from '../values/decimal';
import { parseDateLiteral, parseTimestampLiteral } from '../values/dateLiterals';
import { parseExpression } from './expressions';
import { parseName } from './names';
import { type TokenStream, syntaxFault, unsupported } from './tokenStream';
import { parseTypeName } from './types';

const CURSOR_ATTRIBUTES = ['FOUND', 'NOTFOUND', 'ROWCOUNT', 'ISOPEN'] as const;
const INTERVAL_DAYS: Readonly<Record<string, number>> = { DAY: 1, HOUR: 24, MINUTE: 1440, SECOND: 86400 };

/** A literal, bind, name, call, CASE or parenthesised expression. */
export function parsePrimary(s: TokenStream): Expression {
  const token = s.peek();
  switch (token.kind) {
    case 'number':
      s.next();
      return literal(decimalValue(token.text.replace(/[fd]$/i, '')), 'number', token);
    case 'string':
      s.next();
      return literal(token.text === '' ? null : token.text, 'string', token);
    case 'bind':
      s.next();
      return { kind: 'bind', name: token.text, at: token };
    case 'operator':
      return token.text === '(' ? parseParenthesised(s) : s.fail(['<an expression>']);
    case 'quotedIdentifier':
      return parseNameOrAttribute(s);
    case 'identifier':
      return parseWord(s, token.text, token);
    default:
      return s.fail(['<an expression>']);
  }
}

function parseParenthesised(s: TokenStream): Expression {
  s.expectOperator('(');
  if (s.isWord(['SELECT', 'WITH'])) {
    throw syntaxFault(s.peek(), 'PLS-00405: subquery not allowed in this context');
  }
  const inner = parseExpression(s);
  s.expectOperator(')');
  return inner;
}

function parseWord(s: TokenStream, word: string, at: Position): Expression {
  const quoteFollows = s.peek(1).kind === 'string';
  const parenthesisFollows = s.isOperator('(', 1);
  if (word === 'NULL') {
    s.next();
    return literal(null, 'null', at);
  }
  if (word === 'TRUE' || word === 'FALSE') {
    s.next();
    return literal(word === 'TRUE', 'boolean', at);
  }
  if (word === 'CASE') {
    return parseCase(s);
  }
  if (quoteFollows && (word === 'DATE' || word === 'TIMESTAMP')) {
    s.next();
    const text = s.next().text;
    return word === 'DATE'
      ? literal(parseDateLiteral(text), 'date', at)
      : literal(parseTimestampLiteral(text), 'timestamp', at);
  }
  if (quoteFollows && word === 'INTERVAL') {
    return parseInterval(s);
  }
  if (parenthesisFollows && word === 'CAST') {
    return parseCast(s);
  }
  if (parenthesisFollows && word === 'TRIM') {
    return parseTrim(s);
  }
  if (parenthesisFollows && word === 'EXTRACT') {
    return parseExtract(s);
  }
  return parseNameOrAttribute(s);
}

function parseNameOrAttribute(s: TokenStream): Expression {
  const name = parseName(s);
  if (!s.isOperator('%')) {
    return name;
  }
  const at = s.next();
  const attribute = CURSOR_ATTRIBUTES.find((candidate) => s.isWord(candidate));
  if (!attribute) {
    return s.fail(['found', 'notfound', 'rowcount', 'isopen']);
  }
  s.next();
  return { kind: 'attribute', of: name, attribute, at };
}

function parseCase(s: TokenStream): Expression {
  const at = s.expectWord('CASE');
  const selector = s.isWord('WHEN') ? undefined : parseExpression(s);
  const branches: { when: Expression; then: Expression }[] = [];
  do {
    s.expectWord('WHEN');
    const when = parseExpression(s);
    s.expectWord('THEN');
    branches.push({ when, then: parseExpression(s) });
  } while (s.isWord('WHEN'));
  const otherwise = s.acceptWord('ELSE') ? parseExpression(s) : undefined;
  s.expectWord('END');
  return { kind: 'case', ...(selector && { selector }), branches, ...(otherwise && { otherwise }), at };
}

/** A day-to-second interval of one field is kept as its number of days, which date arithmetic takes as it is. */
function parseInterval(s: TokenStream): Expression {
  const at = s.expectWord('INTERVAL');
  const amount = s.next().text;
  const perDay = INTERVAL_DAYS[s.peek().text];
  if (perDay === undefined || !/^[+-]?\d+(\.\d+)?$/.test(amount)) {
    throw unsupported(at, 'interval literals of months, years or several fields');
  }
  s.next();
  return literal(Number(amount) / perDay, 'number', at);
}

function parseCast(s: TokenStream): Expression {
  const at = s.expectWord('CAST');
  s.expectOperator('(');
  const operand = parseExpression(s);
  s.expectWord('AS');
  const type = parseTypeName(s);
  s.expectOperator(')');
  return { kind: 'cast', operand, type, at };
}

/** `TRIM(x)`, `TRIM([LEADING|TRAILING|BOTH] [c] FROM x)`: rewritten to calls of TRIM, LTRIM and RTRIM. */
function parseTrim(s: TokenStream): Expression {
  const at = s.next();
  s.expectOperator('(');
  const side = s.isWord(['LEADING', 'TRAILING', 'BOTH']) ? s.next().text : 'BOTH';
  const first = s.isWord('FROM') ? undefined : parseExpression(s);
  const operand = s.acceptWord('FROM') ? parseExpression(s) : undefined;
  s.expectOperator(')');
  const subject = operand ?? first ?? s.fail(['<an expression>']);
  const characters = operand && first ? [first] : [];
  const left = side === 'TRAILING' ? subject : call('LTRIM', [subject, ...characters], at);
  return side === 'LEADING' ? left : call('RTRIM', [left, ...characters], at);
}

/** `EXTRACT(YEAR FROM d)`: the field name becomes the first argument of the built-in EXTRACT. */
function parseExtract(s: TokenStream): Expression {
  const at = s.next();
  s.expectOperator('(');
  const field = s.expectIdentifier().text;
  s.expectWord('FROM');
  const operand = parseExpression(s);
  s.expectOperator(')');
  return call('EXTRACT', [literal(field, 'string', at), operand], at);
}

function call(text: string, values: readonly Expression[], at: Position): Expression {
  return { kind: 'name', parts: [{ text, args: values.map((value) => ({ value })), at }], at };
}

function literal(value: Value, family: LiteralFamily, at: Position): Expression {
  return { kind: 'literal', value, family, at };
}
