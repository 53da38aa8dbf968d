import { spawn } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { engineVersion, isEngine, prune, unfinished } from './engineCache.mjs';
import { executableEnding, output } from './executables.mjs';
import { elapsed, startProgress } from './progress.mjs';

const command = 'github.com/pulumi/pulumi/pkg/v3/cmd/pulumi';
const languageHost = './languagehost';
const sdk = 'github.com/pulumi/pulumi/sdk/v3';
/** Lines of Go's error output that go into an error. */
const shownLines = 15;

/** Builds the engine, its Node.js language host and the launcher of dynamic providers into `root`/bin. Works in a
 * folder of its own beside `root` and renames it at the end, so that two processes at once do not disturb each other.
 * @param {{ go: string, module: string, root: string, env: Record<string, string | undefined>, log: (line: string) => void }} options
 * @returns {Promise<void>} */
export async function buildEngine({ go, module, root, env, log }) {
  const cache = dirname(root);
  mkdirSync(cache, { recursive: true });
  prune(cache);
  const folder = mkdtempSync(join(cache, unfinished));
  const version = engineVersion(module);
  const progress = startProgress({ log });
  try {
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    log(`Building the Pulumi engine ${version} from source, once (up to 4 minutes on 2 cores): ${root}`);
    progress.text('Fetching Go modules');
    const list = await output(go, ['list', '-deps', command, languageHost], { cwd: module, env });
    const total = new Set(list.split('\n')).size;
    let compiled = 0;
    const onPackage = () => {
      compiled += 1;
      progress.text(`Compiling the engine: ${compiled} of at most ${total} packages`);
    };
    progress.text(`Compiling the engine: 0 of at most ${total} packages`);
    const flags = [
      '-trimpath',
      '-buildvcs=false',
      '-ldflags',
      `-s -w -X ${sdk}/go/common/version.Version=${version}`,
    ];
    await goBuild(
      go,
      ['build', '-v', ...flags, '-o', join(bin, `pulumi${executableEnding}`), command],
      module,
      env,
      onPackage,
    );
    const host = join(bin, `pulumi-language-nodejs${executableEnding}`);
    await goBuild(go, ['build', '-v', ...flags, '-o', host, languageHost], module, env, onPackage);

    // The launcher is a script of the Node.js SDK, and the SDK's Go module carries it too.
    const sources = await output(go, ['list', '-m', '-f', '{{.Dir}}', sdk], { cwd: module, env });
    const launcher = `pulumi-resource-pulumi-nodejs${executableEnding && '.cmd'}`;
    copyFileSync(join(sources, 'nodejs', 'dist', launcher), join(bin, launcher));
    chmodSync(join(bin, launcher), 0o755);
    if (!isEngine(folder)) throw new Error(`go build succeeded, but ${bin} does not hold the whole engine`);
    publish(folder, root);
    log(`Built the Pulumi engine ${version} in ${elapsed(progress.seconds())}`);
  } finally {
    progress.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Gives a finished folder its name. Where another process was faster, its engine stays; a broken one goes.
 * @param {string} folder @param {string} root */
function publish(folder, root) {
  try {
    renameSync(folder, root);
  } catch (error) {
    if (isEngine(root)) return;
    const code = /** @type {NodeJS.ErrnoException} */ (error).code;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
    rmSync(root, { recursive: true, force: true });
    renameSync(folder, root);
  }
}

/** Runs one `go build -v`, which names on standard error each package it compiles.
 * @param {string} go @param {string[]} args @param {string} cwd @param {Record<string, string | undefined>} env
 * @param {() => void} onPackage @returns {Promise<void>} */
function goBuild(go, args, cwd, env, onPackage) {
  return new Promise((resolve, reject) => {
    const child = spawn(go, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
    /** @type {string[]} */
    const last = [];
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (/^[\w.-]+(\/\S+)*$/.test(line)) return onPackage();
      last.push(line);
      if (last.length > shownLines) last.shift();
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`go build failed (${signal ?? `exit status ${code}`}):\n${last.join('\n')}`));
    });
  });
}
