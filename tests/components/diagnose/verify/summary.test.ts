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
  const ok = (...outcomes: CheckResult['outcome'][]): boolean =>
    summarise(outcomes.map((outcome) => ({ outcome }))).ok;

  it('is content only when something passed and nothing stayed open', () => {
    expect(ok('passed', 'skipped')).toBe(true);
    expect(ok()).toBe(false);
    expect(ok('skipped')).toBe(false);
    expect(ok('passed', 'inconclusive')).toBe(false);
    expect(ok('passed', 'failed')).toBe(false);
  });
});

test('describeCheck gives one line that begins with the code', () => {
  expect(describeCheck(result)).toBe(
    'ords.module.public: orders, "orders", no_token: answers without a token (200); expected refused (401). Next: pulumi up',
  );
});

test('unproven names what did not pass, and a run that proved nothing', () => {
  const passed: CheckResult = { ...result, outcome: 'passed' };
  const skipped: CheckResult = { ...result, outcome: 'skipped' };
  expect(unproven([passed, skipped])).toEqual([]);
  expect(unproven([passed, result])).toEqual([describeCheck(result)]);
  expect(unproven([skipped])).toEqual([expect.stringContaining('no check passed')]);
  expect(unproven([])).toEqual([expect.stringContaining('no check passed')]);
});
