import { Server, ServerCredentials } from '@grpc/grpc-js';
import { ResourceProviderService } from '@pulumi/pulumi/proto/provider_grpc_pb';
import { check } from './rpc/checkMethod';
import { diff } from './rpc/diffMethod';
import { providerMethods } from './rpc/providerMethods';
import { resourceMethods } from './rpc/resourceMethods';
import { unimplemented } from './rpc/unary';
import { Session } from './session';
import { PLUGIN_VERSION } from './version';

const LARGEST_MESSAGE_BYTES = 400 * 1024 * 1024; // as the engine's own limit
const NOT_SERVED = ['parameterize', 'invoke', 'call', 'construct', 'getMapping', 'getMappings'] as const;

/** A running plugin. */
export interface Auth0Plugin {
  readonly port: number;
  /** Ends calls under way and the server. */
  close(): Promise<void>;
}

/** Serves the resource provider protocol on a free port of 127.0.0.1, reading `AUTH0_*` and the like from `env`. */
export async function startAuth0Plugin(env: NodeJS.ProcessEnv = process.env): Promise<Auth0Plugin> {
  const session = new Session(env, PLUGIN_VERSION);
  const server = new Server({
    'grpc.max_receive_message_length': LARGEST_MESSAGE_BYTES,
    'grpc.max_send_message_length': LARGEST_MESSAGE_BYTES,
  });
  server.addService(ResourceProviderService, {
    ...Object.fromEntries(NOT_SERVED.map((method) => [method, unimplemented(method)])),
    ...providerMethods(session),
    ...resourceMethods(session),
    check,
    diff,
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
