import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The library's own command, as a user types it. */
export class PulumiOrds {
  constructor(
    private readonly root: string,
    /** The Pulumi project whose stack it looks at. */
    private readonly directory: string,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  /** @param input what is piped in: a token never stands on a command line. */
  run(args: readonly string[], input = ''): Promise<{ status: number; output: string }> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [join(this.root, 'bin/pulumi-ords.js'), ...args], {
        cwd: this.directory,
        env: { ...process.env, ...this.environment },
      });
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
      child.once('error', reject);
      child.once('close', (status) => resolve({ status: status ?? 1, output }));
      child.stdin.end(input);
    });
  }
}
