import type { CheckResult, Outcome } from './check';

export interface VerifySummary extends Readonly<Record<Outcome, number>> {
  /** Something passed, and nothing failed or stayed open. A run without any check is not agreement. */
  readonly ok: boolean;
}

export function summarise(results: Iterable<Pick<CheckResult, 'outcome'>>): VerifySummary {
  const counts: Record<Outcome, number> = { passed: 0, failed: 0, inconclusive: 0, skipped: 0 };
  for (const { outcome } of results) counts[outcome] += 1;
  return { ...counts, ok: counts.passed > 0 && counts.failed === 0 && counts.inconclusive === 0 };
}

/** A line for each check that did not pass. A run in which nothing passed proves nothing: that is a line too. */
export function unproven(results: readonly CheckResult[]): string[] {
  const lines = results
    .filter(({ outcome }) => outcome === 'failed' || outcome === 'inconclusive')
    .map(describeCheck);
  if (lines.length > 0 || summarise(results).ok) return lines;
  return [
    'verify: no check passed, so that nothing is proven. Next: npx pulumi-ords verify, which says why each was skipped',
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
