import { DelegateBackoff, handleWhenResult, retry } from 'cockatiel';

import type { Http, HttpAnswer, HttpResult } from '../http';

/** Attempts after the first one, where nothing is said: a rate limit of 2 a second is met more than once. */
const REPEATS = 4;
/** For single requests of public documents and of tokens: a passing failure is over soon, a lasting one is to be told soon. */
export const FEW_REPEATS = 2;
/** Milliseconds that one wait takes at most, whatever the other side asks for. */
const LONGEST_WAIT = 10_000;
/** Milliseconds when the answer does not say; doubled with each attempt. */
const FIRST_WAIT = 250;
const PASSING = new Set([429, 500, 502, 503, 504]);

/**
 * Asks again when the other side is busy, `repeats` times (default 4) at most. Only for requests that may be made twice. A 429 of Auth0 says in
 * `X-RateLimit-Reset` (seconds since 1970) when there is room again (facts/auth0.md 1.5 and 3.5).
 */
export function patient(http: Http, repeats = REPEATS): Http {
  const policy = retry(
    handleWhenResult((result) => isPassing(result as HttpResult)),
    {
      maxAttempts: repeats,
      backoff: new DelegateBackoff(({ attempt, result }) => {
        const last = 'value' in result ? (result.value as HttpResult) : undefined;
        return Math.min(LONGEST_WAIT, asked(last) ?? FIRST_WAIT * 2 ** (attempt - 1));
      }),
    },
  );
  return (request) => policy.execute(() => http(request));
}

function isPassing(result: HttpResult): boolean {
  return result.ok && PASSING.has(result.answer.status);
}

function asked(result: HttpResult | undefined): number | undefined {
  if (!result?.ok || result.answer.status !== 429) return undefined;
  return untilReset(result.answer) ?? retryAfter(result.answer);
}

function untilReset({ headers }: HttpAnswer): number | undefined {
  const reset = Number(headers['x-ratelimit-reset']);
  // A moment that has passed already would be a hot loop.
  return Number.isFinite(reset) ? Math.max(FIRST_WAIT, reset * 1_000 - Date.now()) : undefined;
}

function retryAfter({ headers }: HttpAnswer): number | undefined {
  const seconds = Number(headers['retry-after']);
  return Number.isFinite(seconds) ? Math.max(FIRST_WAIT, seconds * 1_000) : undefined;
}
