import { INVISIBLE_ALL } from '../rules/text';

/** How two identifiers differ, by the smallest correction that makes them equal. */
export type Difference =
  'equal' | 'slash' | 'case' | 'whitespace' | 'invisible' | 'port' | 'host' | 'different';

/** White space that a keyboard makes. Every other space is invisible: nobody can tell it from a common one. */
const WHITESPACE = /[ \t\n\v\f\r]/g;
/** Port 443 right behind the host of an https URL, where it says nothing. */
const DEFAULT_PORT = /^(https:\/\/[^/?#]*?):443(?=[/?#]|$)/i;

/**
 * The corrections, hardest to see first. That is also the precedence: where two identifiers differ in several of
 * these ways at once, the first of them that is needed gives the name.
 */
const CORRECTIONS: readonly (readonly [Exclude<Difference, 'equal' | 'host' | 'different'>, Correction])[] = [
  ['invisible', (text) => text.replace(INVISIBLE_ALL, keepWhitespace)],
  ['whitespace', (text) => text.replace(WHITESPACE, '')],
  ['case', (text) => text.toLowerCase()],
  ['port', (text) => text.replace(DEFAULT_PORT, '$1')],
  ['slash', (text) => text.replace(/\/+$/, '')],
];
type Correction = (text: string) => string;

/**
 * Classifies how two identifiers differ that ORDS compares byte for byte (facts/ords.md 8).
 *
 * Precedence: `equal`; then one correction alone, or several together, named by the hardest to see of those that are
 * needed (invisible, whitespace, case, port, slash); then `host`, when both are URLs that agree but for their host
 * (another region or tenant) and perhaps those corrections; else `different`.
 */
export function difference(left: string, right: string): Difference {
  if (left === right) return 'equal';
  const needed = CORRECTIONS.filter(([kind]) => !agreeWithout(kind, left, right)).map(([kind]) => kind);
  if (agreeWithout(undefined, left, right)) return needed[0] ?? 'different';
  return hostsDiffer(left, right) ? 'host' : 'different';
}

/** Whether all corrections but one make the two equal. */
function agreeWithout(leftOut: string | undefined, left: string, right: string): boolean {
  return corrected(left, leftOut) === corrected(right, leftOut);
}

function corrected(text: string, leftOut?: string): string {
  return CORRECTIONS.reduce((value, [kind, correct]) => (kind === leftOut ? value : correct(value)), text);
}

function hostsDiffer(left: string, right: string): boolean {
  const [a, b] = [parse(corrected(left)), parse(corrected(right))];
  if (!a || !b) return false;
  return a.host !== b.host && a.protocol === b.protocol && tail(a) === tail(b);
}

function tail(url: URL): string {
  return url.pathname + url.search + url.hash;
}

/** Only what has a host: `urn:x` is an identifier, not a place. */
function parse(text: string): URL | undefined {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text);
}

function keepWhitespace(character: string): string {
  return character.match(WHITESPACE) ? character : '';
}

/** `by a trailing slash only`, to end a sentence with. */
export function differencePhrase(kind: Difference): string {
  return PHRASES[kind];
}

const PHRASES: Readonly<Record<Difference, string>> = {
  equal: 'in nothing',
  slash: 'by a trailing slash only',
  case: 'by case only',
  whitespace: 'by white space only',
  invisible: 'by an invisible character only',
  port: 'by :443 only',
  host: 'by their host',
  different: 'altogether',
};
