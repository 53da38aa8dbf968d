import type { Argument, NameExpression, NamePart, TargetExpression } from '../ast';
import { parseExpression } from './expressions';
import type { TokenStream } from './tokenStream';

/** `a.b(1).c(x => 2)`: variables, elements, fields and calls look alike until names are resolved. */
export function parseName(s: TokenStream): NameExpression {
  const first = parsePart(s, s.isIdentifier());
  const parts = [first];
  for (;;) {
    if (s.acceptOperator('.')) {
      parts.push(parsePart(s, s.peek().kind === 'identifier' || s.isIdentifier()));
    } else if (s.isOperator('(')) {
      // The second index of a table of tables: t(1)(2).
      const at = s.peek();
      parts.push({ text: '', args: parseArguments(s), at });
    } else {
      break;
    }
  }
  return { kind: 'name', parts, at: first.at };
}

/** `:bind` or a name. */
export function parseTarget(s: TokenStream): TargetExpression {
  const token = s.peek();
  if (token.kind === 'bind') {
    s.next();
    return { kind: 'bind', name: token.text, at: token };
  }
  return parseName(s);
}

export function parseTargets(s: TokenStream): TargetExpression[] {
  const targets = [parseTarget(s)];
  while (s.acceptOperator(',')) {
    targets.push(parseTarget(s));
  }
  return targets;
}

/** A dotted name without parentheses, e.g. of a type. */
export function parsePath(s: TokenStream): string[] {
  const path = [s.expectIdentifier().text];
  while (s.acceptOperator('.')) {
    path.push(s.expectIdentifier().text);
  }
  return path;
}

// Behind a dot reserved words are names too: t.exists(1), t.delete, pkg.update.
function parsePart(s: TokenStream, allowed: boolean): NamePart {
  const token = allowed ? s.next() : s.expectIdentifier();
  return s.isOperator('(')
    ? { text: token.text, args: parseArguments(s), at: token }
    : { text: token.text, at: token };
}

function parseArguments(s: TokenStream): Argument[] {
  s.expectOperator('(');
  const args: Argument[] = [];
  if (s.acceptOperator(')')) {
    return args;
  }
  do {
    args.push(parseArgument(s));
  } while (s.acceptOperator(','));
  s.expectOperator(')');
  return args;
}

function parseArgument(s: TokenStream): Argument {
  if ((s.isIdentifier() || s.peek().kind === 'identifier') && s.isOperator('=>', 1)) {
    const token = s.next();
    s.next();
    const key: NameExpression = { kind: 'name', parts: [{ text: token.text, at: token }], at: token };
    return { name: token.text, key, value: parseExpression(s) };
  }
  const value = parseExpression(s);
  return s.acceptOperator('=>') ? { key: value, value: parseExpression(s) } : { value };
}
