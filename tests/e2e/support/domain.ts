import { readFileSync } from 'node:fs';
import { Agent, request } from 'undici';
import { createSignature, type Sign } from '../../../components/oci/signature';
import type { TestSandbox } from './sandbox';

type Body = Record<string, unknown>;

/** The sandbox's identity domain as its administrator and the clients of its apps see it. */
export class TestDomain {
  private constructor(
    private readonly sandbox: TestSandbox,
    readonly url: string,
    private readonly dispatcher: Agent,
    private readonly sign: Sign,
  ) {}

  static async open(sandbox: TestSandbox): Promise<TestDomain> {
    const variable = (name: string): string => sandbox.environment[name] ?? '';
    const sign = await createSignature({
      tenancyOcid: variable('OCI_tenancy_ocid'),
      userOcid: variable('OCI_user_ocid'),
      fingerprint: variable('OCI_fingerprint'),
      privateKey: readFileSync(variable('OCI_private_key_path'), 'utf8'),
    });
    const dispatcher = new Agent({ connect: { ca: sandbox.ca } });
    return new TestDomain(sandbox, variable('OCI_IAM_DOMAIN_URL'), dispatcher, sign);
  }

  /** A call of the administration API; `path` below `/admin/v1`. Throws on a refusal. */
  async administer(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, content?: Body): Promise<Body> {
    const url = `${this.url}/admin/v1${path}`;
    const body = content === undefined ? undefined : JSON.stringify(content);
    const signed = { method, url, ...(body !== undefined && { body }) };
    const answer = await request(url, {
      dispatcher: this.dispatcher,
      method,
      headers: await this.sign(signed),
      ...(body !== undefined && { body }),
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 400) throw new Error(`${method} ${url}: ${answer.statusCode} ${text}`);
    return text === '' ? {} : (JSON.parse(text) as Body);
  }

  replace(path: string, attribute: string, value: unknown): Promise<Body> {
    return this.administer('PATCH', path, {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', path: attribute, value }],
    });
  }

  /** The apps with this display name. */
  async apps(displayName: string): Promise<Body[]> {
    const filter = encodeURIComponent(`displayName eq "${displayName}"`);
    return (await this.administer('GET', `/Apps?filter=${filter}`)).Resources as Body[];
  }

  /** Status of the JWKS for a caller who has not signed in, as ORDS. */
  async jwksStatus(): Promise<number> {
    const { statusCode, body } = await request(`${this.url}/admin/v1/SigningCert/jwk`, {
      dispatcher: this.dispatcher,
    });
    await body.dump();
    return statusCode;
  }

  /** An access token of a machine. Throws on a refusal. */
  async token(clientId: string, clientSecret: string, scope: string): Promise<string> {
    const { statusCode, body } = await request(`${this.url}/oauth2/v1/token`, {
      dispatcher: this.dispatcher,
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
      },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope }).toString(),
    });
    const answer = (await body.json()) as { access_token?: string; error?: string };
    if (answer.access_token === undefined) throw new Error(`${statusCode} ${answer.error}`);
    return answer.access_token;
  }

  /** Requests that change something, since the last call of this kind. */
  async writes(): Promise<string[]> {
    const { requests } = await this.sandbox.control.call<{ requests: Record<string, number> }>(
      'domain/statistics',
    );
    await this.sandbox.control.call('domain/resetStatistics');
    return Object.keys(requests).filter((key) => !key.startsWith('GET '));
  }

  close(): Promise<void> {
    return this.dispatcher.close();
  }
}
