import { describeSubject } from '../../diagnose/findingText';
import type { Finding, Severity, Subject } from '../../diagnose/finding';
import type { Colours, Console } from '../console';
import { findingAddress } from '../findingsPage';
import type { SkippedPart, UnreadPart } from '../../diagnose/parts';
import { entry } from './layout';

const LAYOUT = { indent: 2, gap: 10 };

/** A finding as a block: what, where, both values one above the other, the next step, and the page. */
export function findingText(
  finding: Finding,
  { colours, width }: Pick<Console, 'colours' | 'width'>,
): string {
  const { severity, code, subject, summary, expected, found, remedy } = finding;
  const line = (label: string, text: string): string => entry(label, text, { ...LAYOUT, width });
  const value = (label: string, text: string): string =>
    `${' '.repeat(LAYOUT.indent)}${label.padEnd(LAYOUT.gap)}${text}`;
  return [
    `${tint(severity, colours)(severity.padEnd(LAYOUT.indent + LAYOUT.gap - 1))} ${colours.bold(code)}`,
    line('', `${place(subject)}: ${summary}`),
    // White space in a quoted value counts: it is never wrapped.
    ...(expected === undefined ? [] : [value('expected', expected)]),
    ...(found === undefined ? [] : [value('found', found)]),
    line('next', remedy),
    value('page', colours.dim(findingAddress(code))),
  ].join('\n');
}

/** What could not be read, as a block like a finding. */
export function unreadText(part: UnreadPart, { colours, width }: Pick<Console, 'colours' | 'width'>): string {
  const line = (label: string, text: string): string => entry(label, text, { ...LAYOUT, width });
  return [
    `${colours.magenta('unread'.padEnd(LAYOUT.indent + LAYOUT.gap - 1))} ${colours.bold(part.code)}`,
    line('', `${part.api}: ${part.side}, ${part.what}: ${part.message}`),
    line('next', part.remedy),
  ].join('\n');
}

export function skippedText(part: SkippedPart, { width }: Pick<Console, 'width'>): string {
  return entry('', `${part.api}: ${part.side}, ${part.what}: ${part.reason}`, {
    indent: 0,
    width,
    gap: LAYOUT.indent + LAYOUT.gap,
  });
}

export function tint(severity: Severity, colours: Colours): (text: string) => string {
  return { error: colours.red, warning: colours.yellow, info: colours.cyan }[severity];
}

function place(subject: Subject): string {
  const { api, schema, kind } = subject;
  const parts = [
    api,
    schema === undefined || kind === 'schema' ? undefined : `schema ${schema}`,
    kind === undefined ? undefined : describeSubject(subject),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? 'both sides' : parts.join(', ');
}
