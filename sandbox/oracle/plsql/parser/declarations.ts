import type { Declaration } from '../ast';
import { parseParameters, parseSubprogram } from './blocks';
import { parseExpression } from './expressions';
import { parseName } from './names';
import { parseSqlUntilSemicolon } from './sqlText';
import { type TokenStream, unsupported } from './tokenStream';
import { parseNotNull, parseTypeDefinition, parseTypeName } from './types';

// They steer the compiler only.
const IGNORED_PRAGMAS = [
  'INLINE',
  'UDF',
  'SERIALLY_REUSABLE',
  'RESTRICT_REFERENCES',
  'DEPRECATE',
  'COVERAGE',
];

/** Everything up to BEGIN. */
export function parseDeclarations(s: TokenStream): Declaration[] {
  const declarations: Declaration[] = [];
  while (!s.isWord('BEGIN')) {
    const declaration = parseDeclaration(s);
    if (declaration) {
      declarations.push(declaration);
    }
  }
  return declarations;
}

function parseDeclaration(s: TokenStream): Declaration | undefined {
  if (s.isWord(['PROCEDURE', 'FUNCTION'])) {
    return parseSubprogram(s);
  }
  if (s.isWord('PRAGMA')) {
    return parsePragma(s);
  }
  if (s.isWord('CURSOR')) {
    return parseCursor(s);
  }
  if (s.isWord(['TYPE', 'SUBTYPE']) && s.isIdentifier(1) && s.isWord('IS', 2)) {
    return parseTypeOrSubtype(s);
  }
  return parseVariable(s);
}

function parseVariable(s: TokenStream): Declaration {
  const at = s.peek();
  const name = s.expectIdentifier().text;
  if (s.acceptWord('EXCEPTION')) {
    s.expectOperator(';');
    return { kind: 'exception', name, at };
  }
  const constant = s.acceptWord('CONSTANT');
  const type = parseTypeName(s);
  const notNull = parseNotNull(s);
  const initial = s.acceptOperator(':=') || s.acceptWord('DEFAULT') ? parseExpression(s) : undefined;
  s.expectOperator(';');
  return { kind: 'variable', name, type, constant, notNull, ...(initial && { initial }), at };
}

function parseTypeOrSubtype(s: TokenStream): Declaration {
  const at = s.next();
  const name = s.expectIdentifier().text;
  s.expectWord('IS');
  if (at.text === 'SUBTYPE') {
    const type = parseTypeName(s);
    parseNotNull(s);
    s.expectOperator(';');
    return { kind: 'subtype', name, type, at };
  }
  const definition = parseTypeDefinition(s);
  s.expectOperator(';');
  return { kind: 'type', name, definition, at };
}

function parseCursor(s: TokenStream): Declaration {
  s.expectWord('CURSOR');
  const at = s.peek();
  const name = s.expectIdentifier().text;
  const parameters = parseParameters(s);
  if (s.acceptWord('RETURN')) {
    parseTypeName(s);
  }
  s.expectWord('IS');
  const query = parseSqlUntilSemicolon(s);
  return { kind: 'cursor', name, parameters, query, at };
}

function parsePragma(s: TokenStream): Declaration | undefined {
  const at = s.expectWord('PRAGMA');
  if (s.acceptWord('EXCEPTION_INIT')) {
    s.expectOperator('(');
    const name = s.expectIdentifier().text;
    s.expectOperator(',');
    const code = s.expectInteger();
    s.expectOperator(')');
    s.expectOperator(';');
    return { kind: 'exceptionInit', name, code, at };
  }
  if (!s.isWord(IGNORED_PRAGMAS)) {
    throw unsupported(at, `PRAGMA ${s.peek().text}`);
  }
  parseName(s);
  s.expectOperator(';');
  return undefined;
}
