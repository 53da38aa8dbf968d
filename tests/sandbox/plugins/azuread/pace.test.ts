import { backoff } from '../../../../sandbox/plugins/azuread/graph/retry';
import { OFFICIAL_PACE, paceOf } from '../../../../sandbox/plugins/azuread/pace';

const answer = (headers: Record<string, string> = {}) => ({ status: 503, headers, body: '' });

test('deletions are looked at every 5 s, new secrets every second; none takes the waits out', () => {
  expect(paceOf({})).toBe(OFFICIAL_PACE);
  expect([OFFICIAL_PACE.goneInterval, OFFICIAL_PACE.thereInterval]).toEqual([5000, 1000]);
  expect(paceOf({ ORDS_SANDBOX_PLUGIN_WAITS: 'none' }).goneInterval).toBeLessThan(100);
  expect(() => paceOf({ ORDS_SANDBOX_PLUGIN_WAITS: 'fast' })).toThrow('ORDS_SANDBOX_PLUGIN_WAITS');
});

test('waits double from a second to 61 s, unless Retry-After says otherwise', () => {
  const waits = [0, 1, 2, 3, 10].map((attempt) => backoff(answer(), attempt, OFFICIAL_PACE));
  expect(waits).toEqual([1000, 2000, 4000, 8000, 61_000]);
  expect(backoff(answer({ 'retry-after': '7' }), 3, OFFICIAL_PACE)).toBe(7000);
});
