import type { ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createAuthority } from '../tls/authority';
import { listen, stopListening } from './listen';
import type { KeySource } from './publishedKeys';

/**
 * A provider's keys once more, under a certificate of a CA that nobody trusts: what a JWKS URL behind a company's own
 * proxy looks like. Listens from the first time that its address is asked for.
 */
export class UntrustedKeyServer {
  private server: Server | undefined;

  constructor(
    private readonly source: Pick<KeySource, 'keys'>,
    /** Path of the JWKS. */
    private readonly path: string,
    private readonly host: string,
  ) {}

  async url(): Promise<string> {
    this.server ??= await this.listen();
    return `https://localhost:${(this.server.address() as AddressInfo).port}${this.path}`;
  }

  async close(): Promise<void> {
    if (this.server) await stopListening(this.server);
  }

  private async listen(): Promise<Server> {
    const authority = await createAuthority('a CA that nobody trusts');
    const { key, cert } = await authority.issueServerCertificate(['localhost', '127.0.0.1']);
    const server = createServer({ key, cert }, (_request, response) => {
      void this.answer(response);
    });
    await listen(server, 0, this.host);
    return server;
  }

  private async answer(response: ServerResponse): Promise<void> {
    const keys = await this.source.keys();
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ keys }));
  }
}
