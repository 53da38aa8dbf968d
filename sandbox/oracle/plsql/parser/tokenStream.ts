import { OraError } from '../../oraError';
import type { Position } from '../ast';
import { tokenize } from '../lexer';
import type { Token } from '../token';

/** Words that cannot name anything; a symbol among them where an expression should stand is a syntax error. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'ALL ALTER AND ANY AS ASC BEGIN BETWEEN BY CASE CHECK CLUSTER CONNECT CREATE CURSOR DECLARE DEFAULT DESC ' +
    'DISTINCT DROP ELSE ELSIF END EXCEPTION FETCH FOR FROM GOTO GRANT GROUP HAVING IF IN INSERT INTERSECT INTO IS ' +
    'LIKE LOOP MINUS NOT OF ON OPTION OR ORDER PROCEDURE PUBLIC RAISE RETURN REVOKE SELECT THEN TO UNION ' +
    'UNIQUE UPDATE VALUES VIEW WHEN WHERE WHILE WITH'
  ).split(' '),
);

/** Reads tokens one by one; every syntax error of PL/SQL (PLS-00103) comes from here. */
export class TokenStream {
  private readonly tokens: readonly Token[];
  private index = 0;

  /** `tokens`: a part of the source's tokens, with an end token, to read only that. */
  constructor(
    readonly source: string,
    tokens: readonly Token[] = tokenize(source),
  ) {
    this.tokens = tokens.filter((token) => token.kind !== 'hint');
  }

  peek(ahead = 0): Token {
    const token = this.tokens[Math.min(this.index + ahead, this.tokens.length - 1)];
    if (!token) {
      throw new RangeError('a token stream always ends with an end token');
    }
    return token;
  }

  next(): Token {
    const token = this.peek();
    this.index = Math.min(this.index + 1, this.tokens.length - 1);
    return token;
  }

  previous(): Token {
    return this.tokens[this.index - 1] ?? this.peek();
  }

  /** True when the token `ahead` is one of these unquoted words. */
  isWord(words: string | readonly string[], ahead = 0): boolean {
    const token = this.peek(ahead);
    return (
      token.kind === 'identifier' &&
      (typeof words === 'string' ? token.text === words : words.includes(token.text))
    );
  }

  isOperator(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'operator' && token.text === text;
  }

  acceptWord(word: string): boolean {
    const found = this.isWord(word);
    if (found) {
      this.next();
    }
    return found;
  }

  acceptOperator(text: string): boolean {
    const found = this.isOperator(text);
    if (found) {
      this.next();
    }
    return found;
  }

  expectWord(word: string): Token {
    return this.isWord(word) ? this.next() : this.fail([word.toLowerCase()]);
  }

  expectOperator(text: string): Token {
    return this.isOperator(text) ? this.next() : this.fail([text]);
  }

  expectEnd(): void {
    if (this.peek().kind !== 'end') {
      this.fail(['<end of statement>']);
    }
  }

  isIdentifier(ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'quotedIdentifier' || (token.kind === 'identifier' && !RESERVED.has(token.text));
  }

  expectIdentifier(): Token {
    return this.isIdentifier()
      ? this.next()
      : this.fail(['<an identifier>', '<a double-quoted delimited-identifier>']);
  }

  /** A whole number, e.g. of VARCHAR2(10); a sign is allowed. */
  expectInteger(): number {
    const negative = this.acceptOperator('-');
    const token = this.peek();
    if (token.kind !== 'number' || !/^\d+$/.test(token.text)) {
      return this.fail(['<an integer>']);
    }
    this.next();
    return negative ? -Number(token.text) : Number(token.text);
  }

  /** The tokens from one index to another, for static SQL; see `mark`. */
  slice(from: number, to: number): Token[] {
    return this.tokens.slice(from, to);
  }

  mark(): number {
    return this.index;
  }

  fail(expected: readonly string[]): never {
    const token = this.peek();
    const symbol = token.kind === 'end' ? 'end-of-file' : token.text;
    throw syntaxFault(
      token,
      `PLS-00103: Encountered the symbol "${symbol}" when expecting one of the following:\n\n   ${expected.join(' ')}\n`,
    );
  }
}

/** ORA-06550 for one fault of the source text. */
export function syntaxFault(at: Position, text: string): OraError {
  return new OraError(6550, `line ${at.line}, column ${at.column}:\n${text}`);
}

/** What the language has and this interpreter does not: an honest refusal instead of a guess. */
export function unsupported(at: Position, what: string): OraError {
  return new OraError(3001, `unimplemented feature: ${what} (line ${at.line}, column ${at.column})`);
}
