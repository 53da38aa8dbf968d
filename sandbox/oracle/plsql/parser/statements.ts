import type { ConditionalBranch, Position, Statement } from '../ast';
import { parseBlock, parseStatements } from './blocks';
import { parseExpression } from './expressions';
import { parseLoop } from './loops';
import { parseName, parseTarget } from './names';
import { parseSqlStatement } from './sqlStatements';
import { type TokenStream, syntaxFault, unsupported } from './tokenStream';

const LOOP_WORDS = ['LOOP', 'WHILE', 'FOR'];

/** One statement with its semicolon, labels in front included. */
export function parseStatement(s: TokenStream): Statement {
  const label = parseLabel(s);
  if (s.isWord(LOOP_WORDS)) {
    return parseLoop(s, label);
  }
  if (s.isWord(['DECLARE', 'BEGIN'])) {
    const block = parseBlock(s, label);
    s.expectOperator(';');
    return block;
  }
  return parseSqlStatement(s) ?? parseKeywordStatement(s) ?? parseAssignmentOrCall(s);
}

function parseLabel(s: TokenStream): string | undefined {
  let label: string | undefined;
  while (s.acceptOperator('<<')) {
    label = s.expectIdentifier().text;
    s.expectOperator('>>');
  }
  return label;
}

function parseKeywordStatement(s: TokenStream): Statement | undefined {
  const at = s.peek();
  if (at.kind !== 'identifier') {
    return undefined;
  }
  switch (at.text) {
    case 'NULL':
      s.next();
      return ended(s, { kind: 'null', at });
    case 'IF':
      return parseIf(s);
    case 'CASE':
      return parseCaseStatement(s);
    case 'EXIT':
    case 'CONTINUE':
      return s.isOperator(':=', 1) || s.isOperator('(', 1) ? undefined : parseJump(s);
    case 'RETURN':
      return parseReturn(s);
    case 'RAISE':
      return parseRaise(s);
    case 'CALL':
      return s.isIdentifier(1) ? parseCall(s) : undefined;
    case 'GOTO':
      throw unsupported(at, 'GOTO');
    case 'PIPE':
      throw unsupported(at, 'PIPE ROW');
    default:
      return undefined;
  }
}

function parseIf(s: TokenStream): Statement {
  const at = s.expectWord('IF');
  const branches: ConditionalBranch[] = [];
  do {
    const when = parseExpression(s);
    s.expectWord('THEN');
    branches.push({ when, body: parseStatements(s) });
  } while (s.acceptWord('ELSIF'));
  const otherwise = s.acceptWord('ELSE') ? parseStatements(s) : undefined;
  s.expectWord('END');
  s.expectWord('IF');
  return ended(s, { kind: 'if', branches, ...(otherwise && { otherwise }), at });
}

function parseCaseStatement(s: TokenStream): Statement {
  const at = s.expectWord('CASE');
  const selector = s.isWord('WHEN') ? undefined : parseExpression(s);
  const branches: ConditionalBranch[] = [];
  do {
    s.expectWord('WHEN');
    const when = parseExpression(s);
    s.expectWord('THEN');
    branches.push({ when, body: parseStatements(s) });
  } while (s.isWord('WHEN'));
  const otherwise = s.acceptWord('ELSE') ? parseStatements(s) : undefined;
  s.expectWord('END');
  s.expectWord('CASE');
  if (s.isIdentifier()) {
    s.next();
  }
  return ended(s, {
    kind: 'caseStatement',
    ...(selector && { selector }),
    branches,
    ...(otherwise && { otherwise }),
    at,
  });
}

function parseJump(s: TokenStream): Statement {
  const at = s.next();
  const kind = at.text === 'EXIT' ? 'exit' : 'continue';
  const label = s.isIdentifier() ? s.next().text : undefined;
  const when = s.acceptWord('WHEN') ? parseExpression(s) : undefined;
  return ended(s, { kind, ...(label !== undefined && { label }), ...(when && { when }), at });
}

function parseReturn(s: TokenStream): Statement {
  const at = s.expectWord('RETURN');
  const value = s.isOperator(';') ? undefined : parseExpression(s);
  return ended(s, { kind: 'return', ...(value && { value }), at });
}

function parseRaise(s: TokenStream): Statement {
  const at = s.expectWord('RAISE');
  const exception = s.isOperator(';') ? undefined : parseName(s);
  return ended(s, { kind: 'raise', ...(exception && { exception }), at });
}

/** `CALL name(...) [INTO :bind]`: SQL's form of a call, which stands alone instead of a block. */
export function parseCall(s: TokenStream): Statement {
  const at = s.expectWord('CALL');
  const name = parseName(s);
  if (!name.parts.at(-1)?.args) {
    return s.fail(['(']);
  }
  const into = s.acceptWord('INTO') ? parseTarget(s) : undefined;
  if (!s.acceptOperator(';')) {
    s.expectEnd();
  }
  return { kind: 'call', name, ...(into && { into }), at };
}

function parseAssignmentOrCall(s: TokenStream): Statement {
  const at: Position = s.peek();
  if (s.peek().kind !== 'bind' && !s.isIdentifier()) {
    s.fail([
      'begin',
      'case',
      'declare',
      'end',
      'exit',
      'for',
      'if',
      'loop',
      'null',
      'raise',
      'return',
      'while',
    ]);
  }
  const target = parseTarget(s);
  if (s.acceptOperator(':=')) {
    return ended(s, { kind: 'assign', target, value: parseExpression(s), at });
  }
  if (target.kind === 'bind') {
    return s.fail([':=']);
  }
  if (!s.isOperator(';')) {
    if (s.isOperator('@')) {
      throw syntaxFault(s.peek(), 'PLS-00352: Unable to access another database through a link');
    }
    s.fail([':=', '.', '(', '%', ';']);
  }
  return ended(s, { kind: 'call', name: target, at });
}

function ended(s: TokenStream, statement: Statement): Statement {
  s.expectOperator(';');
  return statement;
}
