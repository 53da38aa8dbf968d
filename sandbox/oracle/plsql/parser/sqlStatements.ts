import type { Statement, UsingArgument } from '../ast';
import { parseMode } from './blocks';
import { parseExpression } from './expressions';
import { parseName } from './names';
import { parseDml, parseInto, parseSelectInto, parseSqlUntilSemicolon } from './sqlText';
import { type TokenStream, unsupported } from './tokenStream';

/** A statement that reaches the SQL engine or the transaction; undefined when none stands here. */
export function parseSqlStatement(s: TokenStream): Statement | undefined {
  const at = s.peek();
  if (at.kind !== 'identifier' || s.isOperator(':=', 1) || s.isOperator('.', 1)) {
    return undefined;
  }
  switch (at.text) {
    case 'SELECT':
    case 'WITH':
      return { kind: 'selectInto', ...parseSelectInto(s), at };
    case 'INSERT':
    case 'UPDATE':
    case 'DELETE':
    case 'MERGE':
      return { kind: 'dml', sql: parseDml(s), at };
    case 'LOCK':
    case 'SET':
      return s.isWord(['TABLE', 'TRANSACTION'], 1) ? { kind: 'dml', sql: parseDml(s), at } : undefined;
    case 'FORALL':
      return parseForAll(s);
    case 'EXECUTE':
      return parseExecuteImmediate(s);
    case 'COMMIT':
    case 'ROLLBACK':
    case 'SAVEPOINT':
      return parseTransaction(s);
    case 'OPEN':
      return parseOpen(s);
    case 'FETCH':
      return parseFetch(s);
    case 'CLOSE':
      s.next();
      return ended(s, { kind: 'close', cursor: parseName(s), at });
    default:
      return undefined;
  }
}

function parseForAll(s: TokenStream): Statement {
  const at = s.expectWord('FORALL');
  const variable = s.expectIdentifier().text;
  s.expectWord('IN');
  if (s.isWord(['INDICES', 'VALUES'])) {
    throw unsupported(s.peek(), 'FORALL over INDICES OF or VALUES OF');
  }
  const low = parseExpression(s);
  s.expectOperator('..');
  const high = parseExpression(s);
  if (s.isWord('SAVE')) {
    throw unsupported(s.peek(), 'SAVE EXCEPTIONS');
  }
  return { kind: 'forAll', variable, low, high, sql: parseDml(s), at };
}

function parseExecuteImmediate(s: TokenStream): Statement {
  const at = s.expectWord('EXECUTE');
  s.expectWord('IMMEDIATE');
  const text = parseExpression(s);
  const { bulk, into } = s.isWord(['INTO', 'BULK']) ? parseInto(s) : { bulk: false, into: [] };
  const using = parseUsing(s);
  if (s.isWord(['RETURNING', 'RETURN'])) {
    throw unsupported(s.peek(), 'RETURNING in EXECUTE IMMEDIATE');
  }
  return ended(s, { kind: 'executeImmediate', text, bulk, into, using, at });
}

function parseUsing(s: TokenStream): UsingArgument[] {
  const using: UsingArgument[] = [];
  if (s.acceptWord('USING')) {
    do {
      const mode = parseMode(s);
      using.push({ mode, value: parseExpression(s) });
    } while (s.acceptOperator(','));
  }
  return using;
}

function parseTransaction(s: TokenStream): Statement {
  const at = s.next();
  if (at.text === 'SAVEPOINT') {
    return ended(s, { kind: 'savepoint', name: s.expectIdentifier().text, at });
  }
  s.acceptWord('WORK');
  if (at.text === 'ROLLBACK') {
    if (!s.acceptWord('TO')) {
      return ended(s, { kind: 'rollback', at });
    }
    s.acceptWord('SAVEPOINT');
    return ended(s, { kind: 'rollback', savepoint: s.expectIdentifier().text, at });
  }
  if (s.acceptWord('COMMENT')) {
    s.next();
  }
  while (s.isWord(['WRITE', 'WAIT', 'NOWAIT', 'IMMEDIATE', 'BATCH'])) {
    s.next();
  }
  return ended(s, { kind: 'commit', at });
}

function parseOpen(s: TokenStream): Statement {
  const at = s.expectWord('OPEN');
  const cursor = parseName(s);
  if (!s.acceptWord('FOR')) {
    return ended(s, { kind: 'open', cursor, at });
  }
  if (s.isWord(['SELECT', 'WITH'])) {
    return { kind: 'openFor', cursor, query: parseSqlUntilSemicolon(s), using: [], at };
  }
  const query = parseExpression(s);
  return ended(s, { kind: 'openFor', cursor, query, using: parseUsing(s), at });
}

function parseFetch(s: TokenStream): Statement {
  const at = s.expectWord('FETCH');
  const cursor = parseName(s);
  const { bulk, into } = parseInto(s);
  const limit = s.acceptWord('LIMIT') ? parseExpression(s) : undefined;
  return ended(s, { kind: 'fetch', cursor, bulk, into, ...(limit && { limit }), at });
}

function ended(s: TokenStream, statement: Statement): Statement {
  s.expectOperator(';');
  return statement;
}
