import type { Problem } from '../problem';
import { codePoint } from '../visible';

/**
 * Characters that a person does not see: controls, zero-width and directional marks, the byte order mark, soft
 * hyphen, and every space that is not U+0020. Pasted identifiers carry them (facts/tutorials.md A3). Halves of
 * surrogate pairs too: no protocol carries them.
 */
export const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\u115f\u1160\u3164\uffa0]|[^\S ]/u;
/** The same, for replacing every one. */
export const INVISIBLE_ALL = new RegExp(INVISIBLE.source, 'gu');

/** Characters of a value that a message shows; the longest URL fits. */
const LONGEST_SHOWN = 2_000;

/** The text (of a very long one the beginning) in double quotes with each invisible character as its code point, so that a reader can see it. */
export function quote(text: string): string {
  const shown = `"${text.slice(0, LONGEST_SHOWN).replace(INVISIBLE_ALL, codePoint)}"`;
  return text.length > LONGEST_SHOWN ? `${shown}... (${text.length} characters)` : shown;
}

/** What a careful person meant to type. */
export function cleaned(text: string): string {
  return text.replace(INVISIBLE_ALL, '').trim();
}

interface IdentifierOptions {
  /** Dotted prefix of the code: `trust.audience`. */
  readonly code: string;
  readonly field: string;
  /** A secret's text is never shown. */
  readonly secret?: boolean;
  /** Inner spaces are refused as well (scopes, client ids, URLs); default true. */
  readonly noSpaces?: boolean;
}

/** Empty, padded with white space, or carrying invisible characters. */
export function checkIdentifier(text: string, options: IdentifierOptions): Problem[] {
  const { code, field, secret = false, noSpaces = true } = options;
  const shown = secret ? '(secret, not shown)' : quote(text);
  const expected = secret ? 'the value without them' : quote(cleaned(text));
  const problem = (name: string, summary: string): Problem => ({
    code: `${code}.${name}`,
    severity: 'error',
    field,
    summary,
    found: shown,
    expected,
    remedy: secret ? 'copy the value again and remove the surplus characters' : `write ${expected}`,
  });
  if (cleaned(text) === '')
    return [
      {
        code: `${code}.empty`,
        severity: 'error',
        field,
        summary: 'is empty',
        found: shown,
        expected: 'a value',
        remedy: `set ${field}`,
      },
    ];
  if (INVISIBLE.test(text)) return [problem('invisible', 'carries an invisible character')];
  if (text !== text.trim()) return [problem('whitespace', 'has white space at its beginning or end')];
  if (noSpaces && text.includes(' ')) return [problem('whitespace', 'contains a space')];
  return [];
}

/** A text for people: any characters, but none that cannot be carried, and not more than the other side takes. */
export function checkFreeText(
  text: string,
  { code, field, max }: { readonly code: string; readonly field: string; readonly max: number },
): Problem[] {
  const problem = (name: string, summary: string, found: string, expected: string): Problem => ({
    code: `${code}.${name}`,
    severity: 'error',
    field,
    summary,
    found,
    expected,
    remedy: `change ${field}`,
  });
  if (/\p{Cs}/u.test(text))
    return [
      problem(
        'half_pair',
        'has half of a surrogate pair, which no protocol carries',
        quote(text),
        'whole characters',
      ),
    ];
  const { length } = [...text];
  if (length > max) return [problem('too_long', 'is too long', `${length} characters`, `at most ${max}`)];
  return [];
}
