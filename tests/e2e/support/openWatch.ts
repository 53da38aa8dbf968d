import type { Requests } from './requests';

/**
 * Milliseconds after which the endpoints are called although nothing was committed: what ORDS answers changes with a commit, but also when
 * it reads its configuration or keys anew.
 */
const LONGEST_PAUSE = 100;

export interface Watched<T> {
  readonly result: T;
  readonly statuses: ReadonlySet<number>;
  /** Endpoints that answered 200. */
  readonly open: ReadonlySet<string>;
  readonly calls: number;
}

/**
 * Calls endpoints without a token, or with a given one, while some work is done: before it, after each commit in the database, which is
 * answered only then, and after it. So no state between two calls of the work is missed, and the processor is left to the work.
 */
export async function watchClosed<T>(
  requests: Requests,
  urls: readonly string[],
  work: () => Promise<T>,
  token?: string,
): Promise<Watched<T>> {
  const { control } = requests.sandbox;
  const statuses = new Set<number>();
  const open = new Set<string>();
  let calls = 0;
  const look = async (): Promise<void> => {
    for (const url of urls) {
      const status = await requests.status(url, token);
      statuses.add(status);
      if (status === 200) open.add(url);
      calls += 1;
    }
  };
  type Count = { readonly commits: number };
  let { commits } = await control.call<Count>('database/statistics');
  await look();
  let working = true;
  const watcher = (async () => {
    while (working) {
      const pause = { seen: commits, milliseconds: LONGEST_PAUSE };
      ({ commits } = await control.call<Count>('database/nextCommit', pause));
      await look();
    }
  })();
  const result = await work().finally(async () => {
    working = false;
    await watcher.finally(() => control.call('database/endWatch'));
  });
  return { result, statuses, open, calls };
}
