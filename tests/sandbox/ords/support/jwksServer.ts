import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { IssuedCertificate } from '../../../../sandbox/tls/authority';

/** A JWKS endpoint whose answer can be changed. */
export class JwksServer {
  keys: unknown[] = [];
  requests = 0;
  status = 200;
  /** Sent in place of the keys. */
  body: string | undefined;
  headers: Record<string, string> = {};
  /** Holds answers back until the promise is settled. */
  gate: Promise<void> = Promise.resolve();

  private constructor(private readonly server: Server) {}

  static async start(certificate: IssuedCertificate): Promise<JwksServer> {
    const server = createServer({ key: certificate.key, cert: certificate.cert });
    const jwks = new JwksServer(server);
    server.on('request', (request, response) => {
      jwks.requests += 1;
      request.resume();
      void jwks.gate.then(() => {
        response.writeHead(jwks.status, { 'content-type': 'application/json', ...jwks.headers });
        response.end(jwks.body ?? JSON.stringify({ keys: jwks.keys }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return jwks;
  }

  get url(): string {
    return `https://127.0.0.1:${(this.server.address() as AddressInfo).port}/jwks.json`;
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
