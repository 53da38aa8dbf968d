import { Server, ServerCredentials } from '@grpc/grpc-js';
import { ResourceProviderService } from '@pulumi/pulumi/proto/provider_grpc_pb';
import type { PluginDefinition } from './definition';
import { checkMethod } from './rpc/checkMethod';
import { diffMethod } from './rpc/diffMethod';
import { invokeMethod } from './rpc/invokeMethod';
import { providerMethods } from './rpc/providerMethods';
import { resourceMethods } from './rpc/resourceMethods';
import { unimplemented } from './rpc/unary';
import { Session } from './session';

const LARGEST_MESSAGE_BYTES = 400 * 1024 * 1024; // as the engine's own limit
const NOT_SERVED = ['parameterize', 'call', 'construct', 'getMapping', 'getMappings'] as const;

/** A running plugin. */
export interface Plugin {
  readonly port: number;
  /** Ends calls under way and the server. */
  close(): Promise<void>;
}

/** Serves the resource provider protocol on a free port of 127.0.0.1; settings that are not in the stack come from `env`. */
export async function startPlugin<Api>(
  definition: PluginDefinition<Api>,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Plugin> {
  const session = new Session(definition, env);
  const server = new Server({
    'grpc.max_receive_message_length': LARGEST_MESSAGE_BYTES,
    'grpc.max_send_message_length': LARGEST_MESSAGE_BYTES,
  });
  const { name, functions } = definition;
  server.addService(ResourceProviderService, {
    ...Object.fromEntries(NOT_SERVED.map((method) => [method, unimplemented(name, method)])),
    ...providerMethods(session),
    ...resourceMethods(session),
    check: checkMethod(definition),
    diff: diffMethod(definition),
    invoke: functions.length === 0 ? unimplemented(name, 'invoke') : invokeMethod(session),
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return {
    port,
    async close() {
      await session.close();
      await new Promise<void>((resolve) => server.tryShutdown(() => resolve()));
    },
  };
}

/** A plugin process: the engine reads the port from the first line and ends the process with a signal. */
export function runPlugin<Api>(definition: PluginDefinition<Api>): void {
  startPlugin(definition)
    .then((plugin) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.once(signal, () => void plugin.close().finally(() => process.exit(0)));
      }
      process.stdout.write(`${plugin.port}\n`);
    })
    .catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    });
}
