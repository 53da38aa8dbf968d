import { connect } from './configuration';
import { ManagementApi } from './management/api';
import { createAgent } from './management/trust';
import { waitsFromEnvironment } from './management/waits';
import type { Values } from './properties/value';

/** What one plugin process keeps between calls: the configured API, its connections and token. */
export class Session {
  private readonly cancellation = new AbortController();
  private configured: { readonly api: ManagementApi; readonly close: () => Promise<void> } | undefined;

  constructor(
    readonly env: NodeJS.ProcessEnv,
    readonly version: string,
  ) {}

  /** @throws Error when the configuration does not say where the tenant is or how to authenticate. */
  async configure(config: Values): Promise<void> {
    await this.configured?.close();
    const dispatcher = createAgent(this.env);
    const { origin, tokens } = connect(config, this.env, dispatcher);
    const api = new ManagementApi({
      origin,
      tokens,
      dispatcher,
      waits: waitsFromEnvironment(this.env),
      signal: this.cancellation.signal,
      userAgent: `ords-sandbox-auth0-plugin/${this.version}`,
    });
    this.configured = { api, close: () => dispatcher.destroy() };
  }

  get api(): ManagementApi {
    if (this.configured === undefined) throw new Error('the auth0 plugin was used before it was configured');
    return this.configured.api;
  }

  /** Ends whatever is under way; later calls fail at once. */
  cancel(): void {
    this.cancellation.abort(new Error('the operation was cancelled'));
  }

  async close(): Promise<void> {
    this.cancel();
    await this.configured?.close();
  }
}
