import { Agent, request } from 'undici';
import { type Auth0Tenant, type Auth0TenantOptions, startAuth0Tenant } from '../../../sandbox/auth0/tenant';
import { type Authority, createAuthority } from '../../../sandbox/tls/authority';

jest.setTimeout(60_000); // four RSA keys are made at a start, on a machine that may be busy

export type Body = Record<string, unknown>;

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  /** Exactly as it came, for the order of its members. */
  readonly text: string;
  readonly body: Body;
}

export const REDIRECT = 'https://client.example.com/callback';
export const DEMO_PASSWORD = 'Demo_password_1';

let authority: Authority | undefined;

/** A tenant with what its users have: the CA, HTTP calls, and a token of the operator. */
export class TestTenant {
  private token: string | undefined;

  private constructor(
    readonly tenant: Auth0Tenant,
    readonly agent: Agent,
    /** PEM of the CA. */
    readonly ca: string,
  ) {}

  static async start(options: Partial<Auth0TenantOptions> = {}): Promise<TestTenant> {
    authority ??= await createAuthority();
    const certificate = await authority.issueServerCertificate(['localhost', '127.0.0.1']);
    const tenant = await startAuth0Tenant({
      tls: certificate,
      demoPassword: DEMO_PASSWORD,
      ...options,
    });
    return new TestTenant(tenant, new Agent({ connect: { ca: certificate.ca } }), certificate.ca);
  }

  async stop(): Promise<void> {
    await this.agent.destroy();
    await this.tenant.close();
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const isText = typeof body === 'string';
    const answer = await request(this.tenant.url + path, {
      method: method as 'GET',
      dispatcher: this.agent,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
    });
    const text = await answer.body.text();
    const isPage = String(answer.headers['content-type']).startsWith('text/html');
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text,
      body: text === '' || isPage ? {} : (JSON.parse(text) as Body),
    };
  }

  /** A Management API call with the operator's token, or the given one. */
  async api(method: string, path: string, body?: unknown, token?: string): Promise<Answer> {
    const bearer = token ?? (this.token ??= await this.operatorToken());
    return this.call(method, `/api/v2${path}`, body, { authorization: `Bearer ${bearer}` });
  }

  async operatorToken(scope?: string): Promise<string> {
    const { clientId, clientSecret } = this.tenant.management;
    const answer = await this.requestToken({
      client_id: clientId,
      client_secret: clientSecret,
      audience: `${this.tenant.issuer}api/v2/`,
      ...(scope === undefined ? {} : { scope }),
    });
    return String(answer.body['access_token']);
  }

  requestToken(parameters: Body): Promise<Answer> {
    return this.call('POST', '/oauth/token', { grant_type: 'client_credentials', ...parameters });
  }

  async createApi(identifier: string, members: Body = {}): Promise<Body> {
    return (await this.api('POST', '/resource-servers', { identifier, ...members })).body;
  }

  /** An M2M client with a grant on the audience; returns its login. */
  async createClientOf(
    audience: string,
    scope: string[],
    members: Body = {},
  ): Promise<{ client_id: string; client_secret: string }> {
    const { body } = await this.api('POST', '/clients', {
      name: 'backend',
      app_type: 'non_interactive',
      grant_types: ['client_credentials'],
      ...members,
    });
    const login = { client_id: String(body['client_id']), client_secret: String(body['client_secret']) };
    await this.api('POST', '/client-grants', { client_id: login.client_id, audience, scope });
    return login;
  }

  /** A client that people sign in to, with a grant for them unless `scope` is null. */
  async createWebClient(
    audience: string,
    scope: string[] | null,
    members: Body = {},
  ): Promise<{ client_id: string; client_secret: string }> {
    const { body } = await this.api('POST', '/clients', {
      name: 'web',
      app_type: 'regular_web',
      token_endpoint_auth_method: 'client_secret_post',
      grant_types: ['authorization_code', 'refresh_token'],
      callbacks: [REDIRECT],
      ...members,
    });
    const login = { client_id: String(body['client_id']), client_secret: String(body['client_secret']) };
    const grant = { client_id: login.client_id, audience, scope, subject_type: 'user' };
    if (scope) await this.api('POST', '/client-grants', grant);
    return login;
  }

  authorizePath(client: { client_id: string }, parameters: Record<string, string>): string {
    const query = new URLSearchParams({
      client_id: client.client_id,
      response_type: 'code',
      redirect_uri: REDIRECT,
      state: 'the-state',
      ...parameters,
    });
    for (const [name, value] of Object.entries(parameters)) if (value === '') query.delete(name);
    return `/authorize?${query.toString()}`;
  }

  /** Posts the form of the sign-in page. */
  postForm(path: string, form: Record<string, string>): Promise<Answer> {
    return this.call('POST', path, new URLSearchParams(form).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
    });
  }

  /** Signs in as a script does and returns what the browser is sent back with. */
  async signIn(client: { client_id: string }, parameters: Record<string, string>): Promise<URLSearchParams> {
    const login = { username: this.tenant.demoUser, password: DEMO_PASSWORD };
    const { status, headers } = await this.postForm(this.authorizePath(client, parameters), login);
    expect(status).toBe(302);
    return new URL(String(headers['location'])).searchParams;
  }

  /** The tokens of the demo user. */
  async userTokens(
    client: { client_id: string; client_secret: string },
    parameters: Record<string, string>,
  ): Promise<Answer> {
    const code = (await this.signIn(client, parameters)).get('code');
    return this.requestToken({ ...client, grant_type: 'authorization_code', code, redirect_uri: REDIRECT });
  }
}
