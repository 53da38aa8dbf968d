import { execFileSync } from 'node:child_process';

/** Resident memory of a process in MB, as `ps` counts it. */
export function residentMegabytes(pid: number): number {
  const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Number(kilobytes.trim()) / 1024;
}
