import { setTimeout as sleep } from 'node:timers/promises';
import type { Pace } from '../pace';
import { codeOf } from './errors';

export interface Answer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

/** What of a result decides whether to try again. */
export type Result = { readonly answer: Answer } | { readonly error: unknown };

const CONFLICT = 409;
const NOT_FOUND = 404;
const TOO_MANY_REQUESTS = 429;
const FIRST_SERVER_ERROR = 500;
/** The back-off grows no more from this try on. */
const LARGEST_ATTEMPT = 12;

/**
 * How long a result is worth another try, counted from the first one (facts/oci-iam.md 1.7): 400, 401, 403, 404 and
 * 412 never, apart from a 404 that a deletion not yet known everywhere explains.
 */
export function retryWindow(result: Result, pace: Pace, afterDeletion: boolean): number {
  if ('error' in result) return pace.passingWindow;
  const { status, body } = result.answer;
  if (status === CONFLICT) return pace.conflictWindow;
  if (status === TOO_MANY_REQUESTS || status >= FIRST_SERVER_ERROR) return pace.passingWindow;
  const unclear = status === NOT_FOUND && codeOf(body.toString('utf8')) === 'NotAuthorizedOrNotFound';
  return afterDeletion && unclear ? pace.deletionWindow : 0;
}

/** Milliseconds until the next try: what `Retry-After` says, else at random up to the square of the attempts. */
export function backoff(result: Result, attempt: number, pace: Pace, random: number): number {
  const header = 'answer' in result ? Number(result.answer.headers['retry-after'] ?? Number.NaN) : Number.NaN;
  if (Number.isFinite(header)) return Math.max(0, header * 1000);
  const most = 2 * Math.min(attempt, LARGEST_ATTEMPT) ** 2 * pace.backoffUnit;
  return pace.backoffUnit + random * (most - pace.backoffUnit);
}

/** Sends until there is an answer to keep, whatever the method. The last try comes when the window closes. */
export async function sendWithRetries(
  send: () => Promise<Answer>,
  pace: Pace,
  signal: AbortSignal,
  afterDeletion = false,
): Promise<Answer> {
  const start = Date.now();
  for (let attempt = 1; ; attempt += 1) {
    signal.throwIfAborted();
    const result: Result = await send().then(
      (answer) => ({ answer }),
      (error: unknown) => ({ error }),
    );
    const left = start + retryWindow(result, pace, afterDeletion) - Date.now();
    if (left <= 0) {
      if ('answer' in result) return result.answer;
      throw result.error;
    }
    await sleep(Math.min(left, backoff(result, attempt, pace, Math.random())), undefined, { signal });
  }
}
