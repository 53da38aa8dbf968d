/**
 * Characters that are written as escapes: controls and everything that some parser takes for a line's end, marks that change
 * the order in which a line is shown, and what YAML does not allow. Not the line feed and the tab.
 */
export const ESCAPED = /[^\P{C}\n\t]|[\p{Zl}\p{Zp}\u00a0]/u;
const ALL = new RegExp(ESCAPED.source, 'gu');

/**
 * A text of double-quoted strings and plain ASCII syntax, with each such character as `\uXXXX`, which TypeScript and YAML
 * share; `beyond` writes those beyond U+FFFF, where they differ.
 */
export function escapeInvisible(text: string, beyond: (hexadecimal: string) => string): string {
  return text.replace(ALL, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? beyond(code) : `\\u${code.padStart(4, '0')}`;
  });
}
