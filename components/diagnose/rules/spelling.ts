import { distance } from 'fastest-levenshtein';

import { cleaned } from '../../rules/text';

export interface NearName {
  readonly name: string;
  /** How it differs, to end a sentence with. */
  readonly how:
    | 'by case only'
    | 'by look-alike or invisible characters only'
    | 'by a few letters'
    | 'by the audience in front of it';
}

/** One typing error in every four letters, and never more than three. */
const LETTERS_FOR_ONE_ERROR = 4;
const MOST_ERRORS = 3;

/** Letters of other alphabets that look like Latin ones. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  ...{
    а: 'a',
    в: 'b',
    е: 'e',
    ѕ: 's',
    і: 'i',
    ј: 'j',
    к: 'k',
    м: 'm',
    н: 'h',
    о: 'o',
    р: 'p',
    с: 'c',
    т: 't',
  },
  ...{ у: 'y', х: 'x', ԁ: 'd', ԛ: 'q', ԝ: 'w' },
  ...{ α: 'a', ε: 'e', ι: 'i', κ: 'k', ν: 'v', ο: 'o', ρ: 'p', τ: 't', υ: 'u', χ: 'x', ı: 'i' },
};

/** The candidate that somebody may have meant; undefined when none is near. Case only comes before look-alikes, then few letters. */
export function nearestName(name: string, candidates: readonly string[]): NearName | undefined {
  const others = candidates.filter((candidate) => candidate !== name);
  const byCase = others.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  if (byCase !== undefined) return { name: byCase, how: 'by case only' };
  const folded = fold(name);
  const lookAlike = others.find((candidate) => fold(candidate) === folded);
  if (lookAlike !== undefined) return { name: lookAlike, how: 'by look-alike or invisible characters only' };
  const errors = Math.min(MOST_ERRORS, Math.floor(folded.length / LETTERS_FOR_ONE_ERROR));
  const near = others
    .filter((candidate) => Math.abs(candidate.length - name.length) <= MOST_ERRORS)
    .map((candidate) => ({ name: candidate, errors: distance(folded, fold(candidate)) }))
    .filter((candidate) => candidate.errors <= errors)
    .sort((a, b) => a.errors - b.errors)[0];
  return near && { name: near.name, how: 'by a few letters' };
}

function fold(name: string): string {
  const lower = cleaned(name)
    .normalize('NFKD')
    .replace(/\p{M}|\s/gu, '')
    .toLowerCase();
  return [...lower].map((letter) => LOOK_ALIKES[letter] ?? letter).join('');
}
