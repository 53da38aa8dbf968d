import { OraError } from '../oraError';
import type { Token, TokenKind } from './token';

const CLOSING_DELIMITERS: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}', '<': '>' };
const IDENTIFIER_START = /\p{L}/u;
const IDENTIFIER = /[\p{L}\p{Nd}_$#]+/uy;
// The fraction must not swallow the first dot of a range (1..10).
const NUMBER =
  /(?:\d+(?:\.(?!\.)\d*)?|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?(?![\p{L}\p{Nd}_$#]|\.\d)|\d+(?:\.(?!\.)\d*)?|\.\d+/uy;
const BIND = /:\s*(?:"([^"]+)"|(\d+|\p{L}[\p{L}\p{Nd}_$#]*))/uy;
const ALTERNATIVE_QUOTE = /[nN]?[qQ]'/y;
const OPERATOR = /:=|=>|\.\.|\|\||<=|>=|<>|!=|\^=|~=|\*\*|<<|>>|[(),;.%+\-*/=<>@]/y;

/**
 * Splits SQL or PL/SQL text into tokens; the last one is of kind `end`. White space and comments are
 * skipped, hints are kept. Throws OraError 911 (invalid character), 1756 (string not terminated), 1740
 * (quoted identifier not terminated), 1741 (quoted identifier of no character), 1742 (comment not
 * terminated) with the offset.
 */
export function tokenize(source: string): Token[] {
  const scanner = new Scanner(source);
  return scanner.run();
}

class Scanner {
  private readonly tokens: Token[] = [];
  private position = 0;
  private line = 1;
  private lineStart = 0;

  constructor(private readonly source: string) {}

  run(): Token[] {
    const { source } = this;
    while (this.position < source.length) {
      const code = source.charCodeAt(this.position);
      if (code === 10) {
        this.position++;
        this.line++;
        this.lineStart = this.position;
      } else if (
        code === 32 ||
        code === 9 ||
        code === 13 ||
        code === 12 ||
        code === 0xa0 ||
        code === 0xfeff
      ) {
        this.position++;
      } else if (source.startsWith('--', this.position)) {
        this.skipLineComment();
      } else if (source.startsWith('/*', this.position)) {
        this.blockComment();
      } else {
        this.token();
      }
    }
    this.push('end', '', source.length);
    return this.tokens;
  }

  private skipLineComment(): void {
    if (this.source[this.position + 2] === '+') {
      const newline = this.source.indexOf('\n', this.position);
      const end = newline < 0 ? this.source.length : newline;
      this.push('hint', this.source.slice(this.position, end), end);
      return;
    }
    const newline = this.source.indexOf('\n', this.position);
    this.position = newline < 0 ? this.source.length : newline;
  }

  private blockComment(): void {
    const closing = this.source.indexOf('*/', this.position + 2);
    if (closing < 0) {
      throw new OraError(1742, 'comment not terminated properly', this.position);
    }
    const end = closing + 2;
    if (this.source[this.position + 2] === '+') {
      this.push('hint', this.source.slice(this.position, end), end);
    } else {
      this.advance(end);
    }
  }

  private token(): void {
    const { source, position } = this;
    const character = String.fromCodePoint(source.codePointAt(position) ?? 0);
    if (character === "'") {
      this.plainString(position + 1);
    } else if (character === '"') {
      this.quotedIdentifier();
    } else if (
      (character >= '0' && character <= '9') ||
      (character === '.' && isDigit(source[position + 1]))
    ) {
      const text = this.match(NUMBER)?.[0] ?? character;
      this.push('number', text, position + text.length);
    } else if (IDENTIFIER_START.test(character)) {
      this.word();
    } else if (character === ':' && source[position + 1] !== '=') {
      this.bind();
    } else {
      this.operator();
    }
  }

  private word(): void {
    const { source, position } = this;
    const alternative = this.match(ALTERNATIVE_QUOTE);
    if (alternative) {
      this.alternativeString(position + alternative[0].length);
    } else if (/[nN]/.test(source.charAt(position)) && source[position + 1] === "'") {
      this.plainString(position + 2);
    } else {
      const text = this.match(IDENTIFIER)?.[0] ?? '';
      this.push('identifier', text.toUpperCase(), position + text.length);
    }
  }

  private plainString(contentStart: number): void {
    let from = contentStart;
    for (;;) {
      const quote = this.source.indexOf("'", from);
      if (quote < 0) {
        throw new OraError(1756, 'quoted string not properly terminated', this.position);
      }
      if (this.source[quote + 1] !== "'") {
        this.push('string', this.source.slice(contentStart, quote).replaceAll("''", "'"), quote + 1);
        return;
      }
      from = quote + 2;
    }
  }

  private alternativeString(delimiterAt: number): void {
    const code = this.source.codePointAt(delimiterAt);
    const opening = code === undefined ? '' : String.fromCodePoint(code);
    const contentStart = delimiterAt + opening.length;
    const closing = this.source.indexOf(`${CLOSING_DELIMITERS[opening] ?? opening}'`, contentStart);
    if (opening.trim() === '' || closing < 0) {
      throw new OraError(1756, 'quoted string not properly terminated', this.position);
    }
    this.push('string', this.source.slice(contentStart, closing), closing + opening.length + 1);
  }

  private quotedIdentifier(): void {
    const closing = this.source.indexOf('"', this.position + 1);
    if (closing < 0) {
      throw new OraError(1740, 'missing double quote in identifier', this.position);
    }
    if (closing === this.position + 1) {
      throw new OraError(1741, 'illegal zero length identifier', this.position);
    }
    this.push('quotedIdentifier', this.source.slice(this.position + 1, closing), closing + 1);
  }

  private bind(): void {
    const bind = this.match(BIND);
    if (!bind) {
      throw new OraError(911, 'invalid character', this.position);
    }
    this.push('bind', bind[1] ?? (bind[2] ?? '').toUpperCase(), this.position + bind[0].length);
  }

  private operator(): void {
    const operator = this.match(OPERATOR)?.[0];
    if (operator === undefined) {
      throw new OraError(911, 'invalid character', this.position);
    }
    this.push('operator', operator, this.position + operator.length);
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.position;
    return pattern.exec(this.source);
  }

  private push(kind: TokenKind, text: string, end: number): void {
    const column = this.position - this.lineStart + 1;
    this.tokens.push({ kind, text, start: this.position, end, line: this.line, column });
    this.advance(end);
  }

  private advance(end: number): void {
    for (;;) {
      const newline = this.source.indexOf('\n', this.position);
      if (newline < 0 || newline >= end) {
        this.position = end;
        return;
      }
      this.position = newline + 1;
      this.line++;
      this.lineStart = this.position;
    }
  }
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}
