import { describeFinding } from '../../diagnose/findingText';
import type { Console } from '../console';
import { counts, findingIdentity, type Drift } from '../drift';
import { findingText, skippedText, unreadText } from './findingText';
import { count } from './layout';

type Look = Pick<Console, 'colours' | 'width'>;

/** The result for a person. Empty when there is nothing to say and `quiet` is asked for. */
export function driftTable(drift: Drift, look: Look, quiet: boolean): string {
  const blocks = [
    ...drift.findings.map((finding) => findingText(finding, look)),
    ...drift.unread.map((part) => unreadText(part, look)),
  ];
  if (quiet) return blocks.join('\n\n');
  if (drift.skipped.length > 0) {
    const skipped = drift.skipped.map((part) => skippedText(part, look)).join('\n');
    blocks.push(`not looked at\n${skipped}`);
  }
  return [...blocks, summary(drift, look)].join('\n\n');
}

function summary({ apis, findings, unread, exitCode }: Drift, { colours }: Look): string {
  const names = listed(apis.map(({ manifest }) => manifest.api));
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  const found = [
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
  ].join(', ');
  if (exitCode === 0) return colours.green(`agreement: both sides of ${names} are as declared`);
  if (exitCode === 2) return colours.red(`drift: ${found} in ${names}`);
  const sides = [...new Set(unread.map(({ side }) => side))].join(' and ');
  const rest = found === '' ? 'no drift in what could be compared' : `${found} in what could be compared`;
  return colours.magenta(`could not tell: ${sides} could not be read; ${rest}`);
}

const MOST_NAMES = 5;

function listed(names: readonly string[]): string {
  if (names.length <= MOST_NAMES) return names.join(', ');
  return `${names.slice(0, MOST_NAMES - 1).join(', ')} and ${names.length - MOST_NAMES + 1} more`;
}

/** One line for each difference between two looks; empty when there is none. */
export function driftChanges(before: Drift, after: Drift, look: Look): string[] {
  const time = after.at.toISOString().slice(0, 19).replace('T', ' ');
  const { colours } = look;
  const line = (sign: string, text: string): string => `${colours.dim(`${time}Z`)} ${sign} ${text}`;
  const old = byKey(before);
  const current = byKey(after);
  const added = [...current].filter(([key, text]) => old.get(key) !== text);
  const removed = [...old].filter(([key]) => !current.has(key));
  return [
    ...added.map(([, text]) => line(colours.red('+'), text)),
    ...removed.map(([, text]) => line(colours.green('-'), text)),
    ...(removed.length > 0 && !after.findings.some(counts) && after.unread.length === 0
      ? [line(colours.green('='), 'agreement')]
      : []),
  ];
}

function byKey({ findings, unread }: Drift): Map<string, string> {
  return new Map([
    ...findings.map((finding) => [findingIdentity(finding), describeFinding(finding)] as const),
    ...unread.map(
      (part) =>
        [
          JSON.stringify([part.api, part.side, part.what]),
          `${part.code}: ${part.api}: ${part.side}, ${part.what} could not be read: ${part.message}. Next: ${part.remedy}`,
        ] as const,
    ),
  ]);
}
