/**
 * Ordinary blocks never wait, so everything runs as plain calls; only where a value is a promise (a sleeping
 * package, a pause of a long loop) does the rest continue behind it.
 */
export type Maybe<T> = T | Promise<T>;

export function after<T, R>(value: Maybe<T>, next: (value: T) => Maybe<R>): Maybe<R> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** Runs the items one behind the other. */
export function collect<T, R>(items: readonly T[], run: (item: T) => Maybe<R>, done: R[] = []): Maybe<R[]> {
  for (let i = done.length; i < items.length; i++) {
    const value = run(items[i] as T);
    if (value instanceof Promise) {
      return value.then((resolved) => {
        done.push(resolved);
        return collect(items, run, done);
      });
    }
    done.push(value);
  }
  return done;
}

/** try/catch for both ways of running. */
export function attempt<T>(run: () => Maybe<T>, onError: (error: unknown) => Maybe<T>): Maybe<T> {
  try {
    const value = run();
    return value instanceof Promise ? value.catch(onError) : value;
  } catch (error) {
    return onError(error);
  }
}

/** try/finally for both ways of running. */
export function ensure<T>(run: () => Maybe<T>, cleanUp: () => void): Maybe<T> {
  let waiting = false;
  try {
    const value = run();
    waiting = value instanceof Promise;
    return value instanceof Promise ? value.finally(cleanUp) : value;
  } finally {
    if (!waiting) {
      cleanUp();
    }
  }
}

/** Repeats `step` until it gives something else than undefined; `pause` may interrupt or throw between steps. */
export function repeat<T>(
  step: () => Maybe<T | undefined>,
  pause: () => Promise<void> | undefined,
): Maybe<T> {
  for (;;) {
    const value = step();
    if (value instanceof Promise) {
      return repeatWaiting(value, step, pause);
    }
    if (value !== undefined) {
      return value;
    }
    const waiting = pause();
    if (waiting) {
      return repeatWaiting(
        waiting.then(() => undefined),
        step,
        pause,
      );
    }
  }
}

async function repeatWaiting<T>(
  first: Promise<T | undefined>,
  step: () => Maybe<T | undefined>,
  pause: () => Promise<void> | undefined,
): Promise<T> {
  let value: T | undefined = await (first as Promise<unknown> as Promise<Awaited<T> | undefined>);
  while (value === undefined) {
    const waiting = pause();
    if (waiting) {
      await waiting;
    }
    const next = step();
    value = next instanceof Promise ? await next : next;
  }
  return value;
}
