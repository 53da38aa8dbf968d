import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  controlClient,
  loadSettings,
  sandboxEnvironment,
  startDaemon,
  stopDaemon,
  StateFolder,
} from 'ords-sandbox';
import type { ControlClient, Settings } from 'ords-sandbox';

/** A sandbox of its own for one test file: another process, free ports, a temporary folder. */
export interface TestSandbox {
  readonly environment: Readonly<Record<string, string>>;
  readonly control: ControlClient;
  /** PEM of the CA. */
  readonly ca: string;
  readonly folder: string;
  stop(): Promise<void>;
}

export async function startTestSandbox(options: Partial<Settings> = {}): Promise<TestSandbox> {
  const path = mkdtempSync(join(tmpdir(), 'ords-sandbox-'));
  const folder = new StateFolder(path);
  const running = await startDaemon({ state: path, ...options });
  const environment = sandboxEnvironment(folder, running, loadSettings(folder, {}));
  const ca = readFileSync(folder.caCertificate, 'utf8');
  const control = controlClient({
    url: environment['ORDS_SANDBOX_CONTROL_URL'] ?? '',
    token: environment['ORDS_SANDBOX_CONTROL_TOKEN'] ?? '',
    ca,
  });
  return {
    environment: { ...environment, ORDS_SANDBOX_PLUGIN_WAITS: 'none' },
    control,
    ca,
    folder: path,
    stop: async () => {
      await control.close();
      await stopDaemon(path);
      rmSync(path, { recursive: true, force: true });
    },
  };
}
