import { CATALOGUE, LINKS } from '../diagnose/catalogue';
import type { ApiSides } from '../diagnose/facts';
import type { Finding, Severity } from '../diagnose/finding';
import { exitCode, type ExitCode } from './exitCode';
import { skippedParts, unreadParts, type SkippedPart, type UnreadPart } from '../diagnose/parts';

/** One look at both sides. */
export interface Drift {
  readonly at: Date;
  readonly apis: readonly ApiSides[];
  /** The severest first, then by the chain. */
  readonly findings: readonly Finding[];
  readonly unread: readonly UnreadPart[];
  readonly skipped: readonly SkippedPart[];
  readonly exitCode: ExitCode;
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

export function judgeDrift(apis: readonly ApiSides[], findings: readonly Finding[], at: Date): Drift {
  const unread = unreadParts(apis);
  return {
    at,
    apis,
    findings: [...findings].sort(
      (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || place(a) - place(b),
    ),
    unread,
    skipped: skippedParts(apis),
    exitCode: exitCode({ unknown: unread.length > 0, drift: findings.some(counts) }),
  };
}

/** Whether a finding is drift: what is only worth knowing is not. */
export function counts({ severity }: Finding): boolean {
  return severity !== 'info';
}

/** Equal for the same finding of two looks; also when what was found has changed. */
export function findingIdentity({ code, subject, field }: Finding): string {
  return JSON.stringify([code, subject.api, subject.schema, subject.kind, subject.name, field]);
}

function place(finding: Finding): number {
  return LINKS.indexOf(CATALOGUE[finding.code].link);
}
