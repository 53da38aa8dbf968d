import { spawn } from 'node:child_process';

/** What `pulumi` printed, and its exit status. */
export interface PulumiRun {
  readonly status: number;
  readonly output: string;
}

/** `pulumi` at work. */
export interface StartedPulumi {
  readonly pid: number;
  /** Never rejects because of the exit status; a killed one counts as 1. */
  readonly run: Promise<PulumiRun>;
}

/** Characters of output in an error: the diagnostics stand at the end. */
const LONGEST_REPORT = 4000;

/** Runs the CLI as a user would in a shell with this environment. */
export class PulumiCli {
  constructor(
    private readonly directory: string,
    private readonly environment: Readonly<Record<string, string>>,
    /** Told what a command printed, unless it was asked to show secrets. */
    private readonly onOutput: (output: string) => void = () => {},
  ) {}

  /** Throws with the output when the exit status is none of `expected`. */
  async run(args: readonly string[], expected: readonly number[] = [0]): Promise<PulumiRun> {
    const { run: ending } = this.start(args);
    const run = await ending;
    if (!expected.includes(run.status))
      throw new Error(`pulumi ${args.join(' ')}: exit ${run.status}\n${run.output.slice(-LONGEST_REPORT)}`);
    return run;
  }

  /** Stack outputs, secrets included: for the demo's own requests, never printed. */
  async outputs<T>(): Promise<T> {
    const { output } = await this.run(['stack', 'output', '--json', '--show-secrets']);
    return JSON.parse(output) as T;
  }

  /** Starts the CLI and comes back at once. */
  start(args: readonly string[]): StartedPulumi {
    const child = spawn('pulumi', [...args, '--non-interactive', '--color', 'never'], {
      cwd: this.directory,
      env: { ...process.env, ...this.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const run = new Promise<PulumiRun>((resolve, reject) => {
      let output = '';
      // Decoded by the stream: a character may be split between two chunks.
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (text: string) => (output += text));
      child.once('error', reject);
      child.once('close', (status) => {
        if (!args.includes('--show-secrets')) this.onOutput(output);
        resolve({ status: status ?? 1, output });
      });
    });
    return { pid: child.pid ?? 0, run };
  }
}
