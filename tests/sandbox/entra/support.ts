import { createRemoteJWKSet, customFetch, jwtVerify, type JWTVerifyResult } from 'jose';
import { Agent, fetch, request } from 'undici';
import { type EntraTenant, type EntraTenantOptions, startEntraTenant } from '../../../sandbox/entra/tenant';
import { type Authority, createAuthority } from '../../../sandbox/tls/authority';

export type Body = Record<string, unknown>;
export type Fields = Record<string, string>;

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
  readonly body: Body;
}

export const DEMO_PASSWORD = 'Demo_password_1';
export const REDIRECT = 'https://client.example.com/callback';
export const READ_ID = 'bbbbbbbb-0000-4000-8000-000000000001';
export const WRITE_ID = 'bbbbbbbb-0000-4000-8000-000000000002';
export const SCOPE_ID = 'aaaaaaaa-0000-4000-8000-000000000001';

let authority: Authority | undefined;

/** An application with its service principal and, where it has one, a secret. */
export interface Registered {
  readonly id: string;
  readonly clientId: string;
  readonly principalId: string;
  readonly secret: string;
}

/** A tenant with what its users have: the CA, calls of Graph in the operator's name, and token requests. */
export class TestTenant {
  private bearer: string | undefined;

  private constructor(
    readonly tenant: EntraTenant,
    readonly agent: Agent,
    readonly options: EntraTenantOptions,
    /** PEM. */
    readonly ca: string,
  ) {}

  static async start(options: Partial<EntraTenantOptions> = {}): Promise<TestTenant> {
    authority ??= await createAuthority();
    const tls = await authority.issueServerCertificate(['localhost', '127.0.0.1']);
    const whole = { tls, demoPassword: DEMO_PASSWORD, ...options };
    return new TestTenant(
      await startEntraTenant(whole),
      new Agent({ connect: { ca: tls.ca } }),
      whole,
      tls.ca,
    );
  }

  async stop(): Promise<void> {
    await this.agent.destroy();
    await this.tenant.close();
  }

  get id(): string {
    return this.tenant.tenantId;
  }

  async call(method: string, path: string, body?: string, headers: Fields = {}): Promise<Answer> {
    const answer = await request(this.tenant.url + path, {
      method: method as 'GET',
      dispatcher: this.agent,
      headers,
      ...(body !== undefined && { body }),
    });
    const text = await answer.body.text();
    const isJson = String(answer.headers['content-type']).includes('json');
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text,
      body: isJson ? (JSON.parse(text) as Body) : {},
    };
  }

  post(path: string, form: Fields, headers: Fields = {}): Promise<Answer> {
    const encoded = new URLSearchParams(form).toString();
    return this.call('POST', path, encoded, {
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    });
  }

  token(form: Fields, tenant = this.id, headers: Fields = {}): Promise<Answer> {
    return this.post(`/${tenant}/oauth2/v2.0/token`, form, headers);
  }

  /** With the secret of the client in the form. */
  machineToken(client: Registered, scope: string, more: Fields = {}): Promise<Answer> {
    const login = { client_id: client.clientId, client_secret: client.secret };
    return this.token({ grant_type: 'client_credentials', ...login, scope, ...more });
  }

  /** A token for Graph in the operator's name, with the permissions that it has now. */
  async operatorToken(): Promise<string> {
    const { clientId, clientSecret } = this.tenant.operator;
    const { body } = await this.token({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: `${this.tenant.url}/graph/.default`,
    });
    return String(body['access_token']);
  }

  /** Another token from now on, with the permissions of then. */
  renew(): void {
    this.bearer = undefined;
  }

  async graph(method: string, path: string, body?: unknown, version = 'v1.0'): Promise<Answer> {
    this.bearer ??= await this.operatorToken();
    return this.call(
      method,
      `/graph/${version}${path}`,
      body === undefined ? undefined : JSON.stringify(body),
      {
        authorization: `Bearer ${this.bearer}`,
        'content-type': 'application/json; charset=utf-8',
      },
    );
  }

  /** Throws unless it succeeds. */
  async made(path: string, body: unknown): Promise<Body> {
    const answer = await this.graph('POST', path, body);
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  }

  async register(displayName: string, members: Body = {}, principal: Body = {}): Promise<Registered> {
    const { id, appId } = await this.made('/applications', { displayName, ...members });
    const { id: principalId } = await this.made('/servicePrincipals', { appId, ...principal });
    const { secretText } = await this.made(`/applications/${String(id)}/addPassword`, {});
    const texts = [id, appId, principalId, secretText].map(String) as [string, string, string, string];
    return { id: texts[0], clientId: texts[1], principalId: texts[2], secret: texts[3] };
  }

  /** An API with two roles for applications and users, and a scope. */
  registerApi(displayName: string, version: 1 | 2 | null = 2, principal: Body = {}): Promise<Registered> {
    const api = {
      requestedAccessTokenVersion: version,
      oauth2PermissionScopes: [scopeOf(SCOPE_ID, 'orders.see')],
    };
    const appRoles = [roleOf(READ_ID, 'orders.read'), roleOf(WRITE_ID, 'orders.write')];
    return this.register(displayName, { api, appRoles }, principal);
  }

  assign(api: Registered, principalId: string, appRoleId = READ_ID): Promise<Answer> {
    const path = `/servicePrincipals/${api.principalId}/appRoleAssignedTo`;
    return this.graph('POST', path, { principalId, appRoleId, resourceId: api.principalId });
  }

  /** Verified by jose with the published keys, whatever the issuer and the time. */
  async verify(token: unknown, now: Date = new Date()): Promise<JWTVerifyResult> {
    const keys = createRemoteJWKSet(new URL(`${this.tenant.url}/${this.id}/discovery/v2.0/keys`), {
      [customFetch]: (url: string) => fetch(url, { dispatcher: this.agent }) as unknown as Promise<Response>,
    });
    return jwtVerify(String(token), keys, { algorithms: ['RS256'], currentDate: now });
  }
}

export function roleOf(id: string, value: string, members: Body = {}): Body {
  const types = ['Application', 'User'];
  return {
    id,
    value,
    displayName: value,
    description: value,
    allowedMemberTypes: types,
    isEnabled: true,
    ...members,
  };
}

export function scopeOf(id: string, value: string, members: Body = {}): Body {
  return {
    id,
    value,
    type: 'User',
    isEnabled: true,
    adminConsentDisplayName: value,
    adminConsentDescription: value,
    ...members,
  };
}

export function errorOf({ body }: Answer): Body {
  return body['error'] as Body;
}
