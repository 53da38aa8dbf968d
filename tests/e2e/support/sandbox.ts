import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// Not by way of its index, which loads all that the sandbox's own process is made of.
import { startDaemon, stopDaemon } from '../../../sandbox/dist/cli/daemonControl';
import { controlClient, type ControlClient } from '../../../sandbox/dist/control/client';
import { sandboxEnvironment } from '../../../sandbox/dist/state/environment';
import { StateFolder } from '../../../sandbox/dist/state/folder';
import { loadSettings, type Settings } from '../../../sandbox/dist/state/settings';
import { Traces } from './traces';

/** A sandbox of its own for one test file: another process, free ports, a temporary folder. */
export interface TestSandbox {
  readonly environment: Readonly<Record<string, string>>;
  readonly control: ControlClient;
  /** PEM of the CA. */
  readonly ca: string;
  readonly folder: string;
  /** What the runs against it leave: searched for secrets when it stops. */
  readonly traces: Traces;
  /** Throws when a secret was left in clear anywhere. */
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
  const traces = new Traces();
  traces.written(path);
  return {
    traces,
    environment: { ...environment, ORDS_SANDBOX_PLUGIN_WAITS: 'none' },
    control,
    ca,
    folder: path,
    stop: async () => {
      const issued = ['auth0/issuedSecrets', 'domain/issuedSecrets', 'entra/issuedSecrets'].map((action) =>
        control.call<{ secrets: string[] }>(action),
      );
      const secrets = await Promise.all(issued).finally(async () => {
        await control.close();
        await stopDaemon(path);
      });
      const passwords = [
        'ORDS_PASSWORD',
        'ORDS_ADMIN_PASSWORD',
        'ORDS_SANDBOX_CONTROL_TOKEN',
        'AUTH0_DEMO_PASSWORD',
        'OCI_DEMO_PASSWORD',
        'ENTRA_DEMO_PASSWORD',
      ];
      const found = traces.search([
        ...secrets.flatMap((each) => each.secrets),
        ...passwords.map((name) => environment[name] ?? ''),
      ]);
      rmSync(path, { recursive: true, force: true });
      if (found.length > 0) throw new Error(`secrets in clear: ${found.join(', ')}`);
    },
  };
}
