import type { ControlClient } from 'ords-sandbox';
import type { BenchProject } from './project';

/** Resources a module: the module, its privilege, its protection. */
const KINDS = 3;

/** Seconds and round trips of one life of a project. */
export interface Life {
  readonly up: number;
  readonly preview: number;
  readonly update: number;
  readonly destroy: number;
}

export interface RoundTrips {
  readonly create: number;
  readonly read: number;
  readonly update: number;
  readonly delete: number;
}

/** up, a preview that finds nothing, an update of every second resource, destroy. */
export async function live(project: BenchProject, phase: (name: keyof Life) => Promise<void>): Promise<Life> {
  await project.time(['stack', 'init', 'bench']);
  const up = await project.time(['up', '--yes', '--skip-preview']);
  await phase('up');
  const preview = await project.time(['preview', '--expect-no-changes']);
  await phase('preview');
  const update = await project.time(['up', '--yes', '--skip-preview'], 'second');
  await phase('update');
  const destroy = await project.time(['destroy', '--yes', '--skip-preview']);
  await phase('destroy');
  await project.time(['stack', 'rm', 'bench', '--yes']);
  return { up, preview, update, destroy };
}

/** Reads the listener's counter between phases; every figure is calls a resource. */
export class RoundTripMeter {
  readonly #calls: Partial<Record<keyof Life, number>> = {};

  constructor(private readonly control: ControlClient) {}

  readonly phase = async (name: keyof Life): Promise<void> => {
    const { calls, connections } = await this.control.call<{ calls: number; connections: number }>(
      'database/statistics',
    );
    // The pool's connections log off at the end of a run; that is no round trip of a resource.
    this.#calls[name] = calls - connections;
    await this.control.call('database/resetStatistics');
  };

  /**
   * @param count modules. An `up` on nothing reads nothing; the later phases refresh every resource first, so the reads of the
   * preview are taken off. The update touches two kinds of three.
   */
  result(count: number): RoundTrips {
    const all = count * KINDS + 1; // and the enabled schema
    const calls = (name: keyof Life): number => this.#calls[name] ?? NaN;
    const reads = calls('preview');
    return {
      create: calls('up') / all,
      read: reads / all,
      update: (calls('update') - reads) / (count * 2),
      delete: (calls('destroy') - reads) / all,
    };
  }
}
