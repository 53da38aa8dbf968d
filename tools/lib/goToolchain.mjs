import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findExecutable, output, pathFolders } from './executables.mjs';
import { isAtLeast } from './versions.mjs';

/** The Go version that a module asks for.
 * @param {string} module folder with go.mod @returns {string} */
export function wantedGo(module) {
  const match = /^go (\S+)$/m.exec(readFileSync(join(module, 'go.mod'), 'utf8'));
  if (!match) throw new Error(`${join(module, 'go.mod')} has no go line`);
  return /** @type {string} */ (match[1]);
}

/** The `go` on PATH, if it can build a module: new enough, or allowed by GOTOOLCHAIN to fetch a newer one.
 * Otherwise `reason` says why not.
 * @param {string} module folder with go.mod @param {Record<string, string | undefined>} env
 * @returns {Promise<{ go?: string, reason?: string }>} */
export async function findGo(module, env) {
  const go = findExecutable('go', pathFolders(env));
  if (go === undefined) return { reason: 'go is not on PATH' };
  try {
    // Asked outside the module, where an old Go does not refuse to answer.
    const answer = await output(go, ['env', 'GOVERSION', 'GOTOOLCHAIN'], { cwd: tmpdir(), env });
    const [version = '', toolchain = ''] = answer.split(/\r?\n/);
    const wanted = wantedGo(module);
    if (isAtLeast(version, wanted) || /auto|path/.test(toolchain)) return { go };
    return { reason: `${go} is ${version}, GOTOOLCHAIN=${toolchain}, and ${wanted} or newer is needed` };
  } catch (error) {
    return { reason: `${go} does not run: ${error instanceof Error ? error.message : String(error)}` };
  }
}
