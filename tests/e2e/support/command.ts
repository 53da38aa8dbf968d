import { execFile } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { engineDirectory, ROOT } from './engine';
import type { TestSandbox } from './sandbox';

export interface Ended {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** `pulumi-ords` as a user types it, in a directory, with the environment of the sandbox. */
export function pulumiOrds(sandbox: TestSandbox, directory: string, args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(ROOT, 'dist/cli/main.js'), ...args],
      {
        cwd: directory,
        env: { ...sandbox.environment, PATH: [engineDirectory(), dirname(process.execPath)].join(delimiter) },
        maxBuffer: 10_000_000,
      },
      (error, out, err) => {
        sandbox.traces.printed(out + err);
        resolve({ status: error ? Number(error.code) : 0, out, err });
      },
    );
  });
}
