import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ version?: string, link?: boolean, optional?: boolean, devOptional?: boolean, peer?: boolean }} Locked */

/** @param {string} file @returns {Record<string, Locked> | undefined} */
function readLock(file) {
  try {
    return /** @type {{ packages?: Record<string, Locked> }} */ (JSON.parse(readFileSync(file, 'utf8')))
      .packages;
  } catch {
    return undefined;
  }
}

/** Why `npm ci` is needed, or undefined when node_modules holds what package-lock.json says. Versions are compared and
 * not file times, which a checkout changes. Optional packages may be missing: they are for other systems.
 * @param {string} root @returns {string | undefined} */
export function whyInstall(root) {
  const installed = readLock(join(root, 'node_modules', '.package-lock.json'));
  if (!installed) return 'dependencies are not installed';
  const wanted = readLock(join(root, 'package-lock.json'));
  if (!wanted) return 'package-lock.json cannot be read';
  for (const [path, entry] of Object.entries(wanted)) {
    if (!path.includes('node_modules/')) continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (entry.link) {
      // A broken link is as good as none for node, so what it points to must be there too.
      if (!isLink(join(root, path))) return `the workspace ${name} is not linked`;
      continue;
    }
    const have = installed[path];
    if (!have) {
      if (entry.optional || entry.devOptional || entry.peer) continue;
      return `${name} is not installed`;
    }
    if (have.version !== entry.version) return `${name} is ${have.version}, and ${entry.version} is wanted`;
    if (!entry.optional && !existsSync(join(root, path, 'package.json'))) return `${name} is not installed`;
  }
  return undefined;
}

/** @param {string} path @returns {boolean} */
function isLink(path) {
  return existsSync(path) && lstatSync(path).isSymbolicLink();
}
