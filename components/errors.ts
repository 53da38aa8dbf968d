import { visible } from './visible';

/** What every error of this library carries besides its message. */
export interface OrdsErrorDetail {
  /** Stable, dotted, never reworded: `trust.audience.whitespace`. Scripts match on this. */
  readonly code: string;
  /** The argument or setting at fault, as the user wrote its path: `ords.connection.password`. */
  readonly field?: string;
  /** What was found, quoted so that white space and invisible characters can be seen. Never a secret. */
  readonly found?: string;
  /** What was expected instead. */
  readonly expected?: string;
  /** The next step: a command, a statement or an exact value. */
  readonly remedy?: string;
}

/**
 * Base class of every error that this library throws. `message` is one line for a person; `code` and the
 * other fields are for programs.
 */
export class OrdsError extends Error {
  readonly code: string;
  readonly field: string | undefined;
  readonly found: string | undefined;
  readonly expected: string | undefined;
  readonly remedy: string | undefined;

  constructor(summary: string, detail: OrdsErrorDetail, options?: ErrorOptions) {
    super(describe(summary, detail), options);
    this.name = 'OrdsError';
    this.code = detail.code;
    this.field = detail.field;
    this.found = detail.found;
    this.expected = detail.expected;
    this.remedy = detail.remedy;
  }
}

function describe(summary: string, detail: OrdsErrorDetail): string {
  const { field, found, expected, remedy, code } = detail;
  const what = shortened(summary, LONGEST_PART);
  const parts = [field ? `${shortened(field, LONGEST_FIELD)}: ${what}` : what];
  if (found !== undefined) parts.push(`found ${shortened(found, LONGEST_PART)}`);
  if (expected !== undefined) parts.push(`expected ${shortened(expected, LONGEST_PART)}`);
  const text = `${parts.join('; ')} [${code}]`;
  return visible(remedy ? `${text}. Next: ${remedy}` : text);
}

/** Characters: what a program is given may be of any length, a message must not be. The longest URL fits. */
const LONGEST_PART = 2_100;
const LONGEST_FIELD = 500;

function shortened(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}... (${text.length} characters)` : text;
}
