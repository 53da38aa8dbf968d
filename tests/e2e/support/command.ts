import { execFile } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { engineDirectory, ROOT } from './engine';
import type { TestSandbox } from './sandbox';

export interface Ended {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** `pulumi-ords` as a user types it, in a directory, with the environment of the sandbox and what is given on top of it. */
export function pulumiOrds(
  sandbox: TestSandbox,
  directory: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const path = [engineDirectory(), dirname(process.execPath)].join(delimiter);
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(ROOT, 'dist/cli/main.js'), ...args],
      {
        cwd: directory,
        env: { ...sandbox.environment, ...environment, PATH: path },
        maxBuffer: 10_000_000,
      },
      (error, out, err) => {
        sandbox.traces.printed(out + err);
        resolve({ status: error ? Number(error.code) : 0, out, err });
      },
    );
  });
}
