import {
  bulkhead,
  ExponentialBackoff,
  handleWhen,
  retry,
  TaskCancelledError,
  timeout,
  TimeoutStrategy,
  type BulkheadPolicy,
} from 'cockatiel';

import { OrdsError } from '../errors';
import { callTimeout, connectTimeout } from './connection';
import type { Connection } from './database';
import { driverFailure, isLost, isPassing } from './driverErrors';

/** Attempts after the first one. */
const REPEATS = 4;
/** Milliseconds before the second attempt; doubled with jitter from then on. */
const FIRST_DELAY = 100;
const LONGEST_DELAY = 3_000;

/**
 * Runs a call again when it failed for a reason that passes. Every text of this library looks before it changes
 * anything and commits at its very end, so that a second run is safe; `attempt` learns whether an earlier one may
 * have been carried out unseen.
 */
export async function withRepeats<T>(
  connection: Connection,
  attempt: (afterLoss: boolean) => Promise<T>,
): Promise<T> {
  let lost = false;
  const repeats = retry(
    handleWhen((error) => {
      const failure = driverFailure(error);
      if (isLost(failure)) lost = true;
      return isLost(failure) || isPassing(failure);
    }),
    {
      maxAttempts: REPEATS,
      backoff: new ExponentialBackoff({ initialDelay: FIRST_DELAY, maxDelay: LONGEST_DELAY }),
    },
  );
  const seconds = deadlineSeconds(connection);
  const deadline = timeout(seconds * 1_000, TimeoutStrategy.Aggressive);
  try {
    // The signal ends the repeats too: nothing is sent any more once the caller was told that it failed.
    return await deadline.execute(({ signal }) => repeats.execute(() => attempt(lost), signal));
  } catch (error) {
    if (!(error instanceof TaskCancelledError)) throw error;
    throw new OrdsError(`no answer from the database within ${seconds} s, repeats included`, {
      code: 'ords.connection.deadline',
      field: 'ords.connection.callTimeoutSeconds',
      remedy: 'run the same command again; raise callTimeoutSeconds if the database is slow',
    });
  }
}

/** The longest that one operation may take, repeats included. */
export function deadlineSeconds(connection: Connection): number {
  return connectTimeout(connection) + 2 * callTimeout(connection);
}

const queues = new Map<string, BulkheadPolicy>();

/**
 * Lets one caller per key through at a time. Module calls that run side by side in one schema end in ORA-00060 or
 * ORA-04020 (facts/ords.md 5).
 */
export function oneAtATime<T>(key: string, action: () => Promise<T>): Promise<T> {
  let queue = queues.get(key);
  if (!queue) queues.set(key, (queue = bulkhead(1, Number.POSITIVE_INFINITY)));
  return queue.execute(action);
}
