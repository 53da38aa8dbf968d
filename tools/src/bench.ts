import { readFileSync, mkdtempSync } from 'node:fs';
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
import { diagnoseFigures } from './bench/diagnoseFigures';
import { report } from './bench/figures';
import { lifecycleFigures } from './bench/lifecycleFigures';
import { residentMegabytes } from './bench/memory';
import { schemasFigures } from './bench/schemasFigures';
import { linkEngine } from './engineHome';

const ROOT = resolve(__dirname, '../..');
const COUNT = 100;
const QUICK_COUNT = 20;
const SCHEMAS = { few: 10, many: 100, modules: 10, rounds: 3 };
const QUICK_SCHEMAS = { few: 2, many: 10, modules: 5, rounds: 1 };

/**
 * `npm run bench -- [--json FILE] [--quick] [--checkpoints]`: ratios against a floor measured in the same run. Never
 * fails on a figure. The floor has the same inputs; the ratios to the bare floor show what the state costs beyond it: the
 * engine writes all of it after each step.
 */
async function main(args: readonly string[]): Promise<void> {
  const quick = args.includes('--quick');
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
    const place = { root: ROOT, environment, control };
    const life = await lifecycleFigures(place, quick ? QUICK_COUNT : COUNT, quick ? 1 : 3);
    const schemas = await schemasFigures(place, {
      ...(quick ? QUICK_SCHEMAS : SCHEMAS),
      checkpoints: args.includes('--checkpoints'),
    });
    const sandbox = [
      { name: 'sandbox.ready.s', value: running.readyAfterSeconds, target: 3 },
      { name: 'sandbox.rss.mb', value: residentMegabytes(running.pid), target: 300 },
    ];
    const diagnosis = await diagnoseFigures(place);
    await control.close();
    report([...life, ...schemas, ...diagnosis, ...sandbox], args);
  } finally {
    await stopDaemon(folder.path);
    folder.wipe();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
