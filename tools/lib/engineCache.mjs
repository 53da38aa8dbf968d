import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { executableEnding, isExecutable } from './executables.mjs';

/** Beginning of the name of a folder in which an engine is being built. */
export const unfinished = 'unfinished-';

const day = 24 * 60 * 60 * 1000;
/** After this time without use an engine, or what an interrupted build left, is removed. Milliseconds. */
const engineKept = 30 * day;
const unfinishedKept = day;

/** What an engine folder must hold in `bin`. */
export const engineExecutables = ['pulumi', 'pulumi-language-nodejs', 'pulumi-resource-pulumi-nodejs'];

/** Folder of the user's that outlives every checkout.
 * @param {Record<string, string | undefined>} env @returns {string} */
export function cacheFolder(env) {
  if (env.PULUMI_ORDS_CACHE) return resolve(env.PULUMI_ORDS_CACHE);
  if (env.XDG_CACHE_HOME) return resolve(env.XDG_CACHE_HOME, 'pulumi-ords');
  return join(env.HOME || homedir(), '.cache', 'pulumi-ords');
}

/** Version of the engine that a Go module asks for, with `v`.
 * @param {string} module folder with go.mod @returns {string} */
export function engineVersion(module) {
  const match = /github\.com\/pulumi\/pulumi\/pkg\/v3 (v\S+)/.exec(
    readFileSync(join(module, 'go.mod'), 'utf8'),
  );
  if (!match) throw new Error(`${join(module, 'go.mod')} does not require github.com/pulumi/pulumi/pkg/v3`);
  return /** @type {string} */ (match[1]);
}

/** Name of the engine's folder in the cache: another one for another version, language host or system.
 * @param {string} module folder with go.mod @returns {string} */
export function engineName(module) {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
  const host = readdirSync(join(module, 'languagehost')).filter((name) => /(?<!_test)\.go$/.test(name));
  for (const file of ['go.mod', 'go.sum', ...host.sort().map((name) => `languagehost/${name}`)]) {
    hash.update(`\0${file}\0`).update(readFileSync(join(module, file)));
  }
  return `engine-${engineVersion(module)}-${hash.digest('hex').slice(0, 16)}`;
}

/** Whether an engine folder is whole.
 * @param {string} root @returns {boolean} */
export function isEngine(root) {
  return engineExecutables.every((name) => {
    const ending = name === 'pulumi-resource-pulumi-nodejs' && executableEnding ? '.cmd' : executableEnding;
    return isExecutable(join(root, 'bin', name + ending));
  });
}

/** Notes that an engine is in use, so that it is not removed.
 * @param {string} root */
export function touch(root) {
  try {
    utimesSync(root, new Date(), new Date());
  } catch {
    // A cache that may only be read is as good.
  }
}

/** Removes engines of old versions, and what interrupted builds left, once nobody has used them for long.
 * @param {string} cache */
export function prune(cache) {
  for (const name of readdirSync(cache)) {
    const kept = name.startsWith('engine-')
      ? engineKept
      : name.startsWith(unfinished)
        ? unfinishedKept
        : Infinity;
    const folder = join(cache, name);
    const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > kept) rmSync(folder, { recursive: true, force: true });
  }
}
