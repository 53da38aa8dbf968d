import type { CheckResult, Outcome } from '../diagnose/verify/check';
import type { Manifest } from '../manifest';
import { exitCode, type ExitCode } from './exitCode';

/** What all checks of a run gave. */
export interface Verification {
  readonly at: Date;
  readonly manifests: readonly Manifest[];
  readonly checks: readonly CheckResult[];
  /** Access tokens that were requested. */
  readonly tokens: number;
  readonly exitCode: ExitCode;
}

/**
 * A check that failed is certain, whatever others left open: it comes first. Checks that prove nothing leave it open, and so does
 * an API of which no check was made.
 */
export function judgeVerification(run: Omit<Verification, 'exitCode'>): Verification {
  const has = (outcome: Outcome): boolean => run.checks.some((check) => check.outcome === outcome);
  const open = has('inconclusive') || !run.manifests.every((manifest) => hasPassed(manifest, run.checks));
  return { ...run, exitCode: exitCode({ unknown: open && !has('failed'), drift: has('failed') }) };
}

function hasPassed({ api }: Manifest, checks: readonly CheckResult[]): boolean {
  return checks.some((check) => check.api === api && check.outcome === 'passed');
}
