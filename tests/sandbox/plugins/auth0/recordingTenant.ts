import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Agent, request } from 'undici';
import { startAuth0Tenant, type Auth0Tenant } from '../../../../sandbox/auth0/tenant';
import { createAuthority } from '../../../../sandbox/tls/authority';

export interface Recorded {
  readonly method: string;
  /** As sent: escapes and query included. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A tenant behind a proxy that writes down what the plugin sends, byte for byte. */
export class RecordingTenant {
  readonly requests: Recorded[] = [];

  private constructor(
    readonly tenant: Auth0Tenant,
    readonly domain: string,
    readonly caFile: string,
    private readonly stop: () => Promise<void>,
  ) {}

  static async start(): Promise<RecordingTenant> {
    const authority = await createAuthority();
    const tls = await authority.issueServerCertificate(['localhost', '127.0.0.1']);
    const tenant = await startAuth0Tenant({ tls });
    const folder = mkdtempSync(path.join(tmpdir(), 'auth0-plugin-'));
    const caFile = path.join(folder, 'ca.pem');
    writeFileSync(caFile, tls.ca);
    const agent = new Agent({ connect: { ca: tls.ca } });
    const proxy = createServer({ key: tls.key, cert: tls.cert });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const domain = `localhost:${(proxy.address() as AddressInfo).port}`;
    const recording = new RecordingTenant(tenant, domain, caFile, async () => {
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
      await agent.destroy();
      await tenant.close();
      rmSync(folder, { recursive: true });
    });
    proxy.on('request', (incoming, outgoing) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8');
        const { method = '', url = '', headers } = incoming;
        recording.requests.push({ method, path: url, headers, body });
        const { authorization, 'content-type': type } = headers;
        void request(tenant.url + url, {
          method: method as 'GET',
          headers: { ...(authorization && { authorization }), ...(type && { 'content-type': type }) },
          body: body === '' ? null : body,
          dispatcher: agent,
        }).then(async (answer) => {
          outgoing.writeHead(answer.statusCode, answer.headers);
          outgoing.end(await answer.body.text());
        });
      });
    });
    return recording;
  }

  /** Management requests since the last call, as `METHOD path body`, with the given values replaced by names. */
  take(names: Readonly<Record<string, string>> = {}): string[] {
    const lines = this.requests
      .splice(0)
      .filter(({ path: sent }) => sent.startsWith('/api/v2/'))
      .map(({ method, path: sent, body }) =>
        `${method} ${sent.slice('/api/v2/'.length)} ${body.trimEnd()}`.trimEnd(),
      );
    return lines.map((line) =>
      Object.entries(names).reduce(
        (text, [value, name]) => (value === '' ? text : text.replaceAll(value, name)),
        line,
      ),
    );
  }

  get tokenRequests(): Recorded[] {
    return this.requests.filter(({ path: sent }) => sent.endsWith('/oauth/token'));
  }

  close(): Promise<void> {
    return this.stop();
  }
}
