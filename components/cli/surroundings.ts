import type { Services } from './services';

/** A stream that the command writes to. */
export interface Sink {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Characters in a line; undefined when it is not a terminal. */
  readonly columns: number | undefined;
}

/** What `pulumi` printed, and its exit status. */
export interface PulumiRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Everything outside the command, so that a test can stand in for it. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly directory: string;
  readonly stdin: AsyncIterable<Uint8Array | string> & { readonly isTerminal: boolean };
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly now: () => Date;
  /** Ends after so many seconds, or earlier, without an error, when the signal is aborted. */
  readonly wait: (seconds: number, signal: AbortSignal) => Promise<void>;
  /** Calls back for the first SIGINT. From then on the command is about to end. */
  readonly onInterrupt: (callback: () => void) => void;
  /** Throws an OrdsError when there is no `pulumi`, or when it prints without end or does not end. */
  readonly runPulumi: (args: readonly string[]) => Promise<PulumiRun>;
  readonly readFile: (path: string) => Promise<string>;
  /** Replaces a file that is there. */
  readonly writeFile: (path: string, text: string) => Promise<void>;
  /** Throws with the code EEXIST where something is there already. */
  readonly createFile: (path: string, text: string) => Promise<void>;
  readonly openServices: () => Services;
}
