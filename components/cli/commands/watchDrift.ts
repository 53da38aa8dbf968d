import type { Drift } from '../drift';
import { UNKNOWN, type ExitCode } from '../exitCode';
import { driftJson } from '../output/driftJson';
import { driftChanges, driftTable } from '../output/driftTable';
import type { Run } from '../run';
import { visibleJson } from '../../visible';

interface WatchOptions {
  readonly output: string;
  readonly quiet?: boolean;
}

/**
 * Looks again and again until it is interrupted, and writes only what has changed: lines, or with JSON one document a
 * line. Ends with the exit code of the last look; before the
 * first one has ended nothing is told.
 */
export async function watchDrift(
  look: () => Promise<Drift>,
  seconds: number,
  options: WatchOptions,
  { surroundings, console }: Run,
): Promise<ExitCode> {
  const stop = new AbortController();
  const interrupted = new Promise<undefined>((resolve) =>
    stop.signal.addEventListener('abort', () => resolve(undefined), { once: true }),
  );
  surroundings.onInterrupt(() => stop.abort());
  let last: Drift | undefined;
  while (!stop.signal.aborted) {
    // A look that is under way is not waited for: its connections are closed with the services.
    const looking = look();
    looking.catch(() => undefined);
    const next = await Promise.race([looking, interrupted]);
    if (next === undefined) break;
    report(last, next);
    last = next;
    await surroundings.wait(seconds, stop.signal);
  }
  return last?.exitCode ?? UNKNOWN;

  function report(before: Drift | undefined, after: Drift): void {
    const changes = before === undefined ? [] : driftChanges(before, after, console);
    if (before !== undefined && changes.length === 0) return;
    if (options.output === 'json') return console.out(visibleJson(driftJson(after)));
    const text =
      before === undefined ? driftTable(after, console, options.quiet ?? false) : changes.join('\n');
    if (text !== '') console.out(text);
  }
}
