import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Milliseconds between two looks. */
const INTERVAL = 500;
const PROVIDER = 'dynamic-provider';

/** One line of `ps`. */
export interface ProcessLine {
  readonly pid: number;
  readonly parent: number;
  readonly kilobytes: number;
  readonly command: string;
}

/** The largest resident memory of the dynamic-provider processes below this one, as `ps` counts it twice a second. */
export class ProviderMemory {
  #peak = 0;
  #timer: NodeJS.Timeout | undefined;

  start(): void {
    // Where ps cannot be asked, the figure is 0 and the bench goes on.
    this.#timer = setInterval(() => void this.#look().catch(() => undefined), INTERVAL);
  }

  /** Megabytes. */
  stop(): number {
    clearInterval(this.#timer);
    return this.#peak / 1024;
  }

  async #look(): Promise<void> {
    const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,rss=,args=']);
    this.#peak = Math.max(this.#peak, ...providers(processes(stdout), process.pid));
  }
}

/** Kilobytes of each provider process that descends from `root`. */
export function providers(lines: readonly ProcessLine[], root: number): number[] {
  const parents = new Map(lines.map(({ pid, parent }) => [pid, parent]));
  const descends = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === root || descends(parents.get(pid)));
  return lines
    .filter(({ pid, command }) => command.includes(PROVIDER) && descends(pid))
    .map(({ kilobytes }) => kilobytes);
}

/** Reads `ps -o pid=,ppid=,rss=,args=`. */
export function processes(text: string): ProcessLine[] {
  return text.split('\n').flatMap((line) => {
    const [, pid, parent, kilobytes, command] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    if (command === undefined) return [];
    return [{ pid: Number(pid), parent: Number(parent), kilobytes: Number(kilobytes), command }];
  });
}
