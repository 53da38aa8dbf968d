import { setTimeout as sleep } from 'node:timers/promises';
import type { Waits } from './waits';

const TOO_MANY_REQUESTS = 429;
/** Answers worth another try (facts/auth0.md 1.5); 524 is the content network's time-out. */
const PASSING = new Set([500, 502, 503, 504, 524]);
const MOST_RETRIES = 3;
const WITHOUT_RESET_MS = 5_000;

export interface Answer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/**
 * Sends until there is an answer to keep: without limit after 429, at the time Auth0 names; at most three times
 * again after a 5xx or a broken connection, whatever the method; never after another 4xx (facts/auth0.md 1.5).
 */
export async function sendWithRetries(
  send: () => Promise<Answer>,
  waits: Waits,
  signal: AbortSignal,
): Promise<Answer> {
  let failures = 0;
  for (;;) {
    signal.throwIfAborted();
    const result = await send().then(
      (answer) => ({ answer }),
      (error: unknown) => ({ error }),
    );
    if ('answer' in result && result.answer.status === TOO_MANY_REQUESTS) {
      await sleep(untilReset(result.answer, Date.now()), undefined, { signal });
      continue;
    }
    if ('answer' in result && !PASSING.has(result.answer.status)) return result.answer;
    if (failures === MOST_RETRIES) {
      if ('answer' in result) return result.answer;
      throw result.error;
    }
    await sleep(backoff(failures, waits), undefined, { signal });
    failures += 1;
  }
}

/** Milliseconds until the second named by `X-RateLimit-Reset`. */
export function untilReset(answer: Answer, now: number): number {
  const header = answer.headers['x-ratelimit-reset'];
  const reset = typeof header === 'string' && header !== '' ? Number(header) : Number.NaN;
  return Number.isFinite(reset) ? Math.max(0, reset * 1000 - now) : WITHOUT_RESET_MS;
}

function backoff(failures: number, { backoffFirst, backoffMost }: Waits): number {
  const full = Math.min(backoffMost, backoffFirst * 2 ** failures);
  return full / 2 + Math.random() * (full / 2);
}
