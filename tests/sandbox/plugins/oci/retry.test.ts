import {
  backoff,
  retryWindow,
  sendWithRetries,
  type Result,
} from '../../../../sandbox/plugins/oci/http/retry';
import { OFFICIAL_PACE, paceOf } from '../../../../sandbox/plugins/oci/pace';

const MINUTE = 60_000;
const answer = (status: number, body: unknown = {}, headers: Record<string, string> = {}): Result => ({
  answer: { status, headers, body: Buffer.from(JSON.stringify(body)) },
});
const window = (result: Result, afterDeletion = false): number =>
  retryWindow(result, OFFICIAL_PACE, afterDeletion);

test('conflicts are tried again for 2 minutes, passing troubles for 10, all else never', () => {
  expect(window(answer(409))).toBe(2 * MINUTE);
  for (const status of [429, 500, 503]) expect(window(answer(status))).toBe(10 * MINUTE);
  expect(window({ error: new Error('reset') })).toBe(10 * MINUTE);
  for (const status of [200, 400, 401, 403, 404, 412]) expect(window(answer(status))).toBe(0);
});

test('after a deletion a 404 that may mean two things is tried again, a plain one is not', () => {
  expect(window(answer(404, { code: 'NotAuthorizedOrNotFound' }), true)).toBe(150_000);
  expect(window(answer(404, { code: 'NotFound' }), true)).toBe(0);
  expect(window(answer(404, { code: 'NotAuthorizedOrNotFound' }))).toBe(0);
});

test('the wait is random below a square that stops growing, unless the service names it', () => {
  const wait = (attempt: number, random: number): number =>
    backoff(answer(409), attempt, OFFICIAL_PACE, random);
  expect([wait(1, 0), wait(1, 1), wait(3, 1), wait(12, 1), wait(99, 1)]).toEqual([
    1_000, 2_000, 18_000, 288_000, 288_000,
  ]);
  expect(backoff(answer(429, {}, { 'retry-after': '7' }), 5, OFFICIAL_PACE, 1)).toBe(7_000);
});

test('settings end the retries', () => {
  const official = (conflicts: boolean, all: boolean) => paceOf({}, { conflicts, all });
  expect(official(false, false)).toBe(OFFICIAL_PACE);
  expect(official(true, false)).toMatchObject({ conflictWindow: 0, passingWindow: 10 * MINUTE });
  expect(official(false, true)).toMatchObject({ conflictWindow: 0, passingWindow: 0 });
  expect(() => paceOf({ ORDS_SANDBOX_PLUGIN_WAITS: 'few' }, { conflicts: false, all: false })).toThrow(
    'ORDS_SANDBOX_PLUGIN_WAITS',
  );
});

test('a cancelled operation does not go on waiting', async () => {
  const controller = new AbortController();
  const { answer: conflict } = answer(409) as Extract<Result, { answer: unknown }>;
  const waiting = sendWithRetries(() => Promise.resolve(conflict), OFFICIAL_PACE, controller.signal);
  controller.abort(new Error('cancelled'));
  await expect(waiting).rejects.toThrow();
});

test('the answer of the last try is kept', async () => {
  let sent = 0;
  const pace = { ...OFFICIAL_PACE, conflictWindow: 30, backoffUnit: 1 };
  const kept = await sendWithRetries(
    () => Promise.resolve({ status: 409, headers: {}, body: Buffer.from(String((sent += 1))) }),
    pace,
    new AbortController().signal,
  );
  expect(sent).toBeGreaterThan(1);
  expect(kept.body.toString()).toBe(String(sent));
});
