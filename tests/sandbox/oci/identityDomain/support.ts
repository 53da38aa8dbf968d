import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { jwtVerify, type JWTVerifyResult } from 'jose';
import { Agent, request } from 'undici';
import {
  type IdentityDomain,
  type IdentityDomainOptions,
  startIdentityDomain,
} from '../../../../sandbox/oci/identityDomain/identityDomain';
import { createOperator, keyIdOf, type Operator } from '../../../../sandbox/oci/operator';
import type { SigningUser } from '../../../../sandbox/oci/signers';
import { type Authority, createAuthority } from '../../../../sandbox/tls/authority';

export type Body = Record<string, unknown>;
export type Headers = Record<string, string>;

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
  readonly body: Body;
}

export const PASSWORDS = { administrator: 'Admin_password_1', demo: 'Demo_password_1' };
export const APP_SCHEMA = 'urn:ietf:params:scim:schemas:oracle:idcs:App';
export const CLAIM_SCHEMA = 'urn:ietf:params:scim:schemas:oracle:idcs:CustomClaim';
export const PATCH_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
export const REDIRECT = 'https://client.example.com/callback';

let authority: Authority | undefined;
let accounts: readonly Operator[] | undefined;

/** A domain with what its users have: the CA, HTTP calls that are signed or not, and apps. */
export class TestDomain {
  private constructor(
    readonly domain: IdentityDomain,
    readonly agent: Agent,
    readonly ca: string,
    readonly operator: Signer,
    /** Lacks the role Identity Domain Administrator. */
    readonly reader: Signer,
    readonly options: IdentityDomainOptions,
  ) {}

  static async start(options: Partial<IdentityDomainOptions> = {}): Promise<TestDomain> {
    authority ??= await createAuthority();
    accounts ??= await Promise.all([createOperator(), createOperator()]);
    const tls = await authority.issueServerCertificate(['localhost', '127.0.0.1']);
    const [operator, reader] = accounts.map((account, index) => new Signer(account, index === 0));
    if (!operator || !reader) throw new Error('no accounts');
    const signers = { find: (keyId: string) => [operator, reader].find((one) => one.keyId === keyId)?.user };
    const whole = { tls, signers, passwords: PASSWORDS, ...options };
    const domain = await startIdentityDomain(whole);
    return new TestDomain(domain, new Agent({ connect: { ca: tls.ca } }), tls.ca, operator, reader, whole);
  }

  async stop(): Promise<void> {
    await this.agent.destroy();
    await this.domain.close();
  }

  async call(method: string, path: string, body?: string, headers: Headers = {}): Promise<Answer> {
    const answer = await request(this.domain.url + path, {
      method: method as 'GET',
      dispatcher: this.agent,
      headers,
      ...(body !== undefined && { body }),
    });
    const text = await answer.body.text();
    const isJson = String(answer.headers['content-type']).includes('json');
    const parsed = isJson ? (JSON.parse(text) as Body) : {};
    return { status: answer.statusCode, headers: answer.headers, text, body: parsed };
  }

  /** A call of the administration API, signed by the operator unless somebody else is named. */
  admin(method: string, path: string, body?: unknown, signer = this.operator): Promise<Answer> {
    const target = `/admin/v1${path}`;
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = signer.headers(method, target, new URL(this.domain.url).host, text);
    return this.call(method, target, text, headers);
  }

  patch(path: string, ...operations: Body[]): Promise<Answer> {
    return this.admin('PATCH', path, { schemas: [PATCH_SCHEMA], Operations: operations });
  }

  createApp(displayName: string, members: Body = {}): Promise<Answer> {
    return this.admin('POST', '/Apps', appBody(displayName, members));
  }

  /** A resource app with these scopes. */
  createResource(
    displayName: string,
    audience: string,
    scopes: string[],
    members: Body = {},
  ): Promise<Answer> {
    return this.createApp(displayName, {
      active: true,
      isOAuthResource: true,
      audience,
      scopes: scopes.map((value) => ({ value })),
      ...members,
    });
  }

  /** A confidential client of these fully qualified scopes. */
  createClient(displayName: string, allowed: string[], members: Body = {}): Promise<Answer> {
    return this.createApp(displayName, {
      active: true,
      isOAuthClient: true,
      clientType: 'confidential',
      allowedGrants: ['client_credentials'],
      allowedScopes: allowed.map((fqs) => ({ fqs })),
      ...members,
    });
  }

