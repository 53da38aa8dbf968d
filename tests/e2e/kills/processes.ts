import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds between two looks at a process that is ending. */
const LOOK = 10;

export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  /** Ticks since the machine's start: with the id, one process for good. */
  readonly started: string;
  readonly command: string;
}

/** What runs below a process, children before grandchildren. Linux only: /proc is read. */
export function descendants(ancestor: number): ProcessEntry[] {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (entry(Number(name)) ?? []) : []));
  const found: ProcessEntry[] = [];
  for (let parents = [ancestor]; parents.length > 0;) {
    const children = all.filter(({ parent }) => parents.includes(parent));
    found.push(...children);
    parents = children.map(({ pid }) => pid);
  }
  return found;
}

/** Kills these very processes, as `kill -9` does, and resolves when they are gone. */
export async function killAll(processes: readonly ProcessEntry[]): Promise<void> {
  const alive = processes.filter(isAlive);
  for (const { pid } of alive) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
  while (alive.some(isAlive)) await pause(LOOK);
}

export function isAlive({ pid, started }: ProcessEntry): boolean {
  return entry(pid)?.started === started;
}

/** Undefined when there is none, or only its exit status is left. */
export function entry(pid: number): ProcessEntry | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything, blanks and parentheses too.
    const [state = '', parent = '', ...rest] = status.slice(status.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z' || state === 'X') return undefined;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return { pid, parent: Number(parent), started: rest[17] ?? '', command };
  } catch {
    return undefined;
  }
}
