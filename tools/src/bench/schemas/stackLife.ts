import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { BenchPlace } from '../lifecycleFigures';
import { BenchProject, type BenchKind } from '../project';
import { ProviderMemory } from './providerMemory';

const run = promisify(execFile);

/** Seconds of one life of a stack. */
export interface StackLife {
  readonly up: number;
  readonly preview: number;
  readonly refresh: number;
  readonly destroy: number;
}

/** What is known of the library's stack only. */
export interface StackCost {
  /** Round trips of the refresh, log-ons apart. */
  readonly refreshRoundTrips: number;
  /** Of one `pulumi-ords export`. */
  readonly exportSeconds: number;
  /** Of a process that does no more than log on by the bare driver and ask one question; measured in turn with the exports. */
  readonly logonSeconds: number;
  readonly exportRoundTrips: number;
  /** Of the dynamic-provider process, the largest of all phases. */
  readonly providerMegabytes: number;
}

/** The schemas of a stack, the modules in each, and how many of the schemas are exported. */
export interface StackSize {
  readonly schemas: readonly string[];
  readonly modules: number;
  readonly exports: number;
  /** Whether the engine writes its state after each step, as it does unless it is told not to. */
  readonly checkpoints: boolean;
}

/** up, a preview that finds nothing, refresh, exports of the first schemas where there is something to export, destroy. */
export async function stackLife(
  kind: BenchKind,
  place: BenchPlace,
  size: StackSize,
): Promise<StackLife & StackCost> {
  const environment = {
    ...place.environment,
    ORDS_USER: place.environment['ORDS_ADMIN_USER'] ?? '',
    ORDS_PASSWORD: place.environment['ORDS_ADMIN_PASSWORD'] ?? '',
  };
  const project = new BenchProject(
    place.root,
    kind,
    {
      ...environment,
      BENCH_SCHEMAS: size.schemas.join(','),
      PULUMI_SKIP_CHECKPOINTS: String(!size.checkpoints),
    },
    size.modules,
  );
  const memory = new ProviderMemory();
  const trips = async (action: () => Promise<unknown>): Promise<number> => {
    await place.control.call('database/resetStatistics');
    await action();
    const { calls, connections } = await place.control.call<{ calls: number; connections: number }>(
      'database/statistics',
    );
    // A session that logs off makes one call more.
    return calls - connections;
  };
  try {
    await project.time(['stack', 'init', 'bench']);
    memory.start();
    const up = await project.time(['up', '--yes', '--skip-preview']);
    const preview = await project.time(['preview', '--expect-no-changes']);
    let refresh = NaN;
    const refreshRoundTrips = await trips(async () => {
      refresh = await project.time(['refresh', '--yes', '--skip-preview', '--expect-no-changes']);
    });
    const exported = size.schemas.slice(0, kind === 'ords' ? size.exports : 0);
    const totals = { exportSeconds: 0, logonSeconds: 0, exportRoundTrips: 0 };
    for (const schema of exported) {
      totals.exportRoundTrips += await trips(async () => {
        totals.exportSeconds += await seconds(() => exportSchema(place.root, environment, schema));
      });
      totals.logonSeconds += await seconds(() => logOn(environment));
    }
    const destroy = await project.time(['destroy', '--yes', '--skip-preview']);
    await project.time(['stack', 'rm', 'bench', '--yes']);
    const life = { up, preview, refresh, destroy };
    const providerMegabytes = memory.stop();
    // Progress; the figures themselves go to standard output.
    console.error(`${kind.padEnd(6)}${size.schemas.length} schemas: ${JSON.stringify(rounded(life))}`);
    return {
      ...life,
      refreshRoundTrips,
      exportSeconds: totals.exportSeconds / exported.length,
      logonSeconds: totals.logonSeconds / exported.length,
      exportRoundTrips: totals.exportRoundTrips / exported.length,
      providerMegabytes,
    };
  } finally {
    memory.stop();
    project.remove();
  }
}

type Environment = Readonly<Record<string, string>>;

async function exportSchema(root: string, environment: Environment, schema: string): Promise<void> {
  const args = [join(root, 'bin/pulumi-ords.js'), 'export', '--schema', schema, '--project', 'bench'];
  await run(process.execPath, args, { env: { ...process.env, ...environment } });
}

async function logOn(environment: Environment): Promise<void> {
  await run(process.execPath, [join(__dirname, 'bareLogon.js')], { env: { ...process.env, ...environment } });
}

async function seconds(action: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await action();
  return (performance.now() - started) / 1000;
}

function rounded(life: StackLife): Record<string, number> {
  return Object.fromEntries(
    Object.entries(life).map(([phase, seconds]) => [phase, Math.round(Number(seconds) * 10) / 10]),
  );
}
