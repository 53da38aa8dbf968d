import { OraError } from '../../oraError';
import { tokenize } from '../../plsql/lexer';
import type { Token } from '../../plsql/token';
import type { Name } from './ast';

/** Words that end an expression or a table reference, so they are never an alias (Oracle's reserved words). */
const RESERVED = new Set(
  (
    'ALL ALTER AND ANY AS ASC BETWEEN BY CHECK CONNECT CREATE CURRENT DEFAULT DELETE DESC DISTINCT DROP ELSE EXISTS FOR FROM GRANT ' +
    'GROUP HAVING IN INSERT INTERSECT INTO IS LIKE MINUS NOT NULL OF ON OPTION OR ORDER REVOKE ROWNUM SELECT SET START ' +
    'TABLE THEN TO UNION UNIQUE UPDATE VALUES WHERE WITH'
  ).split(' '),
);

export function isReserved(word: string): boolean {
  return RESERVED.has(word);
}

/** Reads tokens one after the other; every parser of SQL works on one of these. */
export class TokenCursor {
  private readonly tokens: readonly Token[];
  private index = 0;

  constructor(readonly source: string) {
    this.tokens = tokenize(source).filter((token) => token.kind !== 'hint');
  }

  get current(): Token {
    return this.at(0);
  }

  get previousEnd(): number {
    return this.at(-1).end;
  }

  get position(): number {
    return this.index;
  }

  rewind(position: number): void {
    this.index = position;
  }

  at(distance: number): Token {
    const last = this.tokens.length - 1;
    return this.tokens[Math.max(0, Math.min(this.index + distance, last))] as Token;
  }

  next(): Token {
    const token = this.current;
    if (this.index < this.tokens.length - 1) this.index++;
    return token;
  }

  isWord(word: string, distance = 0): boolean {
    const token = this.at(distance);
    return token.kind === 'identifier' && token.text === word;
  }

  isOperator(operator: string, distance = 0): boolean {
    const token = this.at(distance);
    return token.kind === 'operator' && token.text === operator;
  }

  /** All of the words in a row, or none is taken. */
  takeWords(...words: readonly string[]): boolean {
    if (!words.every((word, distance) => this.isWord(word, distance))) return false;
    this.index += words.length;
    return true;
  }

  takeOneOf(words: readonly string[]): string | undefined {
    return words.find((word) => this.takeWords(word));
  }

  takeOperator(operator: string): boolean {
    if (!this.isOperator(operator)) return false;
    this.next();
    return true;
  }

  expectWord(word: string, number: number, text: string): void {
    if (!this.takeWords(word)) this.fail(number, text);
  }

  openParenthesis(): void {
    if (!this.takeOperator('(')) this.fail(906, 'missing left parenthesis');
  }

  closeParenthesis(): void {
    if (!this.takeOperator(')')) this.fail(907, 'missing right parenthesis');
  }

  atEnd(): boolean {
    return this.current.kind === 'end';
  }

  /** An identifier; reserved words only when quoted. */
  name(number = 903, text = 'invalid table name'): Name {
    const token = this.current;
    if (token.kind === 'quotedIdentifier' || (token.kind === 'identifier' && !RESERVED.has(token.text))) {
      this.next();
      return { text: token.text, quoted: token.kind === 'quotedIdentifier', start: token.start };
    }
    return this.fail(number, text);
  }

  /** a, a.b or a.b.c */
  path(number = 903, text = 'invalid table name'): Name[] {
    const path = [this.name(number, text)];
    while (this.isOperator('.') && this.at(1).kind !== 'operator') {
      this.next();
      path.push(this.name(number, text));
    }
    return path;
  }

  wholeNumber(): number {
    const token = this.current;
    const negative = this.takeOperator('-');
    const digits = this.current;
    if (digits.kind !== 'number') return this.fail(2017, 'integer value required', token.start);
    this.next();
    return negative ? -Number(digits.text) : Number(digits.text);
  }

  list<T>(item: () => T): T[] {
    const items = [item()];
    while (this.takeOperator(',')) items.push(item());
    return items;
  }

  fail(number: number, text: string, offset = this.current.start): never {
    throw new OraError(number, text, offset);
  }
}
