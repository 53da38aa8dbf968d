import { azureadPlugin } from '../../../../sandbox/plugins/azuread/plugin';
import { startPlugin, type Plugin } from '../../../../sandbox/plugins/framework/plugin';
import { Driver, type Plain, type Resource } from '../framework/driver';
import { RecordingTenant } from './recordingTenant';
import { urnOf } from './urns';

export const READ_ID = 'bbbbbbbb-0000-4000-8000-000000000001';
export const WRITE_ID = 'bbbbbbbb-0000-4000-8000-000000000002';
export const SCOPE_ID = 'aaaaaaaa-0000-4000-8000-000000000001';

/** A tenant that records, and the plugin signed in to it. */
export class Fixture {
  private constructor(
    readonly recording: RecordingTenant,
    readonly plugin: Plugin,
    readonly driver: Driver,
  ) {}

  static async start(): Promise<Fixture> {
    const recording = await RecordingTenant.start();
    const plugin = await startPlugin(azureadPlugin, {
      SSL_CERT_FILE: recording.caFile,
      ORDS_SANDBOX_PLUGIN_WAITS: 'none',
    });
    const driver = new Driver(plugin.port);
    await driver.configure(recording.login);
    return new Fixture(recording, plugin, driver);
  }

  async stop(): Promise<void> {
    this.driver.close();
    await this.plugin.close();
    await this.recording.close();
  }

  make(type: string, program: Plain): Promise<Resource> {
    return this.driver.make(urnOf(type, 'x'), program);
  }

  /** An application and its service principal. */
  async register(program: Plain): Promise<{ app: Resource; principal: Resource }> {
    const app = await this.make('Application', program);
    const principal = await this.make('ServicePrincipal', { clientId: app.outputs.clientId });
    return { app, principal };
  }
}

export const role = (id: string, value: string, members: Plain = {}): Plain => ({
  id,
  value,
  displayName: value,
  description: value,
  allowedMemberTypes: ['Application'],
  ...members,
});

export const scope = (id: string, value: string, members: Plain = {}): Plain => ({
  id,
  value,
  adminConsentDisplayName: value,
  adminConsentDescription: value,
  ...members,
});

export const names = (resource: Resource, name: string): Record<string, string> => ({
  [String(resource.outputs.objectId)]: name,
});
