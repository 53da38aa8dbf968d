import { quote } from '../../rules/text';
import { html, type Html } from './escape';

/** Where a text departs from another one: what both begin and end with, and what each has in between. */
export interface Difference {
  readonly start: string;
  /** Of the text itself; empty when it only lacks something. */
  readonly own: string;
  /** Of the other text. */
  readonly other: string;
  readonly end: string;
}

/** By code points, so that no character is cut in two. */
export function difference(text: string, other: string): Difference {
  const own = Array.from(text);
  const theirs = Array.from(other);
  const shorter = Math.min(own.length, theirs.length);
  let start = 0;
  while (start < shorter && own[start] === theirs[start]) start++;
  let end = 0;
  while (end < shorter - start && own[own.length - 1 - end] === theirs[theirs.length - 1 - end]) end++;
  return {
    start: own.slice(0, start).join(''),
    own: own.slice(start, own.length - end).join(''),
    other: theirs.slice(start, theirs.length - end).join(''),
    end: end === 0 ? '' : own.slice(-end).join(''),
  };
}

/** Below this many characters in common, two texts are different values and not one value in two spellings. */
const ALIKE = 4;

/**
 * A text in which what departs from `other` is marked; with `gaps`, where it only lacks something, the place and what is
 * missing.
 */
export function marked(text: string, other: string, what: 'own' | 'gaps' = 'gaps'): Html {
  const { start, own, other: lacking, end } = difference(text, other);
  if (text !== other && start.length + end.length < ALIKE) return html`<code><mark>${text}</mark></code>`;
  if (own !== '') return html`<code>${start}<mark>${own}</mark>${end}</code>`;
  if (lacking === '' || what === 'own') return html`<code>${text}</code>`;
  return html`<code>${start}<mark class="gap"></mark>${end}</code>
    <span class="note">lacks <code>${quote(lacking)}</code></span>`;
}
