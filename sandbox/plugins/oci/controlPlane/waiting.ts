import type { OciClient } from '../http/client';

/** States an object passes through, and those that end the wait. Any other one is an error. */
export interface Path {
  readonly pending: readonly string[];
  readonly target: readonly string[];
}

/** One look at an object; `undefined` is an object that is gone, which only an empty target expects. */
export type Look<T> = () => Promise<{ readonly state: string; readonly value: T } | undefined>;

/**
 * Looks at once and then every few seconds until a target state is reached.
 *
 * @throws Error in the official plugin's words when another state comes, or none in time.
 */
export async function waitForState<T>(
  client: OciClient,
  { pending, target }: Path,
  look: Look<T>,
): Promise<T | undefined> {
  const { poll, stateTimeout } = client.pace;
  const end = Date.now() + stateTimeout;
  const wanted = target.join(', ');
  for (;;) {
    const seen = await look();
    if (seen === undefined) {
      if (target.length === 0) return undefined;
      throw new Error(`Unexpected LifeCycle state: couldn't find resource, wanted target '${wanted}'`);
    }
    if (target.includes(seen.state)) return seen.value;
    if (pending.length > 0 && !pending.includes(seen.state)) {
      throw new Error(
        `Unexpected LifeCycle state: unexpected state '${seen.state}', wanted target '${wanted}'`,
      );
    }
    if (Date.now() >= end) {
      const seconds = Math.round(stateTimeout / 1000);
      throw new Error(
        `Operation Timeout: timeout while waiting for state to become '${wanted}' (last state: '${seen.state}', timeout: ${seconds}s)`,
      );
    }
    await client.pause(poll);
  }
}
