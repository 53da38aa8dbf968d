import { spawn } from 'node:child_process';

/** What `pulumi` printed, and its exit status. */
export interface PulumiRun {
  readonly status: number;
  readonly output: string;
}

/** Characters of output in an error: the diagnostics stand at the end. */
const LONGEST_REPORT = 4000;

/** Runs the CLI as a user would in a shell with this environment. */
export class PulumiCli {
  constructor(
    private readonly directory: string,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  /** Throws with the output when the exit status is none of `expected`. */
  async run(args: readonly string[], expected: readonly number[] = [0]): Promise<PulumiRun> {
    const run = await this.#spawn(args);
    if (!expected.includes(run.status))
      throw new Error(`pulumi ${args.join(' ')}: exit ${run.status}\n${run.output.slice(-LONGEST_REPORT)}`);
    return run;
  }

  /** Stack outputs, secrets included: for the demo's own requests, never printed. */
  async outputs<T>(): Promise<T> {
    const { output } = await this.run(['stack', 'output', '--json', '--show-secrets']);
    return JSON.parse(output) as T;
  }

  #spawn(args: readonly string[]): Promise<PulumiRun> {
    return new Promise((resolve, reject) => {
      const child = spawn('pulumi', [...args, '--non-interactive', '--color', 'never'], {
        cwd: this.directory,
        env: { ...process.env, ...this.environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
      child.once('error', reject);
      child.once('close', (status) => resolve({ status: status ?? 1, output }));
    });
  }
}
