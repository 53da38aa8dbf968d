import type { ControlClient } from 'ords-sandbox';
import type { Figure } from './figures';
import { live, RoundTripMeter, type Life } from './lifecycle';
import { BenchProject, type BenchKind } from './project';

/** Where a bench runs. */
export interface BenchPlace {
  /** The repository. */
  readonly root: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly control: ControlClient;
}

/** The life of `count` protected modules against the floors, `rounds` times in turn. */
export async function lifecycleFigures(place: BenchPlace, count: number, rounds: number): Promise<Figure[]> {
  const floors: Life[] = [];
  const bares: Life[] = [];
  const lives: Life[] = [];
  let meter = new RoundTripMeter(place.control);
  // Alternating, so that a machine that slows down in between slows both.
  for (let round = 0; round < rounds; round++) {
    floors.push(await once('floor', place, count));
    bares.push(await once('bare', place, count));
    meter = new RoundTripMeter(place.control);
    await place.control.call('database/resetStatistics');
    lives.push(await once('ords', place, count, meter.phase));
  }
  const floor = median(floors);
  const bare = median(bares);
  const life = median(lives);
  const trips = meter.result(count);
  return [
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
  ];
}

async function once(
  kind: BenchKind,
  { root, environment }: BenchPlace,
  count: number,
  phase: (name: keyof Life) => Promise<void> = async () => {},
): Promise<Life> {
  const project = new BenchProject(root, kind, environment, count);
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
