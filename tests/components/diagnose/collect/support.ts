import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createHttp, type ClosableHttp } from '../../../../components/diagnose/collect/httpClient';
import { createAuthority, type Authority } from '../../../../sandbox/tls/authority';

/** Small HTTPS servers of one CA, and a way out that trusts it; all of it ends with `close`. */
export class TestNetwork {
  private readonly servers: Server[] = [];

  private constructor(
    private readonly authority: Authority,
    readonly http: ClosableHttp,
  ) {}

  static async start(): Promise<TestNetwork> {
    const authority = await createAuthority('test CA');
    return new TestNetwork(authority, createHttp({ ca: authority.certificatePem }));
  }

  get ca(): string {
    return this.authority.certificatePem;
  }

  /** The origin of a new server. `name` is what its certificate is made out to. */
  async serve(listener: RequestListener, name = '127.0.0.1'): Promise<string> {
    const server = createServer(await this.authority.issueServerCertificate([name]), listener);
    return `https://127.0.0.1:${await this.listen(server)}`;
  }

  private async listen(server: Server): Promise<number> {
    this.servers.push(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return (server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    await this.http.close();
    for (const server of this.servers) {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
  }
}
