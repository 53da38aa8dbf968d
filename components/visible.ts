/**
 * Characters that a terminal or a log obeys instead of showing them: controls (escape sequences begin with one), marks that
 * change the order in which a line is shown or take no room, line separators, halves of surrogate pairs. Not the line feed
 * and the tab.
 */
const OBEYED = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/**
 * The text as a person may be shown it: each such character as its code point, `<U+202E>`. Names come from databases,
 * identity providers and files, so every line that this library writes for a person passes here.
 */
export function visible(text: string): string {
  return text.replace(OBEYED, codePoint);
}

/** `<U+202E>`. */
export function codePoint(character: string): string {
  return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;
}

/** A value as JSON for a program, in which a terminal finds nothing to obey: the escapes read back as the same value. */
export function visibleJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(OBEYED, (character) =>
    character.split('').map(escapedUnit).join(''),
  );
}

function escapedUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
