import { fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SandboxError } from '../errors';
import { StateFolder } from '../state/folder';
import { readRunning, type Running } from '../state/running';
import type { Settings } from '../state/settings';
import type { DaemonMessage } from './daemon';

export interface StartOptions extends Partial<Settings> {
  /** Folder that holds the state. */
  readonly state: string;
}

/** Milliseconds to wait for a process to end after it was asked. */
const STOP_TIMEOUT = 10_000;
const STOP_POLL = 50;

/**
 * Starts the background process and waits until everything answers.
 *
 * @throws SandboxError `sandbox.already_running`, or what kept it from starting.
 */
export async function startDaemon({ state, ...settings }: StartOptions): Promise<Running> {
  const folder = new StateFolder(state);
  const running = readRunning(folder);
  if (running)
    throw new SandboxError(
      'sandbox.already_running',
      `a sandbox is running already in ${folder.path} (process ${running.pid})`,
      'use it, or stop it with: ords-sandbox stop',
    );
  const child = fork(join(__dirname, 'daemon.js'), [folder.path, JSON.stringify(settings)], {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const message = await new Promise<DaemonMessage>((resolve, reject) => {
    child.once('message', (received) => resolve(received as DaemonMessage));
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      resolve({
        failed: `the sandbox ended before it was ready (${signal ?? `exit ${code}`}); see ${folder.log}`,
      }),
    );
  });
  if ('failed' in message) throw asError(message.failed, folder);
  child.removeAllListeners();
  child.unref();
  return message.ready;
}

/** Stops the background process; false when none was running. */
export async function stopDaemon(state: string): Promise<boolean> {
  const folder = new StateFolder(state);
  const running = readRunning(folder);
  if (!running) return false;
  process.kill(running.pid, 'SIGTERM');
  const deadline = Date.now() + STOP_TIMEOUT;
  while (readRunning(folder) !== undefined) {
    if (Date.now() > deadline)
      throw new SandboxError(
        'sandbox.stop.timeout',
        `process ${running.pid} has not ended within ${STOP_TIMEOUT / 1000} s`,
        `kill -9 ${running.pid}`,
      );
    await delay(STOP_POLL);
  }
  return true;
}

function asError(message: string, folder: StateFolder): Error {
  const known = /^(.*) \[(sandbox\.[a-z_.]+)\]\. Next: (.*)$/s.exec(message);
  if (known) return new SandboxError(known[2] ?? '', known[1] ?? '', known[3] ?? '');
  return new SandboxError('sandbox.start.failed', message, `read ${folder.log}`);
}
