import { request } from 'undici';
import type { TestSandbox } from './sandbox';
import { SignedRequests, type Body } from './signedRequests';

/** Where the domain is, with the API key of its administrator in the variables of the official provider. */
export type DomainAccess = Pick<TestSandbox, 'environment' | 'ca' | 'control'>;

/** One of the sandbox's identity domains as its administrator and the clients of its apps see it. */
export class TestDomain {
  private constructor(
    private readonly sandbox: DomainAccess,
    readonly url: string,
    private readonly requests: SignedRequests,
  ) {}

  /** @param url - default that of the Default domain */
  static async open(
    sandbox: DomainAccess,
    url = sandbox.environment['OCI_IAM_DOMAIN_URL'] ?? '',
  ): Promise<TestDomain> {
    return new TestDomain(sandbox, url, await SignedRequests.open(sandbox));
  }

  /** A call of the administration API; `path` below `/admin/v1`. Throws on a refusal. */
  administer(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, content?: Body): Promise<Body> {
    return this.requests.json(method, `${this.url}/admin/v1${path}`, content);
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
      dispatcher: this.requests.dispatcher,
    });
    await body.dump();
    return statusCode;
  }

  /** An access token of a machine. Throws on a refusal. */
  async token(clientId: string, clientSecret: string, scope: string): Promise<string> {
    const { statusCode, body } = await request(`${this.url}/oauth2/v1/token`, {
      dispatcher: this.requests.dispatcher,
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
    const domain = { domain: this.url };
    const { requests } = await this.sandbox.control.call<{ requests: Record<string, number> }>(
      'domain/statistics',
      domain,
    );
    await this.sandbox.control.call('domain/resetStatistics', domain);
    return Object.keys(requests).filter((key) => !key.startsWith('GET '));
  }

  close(): Promise<void> {
    return this.requests.close();
  }
}
