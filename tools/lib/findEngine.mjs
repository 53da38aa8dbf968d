import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { findExecutable, output, pathFolders } from './executables.mjs';
import { isAtLeast } from './versions.mjs';

/** Oldest engine that shows the right difference after a refresh of a dynamic resource (pulumi/pulumi#21315). */
export const oldestEngine = '3.216.0';

/** How long `pulumi version` may take. Milliseconds. */
const versionTimeout = 30_000;

/** @typedef {{ pulumi: string, version: string }} FoundEngine */

/** The `pulumi` on PATH, if it can be used: new enough, and with the Node.js language host beside it or on PATH.
 * Otherwise `reason` says what is wrong with the one that is there; it is undefined when there is none.
 * @param {Record<string, string | undefined>} env
 * @returns {Promise<{ engine?: FoundEngine, reason?: string }>} */
export async function findEngineOnPath(env) {
  const folders = pathFolders(env);
  const pulumi = findExecutable('pulumi', folders);
  if (pulumi === undefined) return {};
  /** @type {string} */
  let version;
  try {
    const quiet = { ...env, PULUMI_SKIP_UPDATE_CHECK: 'true' };
    version = await output(pulumi, ['version'], { env: quiet, timeout: versionTimeout });
  } catch (error) {
    return { reason: `${pulumi} does not run: ${error instanceof Error ? error.message : String(error)}` };
  }
  if (!isAtLeast(version, oldestEngine)) {
    return {
      reason: `${pulumi} is ${version || 'of unknown version'}, and ${oldestEngine} or newer is needed`,
    };
  }
  const beside = [dirname(pulumi), dirname(realpathSync(pulumi))];
  if (findExecutable('pulumi-language-nodejs', [...beside, ...folders]) === undefined) {
    return { reason: `${pulumi} has no pulumi-language-nodejs beside it or on PATH` };
  }
  return { engine: { pulumi, version } };
}
