import { createServer } from 'node:https';
import type { FastifyInstance } from 'fastify';
import { listen, stopListening } from './listen';

/** An HTTPS server whose port is known before anybody can ask it: URLs and issuer of a provider are made of it. */
export interface ProviderServer {
  readonly port: number;
  /** From now on the app answers. Rejects when a port that was asked for is taken (code EADDRINUSE). */
  serve(app: FastifyInstance): Promise<void>;
  /** Ends open connections too. */
  close(): Promise<void>;
}

/** @param wanted - 0: a free port, which is taken at once; any other one by `serve` */
export async function openProviderServer(
  tls: { readonly key: string; readonly cert: string },
  wanted: number,
  host: string,
): Promise<ProviderServer> {
  const server = createServer({ key: tls.key, cert: tls.cert });
  const port = wanted === 0 ? await listen(server, 0, host) : wanted;
  return {
    port,
    serve: async (app) => {
      await app.ready();
      server.on('request', (request, response) => app.routing(request, response));
      if (wanted !== 0) await listen(server, wanted, host);
    },
    close: () => stopListening(server),
  };
}
