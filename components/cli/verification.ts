import type { CheckResult, Outcome } from '../diagnose/verify/check';
import { isAnswered } from '../diagnose/verify/summary';
import type { Manifest } from '../manifest';
import { exitCode, type ExitCode } from './exitCode';

/** What all checks of a run gave. */
export interface Verification {
  readonly at: Date;
  readonly manifests: readonly Manifest[];
  readonly checks: readonly CheckResult[];
  /** Access tokens that were requested. */
  readonly tokens: number;
  /** APIs of which refusals alone are enough were named as such: only people are let in there. */
  readonly refusalsOnly: boolean;
  /** APIs whose templates are not known, so that one path of each module was called. */
  readonly onePath: readonly string[];
  readonly exitCode: ExitCode;
}

/**
 * A check that failed is certain, whatever others left open: it comes first. Checks that prove nothing leave it open, and so does
 * an API where nobody was let in: a JWKS that ORDS cannot read makes it refuse everybody, too.
 */
export function judgeVerification(run: Omit<Verification, 'exitCode'>): Verification {
  const has = (outcome: Outcome): boolean => run.checks.some((check) => check.outcome === outcome);
  const open = has('inconclusive') || unanswered(run).length > 0;
  return { ...run, exitCode: exitCode({ unknown: open && !has('failed'), drift: has('failed') }) };
}

/** The APIs that nothing is proven of: nobody was let in, or with `refusalsOnly` nobody was refused either. */
export function unanswered({
  manifests,
  checks,
  refusalsOnly,
}: Pick<Verification, 'manifests' | 'checks' | 'refusalsOnly'>): string[] {
  const proves = (check: CheckResult): boolean =>
    refusalsOnly ? check.outcome === 'passed' : isAnswered(check);
  return manifests
    .map(({ api }) => api)
    .filter((api) => !checks.some((check) => check.api === api && proves(check)));
}
