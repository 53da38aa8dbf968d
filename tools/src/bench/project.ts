import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PulumiCli } from '../pulumiCli';

/** ords is the library; floor and bare say in their index.js what they are. */
export type BenchKind = 'ords' | 'floor' | 'bare';

/** One of tools/bench/*, as a project of its own with the repository's modules. */
export class BenchProject {
  readonly #directory: string;

  constructor(
    root: string,
    kind: BenchKind,
    private readonly environment: Readonly<Record<string, string>>,
    private readonly count: number,
  ) {
    this.#directory = mkdtempSync(join(tmpdir(), `bench-${kind}-`));
    cpSync(join(root, 'tools/bench', kind), this.#directory, { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(this.#directory, 'node_modules'), 'dir');
  }

  /** Seconds that a command of the CLI takes. */
  async time(args: readonly string[], text = 'first'): Promise<number> {
    const pulumi = new PulumiCli(this.#directory, {
      ...this.environment,
      BENCH_COUNT: String(this.count),
      BENCH_TEXT: text,
    });
    const started = performance.now();
    await pulumi.run(args);
    return (performance.now() - started) / 1000;
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true, force: true });
  }
}
