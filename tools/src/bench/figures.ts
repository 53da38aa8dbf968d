import { writeFileSync } from 'node:fs';

/** A figure, and the most that it should be where there is a target. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly target?: number;
}

/** Prints the figures, and writes them where `--json FILE` says. */
export function report(figures: readonly Figure[], args: readonly string[]): void {
  for (const { name, value, target } of figures) {
    const judged = target === undefined ? '' : `target <= ${target}${value <= target ? '' : '   MISSED'}`;
    console.log(`${name.padEnd(30)} ${value.toFixed(2).padStart(8)}   ${judged}`.trimEnd());
  }
  const at = args.indexOf('--json');
  const file = at < 0 ? undefined : args[at + 1];
  if (at >= 0 && file === undefined)
    throw new Error('--json needs a file: npm run bench -- --json figures.json');
  if (file !== undefined) {
    const flat = Object.fromEntries(
      figures.map(({ name, value }) => [name, Math.round(value * 1000) / 1000]),
    );
    writeFileSync(file, JSON.stringify(flat, null, 2) + '\n');
  }
}
