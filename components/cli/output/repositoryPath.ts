import { existsSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/** A file's path from the root of its Git repository, with slashes; outside of one, from the directory. */
export function repositoryPath(file: string, directory: string): string {
  const full = resolve(directory, file);
  const path = relative(repositoryRoot(dirname(full)) ?? resolve(directory), full);
  // Elsewhere on the machine: its folders are nobody's business.
  if (path === '' || path.startsWith('..') || isAbsolute(path)) return basename(full);
  return path.split(sep).join('/');
}

function repositoryRoot(directory: string): string | undefined {
  // A folder in a clone, a file in a worktree.
  if (existsSync(join(directory, '.git'))) return directory;
  const parent = dirname(directory);
  return parent === directory ? undefined : repositoryRoot(parent);
}
