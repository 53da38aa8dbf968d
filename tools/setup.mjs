/** Makes a bare clone ready: checks Node, installs what package-lock.json says, builds, and provides the Pulumi engine.
 * Each step is skipped when it is already done. Runs without any dependency.
 *
 * node tools/setup.mjs [--quiet] [--no-engine | --engine-only]
 *   --quiet        says only what takes long
 *   --no-engine    leaves the engine out
 *   --engine-only  does nothing but the engine */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const oldestNode = { major: 20, minor: 19 };
const usage = 'Usage: node tools/setup.mjs [--quiet] [--no-engine | --engine-only]';
const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** @param {string} version such as 20.19.0 @returns {boolean} */
function isOldNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < oldestNode.major || (major === oldestNode.major && minor < oldestNode.minor);
}

/** @param {boolean} quiet */
async function install(quiet) {
  const { whyInstall } = await import('./lib/dependencies.mjs');
  const { runStep } = await import('./lib/runStep.mjs');
  const why = whyInstall(root);
  if (!why) return;
  const windows = process.platform === 'win32';
  await runStep({
    title: `Installing dependencies (${why})`,
    file: windows ? 'npm.cmd' : 'npm',
    // NODE_ENV=production or omit=dev in the user's settings must not leave the compiler out.
    args: ['ci', '--include=dev'],
    cwd: root,
    env: process.env,
    next: `cd ${root} && npm ci`,
    quiet,
  });
}

/** @param {boolean} quiet */
async function build(quiet) {
  const { builtProjects, isBuilt, noteBuilt, sourceStamp } = await import('./lib/buildStamp.mjs');
  const { runStep } = await import('./lib/runStep.mjs');
  const stamp = sourceStamp(root);
  if (isBuilt(root, stamp)) return;
  await runStep({
    title: 'Building',
    file: process.execPath,
    args: [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-b', ...builtProjects],
    cwd: root,
    env: process.env,
    next: `cd ${root} && npm run build`,
    quiet,
  });
  noteBuilt(root, stamp);
}

/** @param {boolean} quiet */
async function engine(quiet) {
  const { ensureEngine } = await import('./engine.mjs');
  const { StepError } = await import('./lib/runStep.mjs');
  try {
    const found = await ensureEngine();
    if (!quiet) console.error(`Pulumi engine ${found.version} (${found.source}): ${found.directory}`);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw new StepError(`${text}\nNext: node tools/setup.mjs --engine-only`);
  }
}

/** @param {string[]} args @returns {Promise<number>} exit status */
async function main(args) {
  const known = ['--quiet', '--no-engine', '--engine-only'];
  const unknown = args.find((argument) => !known.includes(argument));
  const only = args.includes('--engine-only');
  const without = args.includes('--no-engine');
  if (unknown || (only && without)) {
    console.error(
      `${unknown ? `Unknown argument ${unknown}.` : '--engine-only and --no-engine exclude each other.'} ${usage}`,
    );
    return 2;
  }
  if (isOldNode(process.versions.node)) {
    console.error(
      `Node.js ${process.versions.node} is too old: ${oldestNode.major}.${oldestNode.minor} or newer is needed.\n` +
        'Next: install it from https://nodejs.org/en/download and run this command again.',
    );
    return 1;
  }
  const quiet = args.includes('--quiet');
  try {
    if (!only) {
      await install(quiet);
      await build(quiet);
    }
    if (!without) await engine(quiet);
    return 0;
  } catch (error) {
    const { StepError } = await import('./lib/runStep.mjs');
    console.error(error instanceof StepError ? error.message : error);
    return 1;
  }
}

void main(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
});
