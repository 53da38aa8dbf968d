import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Agent, request } from 'undici';
import { type EntraTenant, startEntraTenant } from '../../../../sandbox/entra/tenant';
import { createAuthority } from '../../../../sandbox/tls/authority';

export interface Recorded {
  readonly method: string;
  /** As sent: escapes and query included. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A tenant behind a proxy that writes down what the plugin sends; the proxy's address takes the place of the tenant's. */
export class RecordingTenant {
  readonly requests: Recorded[] = [];

  private constructor(
    readonly tenant: EntraTenant,
    readonly metadataHost: string,
    readonly caFile: string,
    private readonly agent: Agent,
    private readonly stop: () => Promise<void>,
  ) {}

  static async start(): Promise<RecordingTenant> {
    const authority = await createAuthority();
    const tls = await authority.issueServerCertificate(['localhost', '127.0.0.1']);
    const tenant = await startEntraTenant({ tls, demoPassword: 'Demo_password_1' });
    const folder = mkdtempSync(path.join(tmpdir(), 'azuread-plugin-'));
    const caFile = path.join(folder, 'ca.pem');
    writeFileSync(caFile, tls.ca);
    const agent = new Agent({ connect: { ca: tls.ca } });
    const proxy = createServer({ key: tls.key, cert: tls.cert });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const host = `localhost:${(proxy.address() as AddressInfo).port}`;
    const recording = new RecordingTenant(tenant, host, caFile, agent, async () => {
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
      await agent.destroy();
      await tenant.close();
      rmSync(folder, { recursive: true });
    });
    proxy.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
      recording.forward(incoming, outgoing).catch(() => outgoing.destroy());
    });
    return recording;
  }

  get login() {
    const { clientId, clientSecret } = this.tenant.operator;
    return { metadataHost: this.metadataHost, tenantId: this.tenant.tenantId, clientId, clientSecret };
  }

  /** Object id of whoever signs in. */
  get callerId(): string {
    const { clientId } = this.tenant.operator;
    const found = this.tenant
      .state()
      .servicePrincipals.find(({ properties }) => properties.appId === clientId);
    return found?.properties.id ?? '';
  }

  /** Calls of Graph since the last time, as `METHOD path`, without the prefix `/graph/v1.0`, ids by what they stand for. */
  take(names: Readonly<Record<string, string>> = {}): string[] {
    return this.requests.splice(0).flatMap(({ method, path: sent }) => {
      if (!sent.startsWith('/graph/')) return [];
      let short = decodeURIComponent(sent).replace(/^\/graph\/(v1\.0)?/, '');
      for (const [id, name] of Object.entries({ ...names, [this.callerId]: 'me' }))
        short = short.replaceAll(id, name);
      return [`${method} ${short}`];
    });
  }

  /** The bodies of the calls of a method since the last time. */
  bodies(method: string): Record<string, unknown>[] {
    return this.requests
      .filter((one) => one.method === method && one.path.startsWith('/graph/'))
      .map(({ body }) => JSON.parse(body || '{}') as Record<string, unknown>);
  }

  close(): Promise<void> {
    return this.stop();
  }

  private async forward(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const { method = '', url = '', headers } = incoming;
    this.requests.push({ method, path: url, headers, body });
    const here = `https://${this.metadataHost}`;
    const { authorization, 'content-type': type } = headers;
    const answer = await request(this.tenant.url + url, {
      method: method as 'GET',
      dispatcher: this.agent,
      headers: { ...(authorization && { authorization }), ...(type && { 'content-type': type }) },
      body: body === '' ? null : renamed(body, here, this.tenant.url),
    });
    const text = renamed(await answer.body.text(), this.tenant.url, here);
    const { 'retry-after': retryAfter } = answer.headers;
    outgoing.writeHead(answer.statusCode, {
      'content-type': 'application/json',
      ...(typeof retryAfter === 'string' && { 'retry-after': retryAfter }),
    });
    outgoing.end(text);
  }
}

/** One address for another, also in a form. */
function renamed(text: string, from: string, to: string): string {
  return text.replaceAll(from, to).replaceAll(encodeURIComponent(from), encodeURIComponent(to));
}
