import type { Requests } from './requests';

/** Calls endpoints without a token, one request after another, for as long as some work takes. */
export async function watchClosed<T>(
  requests: Requests,
  urls: readonly string[],
  work: () => Promise<T>,
): Promise<{ result: T; statuses: ReadonlySet<number>; calls: number }> {
  const statuses = new Set<number>();
  let calls = 0;
  let working = true;
  const watcher = (async () => {
    while (working)
      for (const url of urls) {
        statuses.add(await requests.status(url));
        calls += 1;
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
