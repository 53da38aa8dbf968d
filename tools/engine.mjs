/** The Pulumi engine that the demo, the tests and the bench run: the one on PATH, else one built from source once.
 *
 * `node tools/engine.mjs` prints the folder of its executables; `node tools/engine.mjs --print-path` prints a PATH that
 * begins with it: `PATH="$(node tools/engine.mjs --print-path)" pulumi up`. Progress goes to standard error. */
import { realpathSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildEngine } from './lib/buildEngine.mjs';
import { cacheFolder, engineName, engineVersion, isEngine, touch } from './lib/engineCache.mjs';
import { executableEnding, pathFolders } from './lib/executables.mjs';
import { findEngineOnPath, oldestEngine } from './lib/findEngine.mjs';
import { findGo, wantedGo } from './lib/goToolchain.mjs';

/** @typedef {object} Engine
 * @property {string} directory folder of the executables, to be put first on PATH
 * @property {string} [root] parent of `directory` where that is called `bin`: what the Automation API's
 *   `PulumiCommand.get({ root })` wants
 * @property {string} pulumi path of the `pulumi` executable
 * @property {string} version such as `v3.274.1`
 * @property {'path' | 'cache' | 'built'} source where it came from */

/** There is no engine and no way to build one. `code` is stable. */
export class EngineMissingError extends Error {
  /** @param {string[]} reasons @param {string} go */
  constructor(reasons, go) {
    super(
      [
        'There is no Pulumi engine, and none can be built (engine.missing).',
        ...reasons.map((reason) => `  - ${reason}`),
        'Do one of these and try again:',
        `  - install Pulumi ${oldestEngine} or newer: https://www.pulumi.com/docs/install/`,
        `  - install Go ${go} or newer, and the engine is built from source: https://go.dev/doc/install`,
      ].join('\n'),
    );
    this.name = 'EngineMissingError';
    this.code = 'engine.missing';
  }
}

/** Finds the engine, or builds it (about 4 minutes on 2 cores, once per version and user).
 * @param {{ log?: (line: string) => void, env?: Record<string, string | undefined>, module?: string }} [options]
 *   `log` takes one line at a time (default: standard error); `env` is the environment to search with;
 *   `module` is the Go module of the engine.
 * @returns {Promise<Engine>}
 * @throws {EngineMissingError} with neither a usable `pulumi` nor a usable `go` */
export async function ensureEngine({
  log = (line) => console.error(line),
  env = process.env,
  module = fileURLToPath(new URL('engine', import.meta.url)),
} = {}) {
  const { engine: onPath, reason } = await findEngineOnPath(env);
  if (onPath) return describe(onPath.pulumi, onPath.version, 'path');
  if (reason) log(`Not using the pulumi on PATH: ${reason}.`);

  const root = join(cacheFolder(env), engineName(module));
  const pulumi = join(root, 'bin', `pulumi${executableEnding}`);
  const version = engineVersion(module);
  if (isEngine(root)) {
    touch(root);
    return describe(pulumi, version, 'cache');
  }

  const { go, reason: noGo } = await findGo(module, env);
  if (go === undefined) {
    throw new EngineMissingError([reason ?? 'pulumi is not on PATH', noGo ?? 'no go'], wantedGo(module));
  }
  await buildEngine({ go, module, root, env, log });
  return describe(pulumi, version, 'built');
}

/** @param {string} pulumi @param {string} version @param {Engine['source']} source @returns {Engine} */
function describe(pulumi, version, source) {
  const directory = dirname(pulumi);
  return {
    directory,
    ...(basename(directory) === 'bin' && { root: dirname(directory) }),
    pulumi,
    version,
    source,
  };
}

/** @param {string[]} args */
async function main(args) {
  const unknown = args.find((argument) => argument !== '--print-path');
  if (unknown !== undefined) {
    console.error(`Unknown argument ${unknown}. Usage: node tools/engine.mjs [--print-path]`);
    process.exitCode = 2;
    return;
  }
  try {
    const { directory } = await ensureEngine();
    const rest = pathFolders(process.env).filter((folder) => folder !== directory);
    console.log(args.length > 0 ? [directory, ...rest].join(delimiter) : directory);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  // Not awaited at the top level, so that CommonJS can require this module.
  void main(process.argv.slice(2));
}
