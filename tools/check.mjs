/** `npm run check`: format, lint and types. eslint, which takes as long as the rest, runs beside it. Ends with 1 when anything is wrong. */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (name) => join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);

const LANES = [
  [['eslint', '.']],
  [
    ['prettier', '--check', '.'],
    ['tsc', '-b', 'components', 'sandbox', 'tools'],
    ['tsc', '-p', 'tests'],
    ['tsc', '-p', 'stacks'],
  ],
];

/** @param {string[]} command @returns {Promise<number>} */
function run([name, ...args]) {
  return new Promise((resolve, reject) => {
    const windows = process.platform === 'win32';
    spawn(bin(name), args, { cwd: root, stdio: 'inherit', shell: windows })
      .on('error', reject)
      .on('close', (code) => resolve(code ?? 1));
  });
}

/** One after another; the first that fails ends the lane. @param {string[][]} commands @returns {Promise<number>} */
async function lane(commands) {
  for (const command of commands) {
    const code = await run(command);
    if (code !== 0) return code;
  }
  return 0;
}

const codes = await Promise.all(LANES.map(lane));
process.exitCode = codes.some((code) => code !== 0) ? 1 : 0;
