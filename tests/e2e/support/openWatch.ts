import { setTimeout as pause } from 'node:timers/promises';
import type { Requests } from './requests';

/** Milliseconds between two rounds: without it the watcher takes the processor from the run that it watches. */
const PAUSE = 5;

/** Calls endpoints without a token, or with a given one, round after round, for as long as some work takes. */
export async function watchClosed<T>(
  requests: Requests,
  urls: readonly string[],
  work: () => Promise<T>,
  token?: string,
): Promise<{ result: T; statuses: ReadonlySet<number>; calls: number }> {
  const statuses = new Set<number>();
  let calls = 0;
  let working = true;
  const watcher = (async () => {
    while (working) {
      for (const url of urls) {
        statuses.add(await requests.status(url, token));
        calls += 1;
      }
      await pause(PAUSE);
    }
  })();
  try {
    const result = await work();
    return { result, statuses, calls };
  } finally {
    working = false;
    await watcher;
  }
}
