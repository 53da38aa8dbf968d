import pc from 'picocolors';

/** Prints what happens, with the time that each step took. */
export class Narrator {
  readonly #started = performance.now();
  #steps = 0;

  /** Runs one step; what it throws ends the demo. */
  async step<T>(title: string, work: () => Promise<T>): Promise<T> {
    this.#steps += 1;
    console.log(`\n${pc.bold(`${this.#steps}. ${title}`)}`);
    const started = performance.now();
    const result = await work();
    console.log(pc.dim(`   ${seconds(performance.now() - started)} s`));
    return result;
  }

  /** A fact that was seen. */
  say(text: string): void {
    console.log(`   ${text}`);
  }

  /** A claim that was checked: a false one ends the demo with exit status 1. */
  check(claim: string, holds: boolean, seen: string): void {
    console.log(`   ${holds ? pc.green('✓') : pc.red('✗')} ${claim}: ${seen}`);
    if (!holds) throw new Error(`not as it should be: ${claim}; seen: ${seen}`);
  }

  /** Lines of another program. */
  quote(text: string): void {
    for (const line of text.split('\n')) if (line.trim() !== '') console.log(pc.dim(`   │ ${line}`));
  }

  get elapsed(): string {
    return seconds(performance.now() - this.#started);
  }
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}
