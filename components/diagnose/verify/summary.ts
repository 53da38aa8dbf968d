import type { CheckResult, Outcome } from './check';

export interface VerifySummary extends Readonly<Record<Outcome, number>> {
  /**
   * Somebody was let in, and nothing failed or stayed open. Where everybody is refused, an ORDS that refuses everybody looks like one
   * that protects; a run without any check is not agreement either.
   */
  readonly ok: boolean;
}

export function summarise(results: Iterable<Pick<CheckResult, 'check' | 'outcome'>>): VerifySummary {
  const counts: Record<Outcome, number> = { passed: 0, failed: 0, inconclusive: 0, skipped: 0 };
  let answered = false;
  for (const result of results) {
    counts[result.outcome] += 1;
    answered ||= isAnswered(result);
  }
  return { ...counts, ok: answered && counts.failed === 0 && counts.inconclusive === 0 };
}

/** Whether the check has shown that somebody is let in. */
export function isAnswered({ check, outcome }: Pick<CheckResult, 'check' | 'outcome'>): boolean {
  return outcome === 'passed' && (check === 'granted' || check === 'public');
}

/** A line for each check that did not pass. A run in which nobody was let in proves nothing: that is a line too. */
export function unproven(results: readonly CheckResult[]): string[] {
  const lines = results
    .filter(({ outcome }) => outcome === 'failed' || outcome === 'inconclusive')
    .map(describeCheck);
  if (lines.length > 0 || summarise(results).ok) return lines;
  return [
    'verify: nobody was let in, so that it is not proven that anybody is. Next: npx pulumi-ords verify, which says why each check was skipped; where only people are let in: agreement: { onDisagreement: "warn" }, or verifyOnUp: false',
  ];
}

/** One line for a log: `orders, module "orders", no_token: is refused (401)`. */
export function describeCheck(result: CheckResult): string {
  const { api, module, check, client, outcome, status, summary, expected, remedy, code } = result;
  const who = client === undefined ? '' : ` as ${JSON.stringify(client)}`;
  const seen = status === undefined || summary.includes(`${status}`) ? summary : `${summary} (${status})`;
  const line = `${api}, ${JSON.stringify(module)}, ${check}${who}: ${seen}`;
  if (outcome === 'passed') return line;
  const named = code === undefined ? line : `${code}: ${line}`;
  return `${named}; expected ${expected}. Next: ${remedy ?? 'npx pulumi-ords verify'}`;
}
