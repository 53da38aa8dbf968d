import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Ending of an executable's name on this system. */
export const executableEnding = process.platform === 'win32' ? '.exe' : '';

/** The folders of PATH, in order.
 * @param {Record<string, string | undefined>} env @returns {string[]} */
export function pathFolders(env) {
  return (env.PATH ?? env.Path ?? '').split(delimiter).filter((folder) => folder !== '');
}

/** Whether a file is there and may be run.
 * @param {string} file @returns {boolean} */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The first executable of a name in some folders. Links are not followed: version managers put links to themselves on
 * PATH and go by the name they are called with.
 * @param {string} name without ending @param {string[]} folders @returns {string | undefined} */
export function findExecutable(name, folders) {
  return folders.map((folder) => join(folder, name + executableEnding)).find(isExecutable);
}

/** Standard output of a command, trimmed. Rejects with the command's own words on failure.
 * @param {string} file @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, timeout?: number }} [options]
 * @returns {Promise<string>} */
export function output(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    execFile(file, args, { maxBuffer: 64 * 1024 * 1024, ...options }, (error, stdout, stderr) => {
      if (error)
        reject(new Error(`${file} ${args.join(' ')}: ${(stderr || error.message).trim()}`, { cause: error }));
      else resolve(stdout.trim());
    });
  });
}
