/**
 * Tokens shared by the PL/SQL parser and the SQL rewriter: one lexer for both languages, as in Oracle.
 */
export type TokenKind =
  | 'identifier' // unquoted: `text` is upper case
  | 'quotedIdentifier' // "..." : `text` without quotes, case kept
  | 'string' // '...' or q'[...]' : `text` is the value
  | 'number' // `text` as written
  | 'bind' // :name or :1 : `text` is upper case without the colon
  | 'operator' // := => .. || <= >= <> != ^= ** ( ) , ; . % + - * / = < > @ and <<  >>
  | 'hint' // /*+ ... */ kept so that a statement can be passed on; ignored by both
  | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Zero-based offset of the first character in the source. */
  readonly start: number;
  /** Offset behind the last character. */
  readonly end: number;
  /** One-based, for error stacks. */
  readonly line: number;
  readonly column: number;
}

/** `tokenize(source)` lives in lexer.ts; it throws OraError 911, 1756 (unterminated string) with the offset. */
export type Tokenize = (source: string) => Token[];
