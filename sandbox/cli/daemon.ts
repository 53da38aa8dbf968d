import { createWriteStream } from 'node:fs';
import pino from 'pino';
import { SandboxError } from '../errors';
import { startSandbox } from '../sandbox';
import { StateFolder } from '../state/folder';
import type { Running } from '../state/running';
import type { Settings } from '../state/settings';

/** What the starting command is told over the IPC channel, once. */
export type DaemonMessage = { readonly ready: Running } | { readonly failed: string };

/**
 * The background process of `ords-sandbox start`: argv holds the state folder and the options as JSON. It ends on SIGTERM,
 * saving its state.
 */
async function main(): Promise<void> {
  const [path, options] = process.argv.slice(2);
  if (path === undefined) throw new Error('the state folder is missing');
  const folder = new StateFolder(path);
  folder.create();
  const logger = pino(createWriteStream(folder.log, { flags: 'a', mode: 0o600 }));

  const sandbox = await startSandbox(folder, JSON.parse(options ?? '{}') as Partial<Settings>, (line) =>
    logger.info(line),
  );
  const running: Running = {
    pid: process.pid,
    startedAt: new Date().toISOString(),
    readyAfterSeconds: Math.round(process.uptime() * 100) / 100,
    ...sandbox.running,
  };
  folder.write(folder.running, JSON.stringify(running, null, 2));

  const stop = (): void => {
    void sandbox.close().finally(() => {
      folder.remove(folder.running);
      process.exit(0);
    });
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  tell({ ready: running });
}

function tell(message: DaemonMessage): void {
  process.send?.(message, () => process.disconnect());
}

main().catch((error: unknown) => {
  const message =
    error instanceof SandboxError
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  if (process.send) process.send({ failed: message } satisfies DaemonMessage, () => process.exit(1));
  else {
    console.error(message);
    process.exit(1);
  }
});
