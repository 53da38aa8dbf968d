import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  controlClient,
  loadSettings,
  sandboxEnvironment,
  startDaemon,
  stopDaemon,
  StateFolder,
} from 'ords-sandbox';
import { BenchProject, type BenchKind } from './bench/project';
import { live, RoundTripMeter, type Life } from './bench/lifecycle';
import { residentMegabytes } from './bench/memory';
import { linkEngine } from './engineHome';

const ROOT = resolve(__dirname, '../..');
const COUNT = 100;
const QUICK_COUNT = 20;

/** A figure, and the most that it should be where there is a target. */
interface Figure {
  readonly name: string;
  readonly value: number;
  readonly target?: number;
}

/**
 * `npm run bench [-- --json FILE] [-- --quick]`: ratios against a floor measured in the same run. Never fails on a figure.
 * The floor has the same inputs; the ratios to the bare floor show what the state costs beyond it: the engine writes all of it
 * after each step.
 */
async function main(args: readonly string[]): Promise<void> {
  const quick = args.includes('--quick');
  const count = quick ? QUICK_COUNT : COUNT;
  const folder = new StateFolder(mkdtempSync(join(tmpdir(), 'ords-bench-')));
  const running = await startDaemon({ state: folder.path });
  try {
    await linkEngine(folder.pulumiHome);
    const environment = sandboxEnvironment(folder, running, loadSettings(folder, {}));
    const control = controlClient({
      url: environment['ORDS_SANDBOX_CONTROL_URL'] ?? '',
      token: environment['ORDS_SANDBOX_CONTROL_TOKEN'] ?? '',
      ca: readFileSync(folder.caCertificate, 'utf8'),
    });
    const floors: Life[] = [];
    const bares: Life[] = [];
    const lives: Life[] = [];
    let meter = new RoundTripMeter(control);
    // Alternating, so that a machine that slows down in between slows both.
    for (let round = 0; round < (quick ? 1 : 3); round++) {
      floors.push(await once('floor', environment, count));
      bares.push(await once('bare', environment, count));
      meter = new RoundTripMeter(control);
      await control.call('database/resetStatistics');
      lives.push(await once('ords', environment, count, meter.phase));
    }
    await control.close();
    const floor = median(floors);
    const bare = median(bares);
    const life = median(lives);
    const trips = meter.result(count);
    report(
      [
        { name: `up.${count}.ratio`, value: life.up / floor.up, target: 1.3 },
        { name: 'preview.noop.ratio', value: life.preview / floor.preview, target: 1.2 },
        { name: 'update.ratio', value: life.update / floor.update },
        { name: 'destroy.ratio', value: life.destroy / floor.destroy },
        { name: `up.${count}.ratio.bare`, value: life.up / bare.up },
        { name: 'preview.noop.ratio.bare', value: life.preview / bare.preview },
        { name: 'roundtrips.create', value: trips.create, target: 2 },
        { name: 'roundtrips.read', value: trips.read, target: 1 },
        { name: 'roundtrips.update', value: trips.update },
        { name: 'roundtrips.delete', value: trips.delete },
        { name: `floor.up.${count}.s`, value: floor.up },
        { name: 'floor.preview.s', value: floor.preview },
        { name: 'sandbox.ready.s', value: running.readyAfterSeconds, target: 3 },
        { name: 'sandbox.rss.mb', value: residentMegabytes(running.pid), target: 300 },
      ],
      args,
    );
  } finally {
    await stopDaemon(folder.path);
    folder.wipe();
  }
}

async function once(
  kind: BenchKind,
  environment: Readonly<Record<string, string>>,
  count: number,
  phase: (name: keyof Life) => Promise<void> = async () => {},
): Promise<Life> {
  const project = new BenchProject(ROOT, kind, environment, count);
  try {
    const life = await live(project, phase);
    // Progress; the figures themselves go to standard output.
    console.error(`${kind.padEnd(6)}${describe(life)}`);
    return life;
  } finally {
    project.remove();
  }
}

function describe(life: Life): string {
  return Object.entries(life)
    .map(([name, seconds]) => `${name} ${(seconds as number).toFixed(1)} s`)
    .join(', ');
}

function median(lives: readonly Life[]): Life {
  const middle = (name: keyof Life): number => {
    const sorted = lives.map((life) => life[name]).sort((left, right) => left - right);
    return sorted[Math.floor(sorted.length / 2)] ?? NaN;
  };
  return {
    up: middle('up'),
    preview: middle('preview'),
    update: middle('update'),
    destroy: middle('destroy'),
  };
}

function report(figures: readonly Figure[], args: readonly string[]): void {
  for (const { name, value, target } of figures) {
    const judged = target === undefined ? '' : `target <= ${target}${value <= target ? '' : '   MISSED'}`;
    console.log(`${name.padEnd(24)} ${value.toFixed(2).padStart(8)}   ${judged}`.trimEnd());
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

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
