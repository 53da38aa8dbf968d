import type { StateFolder } from './folder';

/** What a running sandbox tells the commands that look for it. */
export interface Running {
  readonly pid: number;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Seconds from the start of the process until everything answered. */
  readonly readyAfterSeconds: number;
  readonly flavour: string;
  readonly auth0: { readonly domain: string; readonly clientId: string; readonly clientSecret: string };
  readonly oracle: { readonly connectString: string; readonly tlsConnectString: string };
  readonly ords: { readonly baseUrl: string };
  readonly control: { readonly url: string };
}

/** The running sandbox of a state folder, undefined when there is none (a left-over file of a dead process does not count). */
export function readRunning(folder: StateFolder): Running | undefined {
  const text = folder.read(folder.running);
  if (text === undefined) return undefined;
  const running = JSON.parse(text) as Running;
  return isAlive(running.pid) ? running : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
