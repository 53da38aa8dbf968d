import { spawn } from 'node:child_process';

import { OrdsError } from '../../errors';
import type { PulumiRun } from '../surroundings';

/** Milliseconds. Reading the outputs of a stack takes a second or two, and longer where the backend is far. */
const LONGEST = 120_000;
/** Bytes that are kept of what it prints. */
const MOST_OUTPUT = 32 * 1024 * 1024;

/**
 * Runs the `pulumi` on PATH.
 *
 * @throws OrdsError `cli.pulumi.*`: it is not there, it does not end, or it prints without end.
 */
export function spawnPulumi(
  args: readonly string[],
  directory: string,
  env: NodeJS.ProcessEnv,
): Promise<PulumiRun> {
  return new Promise((resolve, reject) => {
    const child = spawn('pulumi', args, {
      cwd: directory,
      env: { ...env, PULUMI_SKIP_UPDATE_CHECK: 'true' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    let bytes = 0;
    const give = (error: Error): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(error);
    };
    const timer = setTimeout(
      () =>
        give(
          new OrdsError(`pulumi did not answer within ${LONGEST / 1000} s`, {
            code: 'cli.pulumi.timeout',
            remedy: 'see whether it answers: pulumi stack output --json; or give a file: --manifest FILE',
          }),
        ),
      LONGEST,
    );
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes <= MOST_OUTPUT) output[name].push(chunk);
        else
          give(
            new OrdsError('pulumi prints more than the outputs of a stack', {
              code: 'cli.pulumi.too_large',
              remedy: 'give a file with the manifest: --manifest FILE',
            }),
          );
      });
    }
    child.once('error', (error: NodeJS.ErrnoException) =>
      give(error.code === 'ENOENT' ? missing() : unusable(error)),
    );
    child.once('close', (status) => {
      clearTimeout(timer);
      const text = (name: 'stdout' | 'stderr'): string => Buffer.concat(output[name]).toString('utf8');
      resolve({ status: status ?? 1, stdout: text('stdout'), stderr: text('stderr') });
    });
  });
}

function missing(): OrdsError {
  return new OrdsError('there is no pulumi on PATH', {
    code: 'cli.pulumi.missing',
    remedy: 'install it: https://www.pulumi.com/docs/install/; or give a file: --manifest FILE',
  });
}

function unusable(error: NodeJS.ErrnoException): OrdsError {
  return new OrdsError(`pulumi cannot be started (${error.code ?? error.message})`, {
    code: 'cli.pulumi.unusable',
    remedy: 'see whether it runs: pulumi version; or give a file: --manifest FILE',
  });
}
