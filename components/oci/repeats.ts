import { DelegateBackoff, handleWhenResult, retry } from 'cockatiel';

import type { HttpResult } from '../diagnose/http';

/** Attempts after the first one; with the waits below about 20 seconds. */
const REPEATS = 7;
/** Milliseconds; doubled with each attempt. */
const FIRST_WAIT = 250;
const LONGEST_WAIT = 5_000;

const BUSY = [429];
const PASSING = [429, 500, 502, 503, 504];
/** Duplicate or version mismatch, and precondition: somebody else was at the object in the same moment. */
const COLLIDED = [409, 412];
/** An app is not everywhere at once after it was made (facts/oci-iam.md 6: no numbers are known). */
const NOT_YET = [400, 404];

/** Which answers of a call are waited out. */
export type Patience =
  /** A call that must not take place twice: only what certainly has not been done is asked for again. */
  | 'once'
  /** A call that may take place any number of times. */
  | 'repeatable'
  /** The same, on what has only just been made. */
  | 'fresh';

/** Makes the call again while what is in its way passes. */
export function withRepeats(patience: Patience, attempt: () => Promise<HttpResult>): Promise<HttpResult> {
  const statuses = {
    once: BUSY,
    repeatable: [...PASSING, ...COLLIDED],
    fresh: [...PASSING, ...COLLIDED, ...NOT_YET],
  }[patience];
  const policy = retry(
    handleWhenResult((outcome) => {
      const result = outcome as HttpResult;
      if (result.ok) return statuses.includes(result.answer.status);
      return patience !== 'once' && result.failure.kind === 'unreachable';
    }),
    {
      maxAttempts: REPEATS,
      backoff: new DelegateBackoff(({ attempt: count, result }) =>
        Math.min(LONGEST_WAIT, asked(result) ?? FIRST_WAIT * 2 ** (count - 1)),
      ),
    },
  );
  return policy.execute(attempt);
}

function asked(result: { value: unknown } | { error: Error }): number | undefined {
  const last = 'value' in result ? (result.value as HttpResult) : undefined;
  const seconds = last?.ok ? Number(last.answer.headers['retry-after']) : Number.NaN;
  return Number.isFinite(seconds) ? Math.max(FIRST_WAIT, seconds * 1_000) : undefined;
}
