import { managementPath } from '../../../../../sandbox/plugins/auth0/management/paths';
import {
  sendWithRetries,
  untilReset,
  type Answer,
} from '../../../../../sandbox/plugins/auth0/management/retry';
import { OFFICIAL_WAITS, waitsFromEnvironment } from '../../../../../sandbox/plugins/auth0/management/waits';

const none = waitsFromEnvironment({ ORDS_SANDBOX_PLUGIN_WAITS: 'none' });
const { signal } = new AbortController();
const answer = (status: number, headers: Answer['headers'] = {}): Answer => ({ status, headers, body: '' });

/** Sends the given answers one after the other and says how many were used. */
async function run(...results: (Answer | Error)[]): Promise<{ outcome: number | string; sent: number }> {
  let sent = 0;
  const send = async (): Promise<Answer> => {
    const result = results[sent++] ?? answer(200);
    if (result instanceof Error) throw result;
    return result;
  };
  const outcome = await sendWithRetries(send, none, signal).then(
    ({ status }) => status,
    (error: unknown) => String(error),
  );
  return { outcome, sent };
}

test('path segments are escaped as Go escapes them, queries are sorted', () => {
  expect(managementPath(['resource-servers', 'https://api.example.com/a b(c)?d'])).toBe(
    '/api/v2/resource-servers/https:%2F%2Fapi.example.com%2Fa%20b%28c%29%3Fd',
  );
  expect(managementPath(['clients', 'x'], { include_fields: 'true', fields: 'client_id,app_type' })).toBe(
    '/api/v2/clients/x?fields=client_id%2Capp_type&include_fields=true',
  );
});

test.each([500, 502, 503, 504, 524])('%d is tried again three times at most', async (status) => {
  expect(await run(answer(status))).toEqual({ outcome: 200, sent: 2 });
  const failing = [1, 2, 3, 4, 5].map(() => answer(status));
  expect(await run(...failing)).toEqual({ outcome: status, sent: 4 });
});

test('a broken connection is tried again three times at most', async () => {
  const failing = [1, 2, 3, 4, 5].map(() => new Error('reset'));
  expect(await run(...failing)).toEqual({ outcome: 'Error: reset', sent: 4 });
});

test.each([400, 401, 403, 404, 409])('%d is final', async (status) => {
  expect(await run(answer(status))).toEqual({ outcome: status, sent: 1 });
});

test('429 is tried again for as long as it takes', async () => {
  const past = answer(429, { 'x-ratelimit-reset': '1' });
  expect(await run(...Array.from({ length: 9 }, () => past))).toEqual({ outcome: 200, sent: 10 });
});

test('the wait after 429 ends at the reset; without one it is five seconds', () => {
  expect(untilReset(answer(429, { 'x-ratelimit-reset': '12' }), 10_500)).toBe(1_500);
  expect(untilReset(answer(429, { 'x-ratelimit-reset': '12' }), 60_000)).toBe(0);
  expect(untilReset(answer(429, { 'x-ratelimit-reset': 'soon' }), 0)).toBe(5_000);
  expect(untilReset(answer(429), 0)).toBe(5_000);
});

test('a cancelled operation does not go on waiting', async () => {
  const controller = new AbortController();
  const waiting = sendWithRetries(async () => answer(429), none, controller.signal);
  controller.abort(new Error('cancelled'));
  await expect(waiting).rejects.toThrow();
});

test('the official waits are in force unless the sandbox takes them out', () => {
  expect(waitsFromEnvironment({})).toBe(OFFICIAL_WAITS);
  expect(OFFICIAL_WAITS).toMatchObject({
    afterClientCreate: 800,
    afterClientUpdate: 200,
    afterResourceServerUpdate: 200,
  });
  expect(none.afterClientCreate).toBe(0);
  expect(() => waitsFromEnvironment({ ORDS_SANDBOX_PLUGIN_WAITS: 'few' })).toThrow(
    'ORDS_SANDBOX_PLUGIN_WAITS',
  );
});
