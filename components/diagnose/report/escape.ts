import { INVISIBLE_ALL } from '../../rules/text';
import { codePoint } from '../../visible';

/** Text that is HTML already. Only `html` and `css` make it, so nothing gets into the page without having been escaped. */
export class Html {
  constructor(readonly text: string) {}
}

/** What `html` takes between its literal parts; lists are put one after the other, undefined and false are nothing. */
export type Part = Html | string | number | undefined | false | readonly Part[];

/** Unlike on a terminal, unusual spaces are shown too: a page has the room. */
function withSpaces(text: string): string {
  return text.replace(INVISIBLE_ALL, codePoint);
}

/** The text as HTML, in an element or in a quoted attribute. Lines stay lines. */
export function escape(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      withSpaces(line).replace(/[&<>"'`]/g, (character) => `&#${String(character.codePointAt(0) ?? 0)};`),
    )
    .join('\n');
}

function render(part: Part): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'string') return escape(part);
  if (typeof part === 'number') return String(part);
  return part.map(render).join('');
}

/**
 * Template for HTML and SVG. Strings are escaped wherever they stand; attributes must be written in quotes. Names come from
 * databases and identity providers, so there is no way to put a string in as it is.
 */
export function html(literals: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(
    literals.map((literal, index) => literal + (index < parts.length ? render(parts[index]) : '')).join(''),
  );
}

/** Literal CSS; it takes no values. */
export function css(literals: TemplateStringsArray): Html {
  return new Html(literals.join(''));
}

/** `1 error`, `2 errors`. */
export function count(amount: number, singular: string, plural = `${singular}s`): string {
  return `${String(amount)} ${amount === 1 ? singular : plural}`;
}
