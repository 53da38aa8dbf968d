import { spawn } from 'node:child_process';
import { elapsed, startProgress } from './progress.mjs';

/** A step of the set-up went wrong; the message ends with what to do next. */
export class StepError extends Error {}

/** A step that takes longer than this is reported even with --quiet. Seconds. */
const longStep = 5;

/** Runs a command with its output kept back: it is shown only when the command fails.
 * @param {object} step
 * @param {string} step.title what is done, as in "Installing dependencies"
 * @param {string} step.file @param {string[]} step.args @param {string} step.cwd
 * @param {Record<string, string | undefined>} step.env
 * @param {string} step.next the command to try after a failure
 * @param {boolean} step.quiet @returns {Promise<void>} */
export function runStep({ title, file, args, cwd, env, next, quiet }) {
  const progress = startProgress();
  progress.text(title);
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    /** @type {Buffer[]} */
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    const fail = (/** @type {string} */ why) => {
      progress.stop();
      const said = output.map(String).join('').trimEnd();
      reject(new StepError(`${said ? `${said}\n` : ''}${title} failed: ${why}.\nNext: ${next}`));
    };
    child.on('error', (error) => fail(error.message));
    child.on('close', (code, signal) => {
      if (code !== 0) return fail(signal ?? `exit status ${code}`);
      progress.stop();
      if (!quiet || progress.seconds() > longStep)
        console.error(`${title}: done in ${elapsed(progress.seconds())}`);
      resolve();
    });
  });
}