  /** A client for people, which may refresh. */
  createWebClient(displayName: string, allowed: string[], members: Body = {}): Promise<Answer> {
    return this.createClient(displayName, allowed, {
      allowedGrants: ['authorization_code', 'refresh_token'],
      redirectUris: [REDIRECT],
      ...members,
    });
  }

  /** A token request, the client's login in the body unless there are headers. */
  token(client: Body, parameters: Headers, headers?: Headers): Promise<Answer> {
    const login: Headers = headers
      ? {}
      : { client_id: String(client['name']), client_secret: String(client['clientSecret']) };
    return this.post(
      '/oauth2/v1/token',
      { grant_type: 'client_credentials', ...login, ...parameters },
      headers,
    );
  }

  /** A form. */
  post(path: string, form: Headers, headers: Headers = {}): Promise<Answer> {
    return this.call('POST', path, new URLSearchParams(form).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    });
  }

  authorizePath(client: Body, parameters: Headers): string {
    const query = new URLSearchParams({
      client_id: String(client['name']),
      response_type: 'code',
      redirect_uri: REDIRECT,
      state: 'the-state',
      ...parameters,
    });
    return `/oauth2/v1/authorize?${query.toString()}`;
  }

  /** Signs in as a script does and returns where the browser is sent. */
  async signIn(
    client: Body,
    parameters: Headers,
    login = { username: 'demo', password: PASSWORDS.demo },
  ): Promise<URL> {
    const { headers } = await this.post(this.authorizePath(client, parameters), login);
    return new URL(String(headers['location']));
  }

  /** A token in the name of the user `demo`. */
  async userToken(client: Body, scope: string, more: Headers = {}): Promise<Answer> {
    const code = (await this.signIn(client, { scope, ...more })).searchParams.get('code') ?? '';
    return this.token(client, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT });
  }

  /** Verified by jose with the published key. */
  async verify(token: unknown, now?: Date): Promise<JWTVerifyResult> {
    const { body } = await this.admin('GET', '/SigningCert/jwk');
    const [key] = body['keys'] as Body[];
    // Without key_ops: those that a domain publishes are no usage that Web Crypto knows for RS256.
    const { key_ops: _ops, ...jwk } = key ?? {};
    return jwtVerify(String(token), createPublicKey({ key: jwk, format: 'jwk' }), {
      algorithms: ['RS256'],
      ...(now && { currentDate: now }),
    });
  }
}

/** Signs requests as OCI's SDKs do. */
export class Signer {
  readonly user: SigningUser;
  readonly keyId: string;

  constructor(
    readonly account: Operator,
    isDomainAdministrator: boolean,
  ) {
    const { userId: id, publicKey } = account;
    const name = isDomainAdministrator ? 'operator' : 'reader';
    this.user = { id, name, publicKey, isDomainAdministrator, tenancyRight: 'read' };
    this.keyId = keyIdOf(account);
  }

  headers(method: string, target: string, host: string, body?: string, date = new Date()): Headers {
    const signed: Headers = {
      date: date.toUTCString(),
      '(request-target)': `${method.toLowerCase()} ${target}`,
      host,
    };
    if (method !== 'GET' && method !== 'DELETE') {
      const content = body ?? '';
      signed['content-length'] = String(Buffer.byteLength(content));
      signed['content-type'] = 'application/json';
      signed['x-content-sha256'] = createHash('sha256').update(content).digest('base64');
    }
    const text = Object.entries(signed)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n');
    const signature = sign('sha256', Buffer.from(text), createPrivateKey(this.account.privateKeyPem));
    const { '(request-target)': _target, 'content-length': _length, host: _host, ...headers } = signed;
    const authorization =
      `Signature version="1",headers="${Object.keys(signed).join(' ')}",` +
      `keyId="${this.keyId}",algorithm="rsa-sha256",` +
      `signature="${signature.toString('base64')}"`;
    return { ...headers, authorization };
  }
}

export function appBody(displayName: string, members: Body = {}): Body {
  return {
    schemas: [APP_SCHEMA],
    displayName,
    basedOnTemplate: { value: 'CustomWebAppTemplateId' },
    ...members,
  };
}

export function basic(id: unknown, secret: unknown): Headers {
  const pair = [id, secret].map((half) => encodeURIComponent(String(half))).join(':');
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}
