import { describeCheck, summarise, unproven } from '../../../../components/diagnose/verify/summary';
import type { CheckResult } from '../../../../components/diagnose/verify/check';

const result: CheckResult = {
  api: 'orders',
  module: 'orders',
  check: 'no_token',
  outcome: 'failed',
  code: 'ords.module.public',
  status: 200,
  expected: 'refused (401)',
  summary: 'answers without a token',
  remedy: 'pulumi up',
};

describe('summarise', () => {
  const checks = (check: CheckResult['check'], ...outcomes: CheckResult['outcome'][]): boolean =>
    summarise(outcomes.map((outcome) => ({ check, outcome }))).ok;

  it.each(['granted', 'public'] as const)(
    'is content only when %s passed and nothing stayed open',
    (check) => {
      expect(checks(check, 'passed', 'skipped')).toBe(true);
      expect(checks(check)).toBe(false);
      expect(checks(check, 'skipped')).toBe(false);
      expect(checks(check, 'passed', 'inconclusive')).toBe(false);
      expect(checks(check, 'passed', 'failed')).toBe(false);
    },
  );

  it('is not content where everybody is refused', () => {
    expect(checks('no_token', 'passed')).toBe(false);
    expect(checks('missing_role', 'passed', 'skipped')).toBe(false);
  });
});

test('describeCheck gives one line that begins with the code', () => {
  expect(describeCheck(result)).toBe(
    'ords.module.public: orders, "orders", no_token: answers without a token (200); expected refused (401). Next: pulumi up',
  );
});

test('unproven names what did not pass, and a run in which nobody was let in', () => {
  const passed: CheckResult = { ...result, check: 'granted', outcome: 'passed' };
  const refused: CheckResult = { ...result, outcome: 'passed' };
  const skipped: CheckResult = { ...result, outcome: 'skipped' };
  expect(unproven([passed, skipped])).toEqual([]);
  expect(unproven([passed, result])).toEqual([describeCheck(result)]);
  for (const results of [[skipped], [refused, skipped], []])
    expect(unproven(results)).toEqual([expect.stringContaining('nobody was let in')]);
});
