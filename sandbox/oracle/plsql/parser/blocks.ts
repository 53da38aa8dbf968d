import type {
  Block,
  Handler,
  NameExpression,
  ParameterDeclaration,
  Statement,
  SubprogramDeclaration,
} from '../ast';
import type { ParameterMode } from '../host';
import { parseDeclarations } from './declarations';
import { parseExpression } from './expressions';
import { parseName } from './names';
import { parseStatement } from './statements';
import type { TokenStream } from './tokenStream';
import { parseTypeName } from './types';

const SEQUENCE_ENDS = ['END', 'ELSE', 'ELSIF', 'EXCEPTION', 'WHEN'];

/** `[DECLARE ...] BEGIN ... [EXCEPTION ...] END [label]` without the semicolon. */
export function parseBlock(s: TokenStream, label?: string): Block {
  const at = s.peek();
  const declarations = s.acceptWord('DECLARE') ? parseDeclarations(s) : [];
  return { ...parseBody(s), declarations, ...(label !== undefined && { label }), at };
}

function parseBody(s: TokenStream): Block {
  const at = s.expectWord('BEGIN');
  const body = parseStatements(s);
  const handlers = s.acceptWord('EXCEPTION') ? parseHandlers(s) : [];
  s.expectWord('END');
  if (s.isIdentifier()) {
    s.next();
  }
  return { kind: 'block', declarations: [], body, handlers, at };
}

/** At least one statement, as the language demands; an empty sequence is PLS-00103. */
export function parseStatements(s: TokenStream): Statement[] {
  const statements = [parseStatement(s)];
  while (!s.isWord(SEQUENCE_ENDS)) {
    statements.push(parseStatement(s));
  }
  return statements;
}

function parseHandlers(s: TokenStream): Handler[] {
  const handlers: Handler[] = [];
  do {
    s.expectWord('WHEN');
    const names: NameExpression[] = [parseName(s)];
    while (s.acceptWord('OR')) {
      names.push(parseName(s));
    }
    s.expectWord('THEN');
    handlers.push({ names, body: parseStatements(s) });
  } while (s.isWord('WHEN'));
  return handlers;
}

/** `PROCEDURE|FUNCTION name[(parameters)] [RETURN type] {; | IS ... END [name];}` */
export function parseSubprogram(s: TokenStream): SubprogramDeclaration {
  const isFunction = s.isWord('FUNCTION');
  s.next();
  const at = s.peek();
  let name = s.expectIdentifier().text;
  if (s.acceptOperator('.')) {
    name = s.expectIdentifier().text;
  }
  const parameters = parseParameters(s);
  let returns;
  if (isFunction) {
    s.expectWord('RETURN');
    returns = parseTypeName(s);
  }
  skipProperties(s);
  const head = { kind: 'subprogram' as const, name, parameters, ...(returns && { returns }), at };
  if (s.acceptOperator(';')) {
    return head;
  }
  if (!s.acceptWord('IS') && !s.acceptWord('AS')) {
    s.fail([';', 'is', 'as']);
  }
  const declarations = parseDeclarations(s);
  const body = { ...parseBody(s), declarations, at };
  s.expectOperator(';');
  return { ...head, body };
}

// They change who may call and how often, not what is computed here.
function skipProperties(s: TokenStream): void {
  for (;;) {
    if (s.acceptWord('AUTHID')) {
      s.next();
    } else if (
      !s.acceptWord('DETERMINISTIC') &&
      !s.acceptWord('RESULT_CACHE') &&
      !s.acceptWord('PARALLEL_ENABLE')
    ) {
      return;
    }
  }
}

export function parseParameters(s: TokenStream): ParameterDeclaration[] {
  const parameters: ParameterDeclaration[] = [];
  if (!s.acceptOperator('(')) {
    return parameters;
  }
  do {
    const at = s.peek();
    const name = s.expectIdentifier().text;
    const mode = parseMode(s);
    s.acceptWord('NOCOPY');
    const type = parseTypeName(s);
    const initial = s.acceptOperator(':=') || s.acceptWord('DEFAULT') ? parseExpression(s) : undefined;
    parameters.push({ name, mode, type, ...(initial && { initial }), at });
  } while (s.acceptOperator(','));
  s.expectOperator(')');
  return parameters;
}

/** IN when nothing is written. */
export function parseMode(s: TokenStream): ParameterMode {
  if (s.acceptWord('IN')) {
    return s.acceptWord('OUT') ? 'IN OUT' : 'IN';
  }
  return s.acceptWord('OUT') ? 'OUT' : 'IN';
}
