import { setTimeout as sleep } from 'node:timers/promises';
import type { Pace } from '../pace';
import { errorOf } from './errors';

export interface Answer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** Which further answers of one call are worth another try. */
export type RetryOn = (status: number, message: string) => boolean;

const TOO_MANY_REQUESTS = 429;
/** Request timeout, and failed dependency. */
const PASSING = [408, 424];
const FIRST_SERVER_ERROR = 500;

/**
 * Sends until there is an answer to keep: whatever the method, again after 429, 408, 424 and 5xx, and after what `retryOn` says
 * (facts/entra.md 1.5). The last answer counts when the deadline comes.
 */
export async function sendWithRetries(
  send: () => Promise<Answer>,
  pace: Pace,
  signal: AbortSignal,
  retryOn: RetryOn = () => false,
): Promise<Answer> {
  const end = Date.now() + pace.deadline;
  for (let attempt = 0; ; attempt += 1) {
    signal.throwIfAborted();
    const answer = await send();
    const isWorthIt = isPassing(answer.status) || retryOn(answer.status, errorOf(answer.body).message);
    const wait = backoff(answer, attempt, pace);
    if (!isWorthIt || Date.now() + wait > end) return answer;
    await sleep(wait, undefined, { signal });
  }
}

function isPassing(status: number): boolean {
  return status === TOO_MANY_REQUESTS || status >= FIRST_SERVER_ERROR || PASSING.includes(status);
}

/** Milliseconds until the next try: what `Retry-After` says, else 1, 2, 4 … times the first. */
export function backoff(answer: Answer, attempt: number, pace: Pace): number {
  const header = answer.headers['retry-after'];
  const seconds = typeof header === 'string' && header !== '' ? Number(header) : Number.NaN;
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  return Math.min(pace.backoffMost, pace.backoffFirst * 2 ** attempt);
}
