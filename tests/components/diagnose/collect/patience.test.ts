import { FEW_REPEATS, patient } from '../../../../components/diagnose/collect/patience';
import type { Http, HttpResult } from '../../../../components/diagnose/http';

const NOW_S = 1_800_000_000;

beforeEach(() => jest.useFakeTimers({ now: NOW_S * 1000 }));
afterEach(() => jest.useRealTimers());

const answer = (status: number, headers: Record<string, string> = {}): HttpResult => ({
  ok: true,
  answer: { status, headers, body: '', bytes: 0, milliseconds: 1 },
});

/** What came of it, how often it was asked, and after how many milliseconds the clock stood still. */
async function ask(results: readonly HttpResult[], repeats?: number) {
  let asked = 0;
  const http: Http = () => Promise.resolve(results[Math.min(asked++, results.length - 1)]!);
  const pending = patient(http, repeats)({ url: 'https://t.example.com/' });
  await jest.runAllTimersAsync();
  const result = await pending;
  return { result, asked, waited: Date.now() - NOW_S * 1000 };
}

test.each([429, 500, 502, 503, 504])('a passing %i is over with the next answer', async (status) => {
  expect(await ask([answer(status), answer(200)])).toEqual({ result: answer(200), asked: 2, waited: 250 });
});

test.each([200, 400, 401, 403, 404, 409, 501])('%i is an answer', async (status) => {
  expect(await ask([answer(status)])).toEqual({ result: answer(status), asked: 1, waited: 0 });
});

test.each(['unreachable', 'timeout', 'untrusted', 'too_large'] as const)('%s is an end', async (kind) => {
  const failure: HttpResult = { ok: false, failure: { kind, detail: '', milliseconds: 1 } };
  expect(await ask([failure])).toEqual({ result: failure, asked: 1, waited: 0 });
});

test('one that lasts ends after five requests and less than four seconds', async () => {
  expect(await ask([answer(503)])).toEqual({ result: answer(503), asked: 5, waited: 3_750 });
});

test('fewer where only one answer is waited for', async () => {
  expect(await ask([answer(503)], FEW_REPEATS)).toEqual({ result: answer(503), asked: 3, waited: 750 });
});

test.each<[string, Record<string, string>, number]>([
  ['the moment Auth0 names', { 'x-ratelimit-reset': String(NOW_S + 3) }, 3_000],
  ['at most 10 s', { 'x-ratelimit-reset': String(NOW_S + 3_600) }, 10_000],
  ['never not at all', { 'x-ratelimit-reset': String(NOW_S - 5) }, 250],
  ['a Retry-After', { 'retry-after': '2' }, 2_000],
  ['its own time when there is no such word', { 'x-ratelimit-reset': 'soon' }, 250],
])('a 429 waits for %s', async (_name, headers, waited) => {
  expect(await ask([answer(429, headers), answer(200)])).toEqual({ result: answer(200), asked: 2, waited });
});
