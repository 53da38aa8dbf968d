import { spawnSync } from 'node:child_process';
import { StateFolder, stateFolderPath } from 'ords-sandbox';
import { linkEngine } from './engineHome';

/** `npm run sandbox -- <command>`: the command `ords-sandbox`, with Pulumi at hand after a start. */
async function main(): Promise<number> {
  const args = process.argv.slice(2);
  const command = require
    .resolve('ords-sandbox/package.json')
    .replace(/package\.json$/, 'bin/ords-sandbox.js');
  const { status } = spawnSync(process.execPath, [command, ...args], { stdio: 'inherit' });
  if (args[0] === 'start' && status === 0) {
    const at = args.indexOf('--state');
    await linkEngine(new StateFolder(stateFolderPath(at < 0 ? undefined : args[at + 1])).pulumiHome);
  }
  return status ?? 1;
}

main().then(
  (status) => (process.exitCode = status),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
