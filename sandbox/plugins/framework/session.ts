import type { Connected, PluginDefinition } from './definition';
import type { Values } from './properties/value';

/** What one plugin process keeps between calls: the configured API with its connections. */
export class Session<Api> {
  private readonly cancellation = new AbortController();
  private connected: Connected<Api> | undefined;

  constructor(
    readonly plugin: PluginDefinition<Api>,
    readonly env: NodeJS.ProcessEnv,
  ) {}

  /** @throws Error when the configuration does not say where the service is or how to authenticate. */
  async configure(config: Values): Promise<void> {
    await this.connected?.close();
    this.connected = await this.plugin.connect(config, this.env, this.cancellation.signal);
  }

  get api(): Api {
    if (this.connected === undefined)
      throw new Error(`the ${this.plugin.name} plugin was used before it was configured`);
    return this.connected.api;
  }

  /** Ends whatever is under way; later calls fail at once. */
  cancel(): void {
    this.cancellation.abort(new Error('the operation was cancelled'));
  }

  async close(): Promise<void> {
    this.cancel();
    await this.connected?.close();
  }
}
