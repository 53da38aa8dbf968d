import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** The repository. */
export const ROOT = join(__dirname, '../../..');

let found: string | undefined;

/** Folder with the `pulumi` executable: PATH's, the cached one, or one built now. */
export function engineDirectory(): string {
  return (found ??= findEngine());
}

function findEngine(): string {
  return execFileSync(process.execPath, [join(ROOT, 'tools/engine.mjs')], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  }).trim();
}
