import { quote } from '../../rules/text';
import { CATALOGUE, type FindingCode } from '../catalogue';
import type { Finding, Severity, Subject } from '../finding';

export interface FindingParts {
  readonly subject: Subject;
  readonly field: string;
  /** Default: the title of the code. */
  readonly summary?: string;
  readonly expected?: string | undefined;
  readonly found?: string | undefined;
  readonly remedy: string;
  /** Default: the severity of the code. */
  readonly severity?: Severity;
}

/** Characters of one side's text that a finding shows; a token's claim may be as long as it likes. */
const LONGEST_SHOWN = 300;
const MOST_LISTED = 12;

export function finding(code: FindingCode, parts: FindingParts): Finding {
  const { subject, field, summary, expected, found, remedy, severity } = parts;
  const entry = CATALOGUE[code];
  return {
    code,
    severity: severity ?? entry.severity,
    subject,
    field,
    summary: summary ?? entry.title,
    ...(expected !== undefined && { expected }),
    ...(found !== undefined && { found }),
    remedy,
  };
}

/** `quote`, cut where it would fill the screen. */
export function shown(text: string): string {
  return text.length <= LONGEST_SHOWN ? quote(text) : `${quote(text.slice(0, LONGEST_SHOWN))}…`;
}

/** `"a", "b"`, or `none`. */
export function shownList(texts: readonly string[], none = 'none'): string {
  if (texts.length === 0) return none;
  const rest = texts.length - MOST_LISTED;
  return texts.slice(0, MOST_LISTED).map(shown).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** A header or claim of any type: a text quoted, anything else as JSON. */
export function shownValue(value: unknown): string {
  if (value === undefined) return 'absent';
  if (typeof value === 'string') return shown(value);
  const json = JSON.stringify(value) ?? String(value);
  const cut = json.length > LONGEST_SHOWN;
  return quote(json.slice(0, LONGEST_SHOWN)).slice(1, -1) + (cut ? '…' : '');
}
