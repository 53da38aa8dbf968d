import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What TypeScript builds, and where the result of each lies. */
export const builtProjects = ['components', 'sandbox', 'tools'];
const results = ['dist', 'sandbox/dist', 'tools/dist'];

const stampFile = 'node_modules/.cache/pulumi-ords/build';
const skipped = new Set(['node_modules', 'dist', '.git']);

/** Names, times and sizes of all that a build depends on, as one short text.
 * @param {string} root @returns {string} */
export function sourceStamp(root) {
  const hash = createHash('sha256');
  /** @param {string} path */
  const add = (path) => {
    const info = statSync(join(root, path), { throwIfNoEntry: false });
    if (info) hash.update(`${path}\0${info.mtimeMs}\0${info.size}\n`);
  };
  /** @param {string} folder */
  const walk = (folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!skipped.has(entry.name)) walk(path);
      } else if (/\.([cm]?ts|json)$/.test(entry.name)) add(path);
    }
  };
  ['package.json', 'tsconfig.base.json', 'node_modules/.package-lock.json'].forEach(add);
  builtProjects.forEach(walk);
  return hash.digest('hex');
}

/** Whether the last build was made of just these sources, and its result is still there.
 * @param {string} root @param {string} stamp @returns {boolean} */
export function isBuilt(root, stamp) {
  if (!results.every((folder) => existsSync(join(root, folder)))) return false;
  try {
    return readFileSync(join(root, stampFile), 'utf8') === stamp;
  } catch {
    return false;
  }
}

/** @param {string} root @param {string} stamp */
export function noteBuilt(root, stamp) {
  mkdirSync(dirname(join(root, stampFile)), { recursive: true });
  writeFileSync(join(root, stampFile), stamp);
}
