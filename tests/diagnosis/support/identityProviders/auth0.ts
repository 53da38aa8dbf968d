import type { MintOptions } from '../../../../sandbox/identity/mintToken';
import type { ClientShape, Shape } from '../shape';
import type { Workbench } from '../workbench';
import type { Login, Mark, ProviderBench } from './identityProvider';

interface GrantObject {
  readonly id: string;
  readonly client_id: string;
}

/** The sandbox's tenant, through the Management API. */
export class Auth0Bench implements ProviderBench {
  readonly kind = 'auth0';
  readonly controlPart = 'auth0';

  constructor(private readonly bench: Workbench) {}

  get issuer(): string {
    return this.bench.sandbox.tenant.issuer;
  }

  get jwksUrl(): string {
    return `${this.issuer}.well-known/jwks.json`;
  }

  get tokenUrl(): string {
    return `${this.issuer}oauth/token`;
  }

  get settings() {
    return { kind: this.kind, domain: this.bench.sandbox.tenant.domain };
  }

  get credentials() {
    const { domain, management } = this.bench.sandbox.tenant;
    return { auth0: { domain, ...management } };
  }

  moved(domain: string) {
    return {
      settings: { ...this.settings, domain },
      credentials: { auth0: { ...this.credentials.auth0, domain } },
    };
  }

  async createApi(
    name: string,
    wished: string | undefined,
    { scopes, api, tokenLifetime }: Shape,
  ): Promise<string> {
    const audience = wished ?? `https://api.example.com/${name}`;
    await this.manage('POST', 'resource-servers', {
      identifier: audience,
      scopes: Object.keys(scopes).map((value) => ({ value })),
      subject_type_authorization: { user: { policy: 'deny_all' } },
      ...(tokenLifetime !== undefined && { token_lifetime: tokenLifetime }),
      ...api,
    });
    return audience;
  }

  async createClient(name: string, audience: string, { scopes }: ClientShape): Promise<Login> {
    const client = await this.manage<{ client_id: string; client_secret: string }>('POST', 'clients', {
      name,
      app_type: 'non_interactive',
      grant_types: ['client_credentials'],
    });
    await this.manage('POST', 'client-grants', { client_id: client.client_id, audience, scope: scopes });
    return { clientId: client.client_id, clientSecret: client.client_secret };
  }

  /** Members of the API that no other provider has. */
  changeApi(audience: string, members: Readonly<Record<string, unknown>>): Promise<void> {
    return this.manage('PATCH', apiPath(audience), members);
  }

  removeApi(audience: string): Promise<void> {
    return this.manage('DELETE', apiPath(audience));
  }

  /** Nobody can change an identifier. */
  async changeAudience(from: string, to: string): Promise<void> {
    await this.removeApi(from);
    await this.manage('POST', 'resource-servers', { identifier: to });
  }

  setApiScopes(audience: string, scopes: readonly string[]): Promise<void> {
    return this.changeApi(audience, { scopes: scopes.map((value) => ({ value })) });
  }

  removeClient({ clientId }: Login): Promise<void> {
    return this.manage('DELETE', `clients/${clientId}`);
  }

  async setGranted(login: Login, _audience: string, scopes: readonly string[] | null): Promise<void> {
    const path = await this.grantPath(login);
    await (scopes === null ? this.manage('DELETE', path) : this.manage('PATCH', path, { scope: scopes }));
  }

  setGrantTypes({ clientId }: Login, grantTypes: readonly string[]): Promise<void> {
    return this.manage('PATCH', `clients/${clientId}`, { grant_types: grantTypes });
  }

  createMarkedClient(name: string, { claim, resource }: Mark): Promise<void> {
    const mark = `shop/dev@${claim} ${resource}`;
    return this.manage('POST', 'clients', { name, client_metadata: { pulumi_ords: mark } });
  }

  async token({ clientId, clientSecret }: Login, audience: string): Promise<string | undefined> {
    const result = await this.bench.http({
      url: this.tokenUrl,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        audience,
      }),
    });
    if (!result.ok) throw new Error(`the tenant does not answer: ${result.failure.detail}`);
    if (result.answer.status !== 200) return undefined;
    return (JSON.parse(result.answer.body) as { access_token: string }).access_token;
  }

  subject({ clientId }: Login): Pick<MintOptions, 'sub'> {
    return { sub: `${clientId}@clients` };
  }

  reset(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private async grantPath({ clientId }: Login): Promise<string> {
    const grants = await this.manage<GrantObject[]>('GET', 'client-grants');
    const grant = grants.find((entry) => entry.client_id === clientId);
    if (!grant) throw new Error('the client has no grant');
    return `client-grants/${grant.id}`;
  }

  /** A call of the Management API as the operator. Throws on a refusal. */
  private async manage<T = void>(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    content?: unknown,
  ): Promise<T> {
    const token = await this.token(this.credentials.auth0, `${this.issuer}api/v2/`);
    const result = await this.bench.http({
      url: `${this.issuer}api/v2/${path}`,
      method,
      headers: { authorization: `Bearer ${token ?? ''}`, 'content-type': 'application/json' },
      ...(content !== undefined && { body: JSON.stringify(content) }),
    });
    if (!result.ok || result.answer.status >= 400)
      throw new Error(`${method} ${path}: ${JSON.stringify(result)}`);
    return (result.answer.body === '' ? undefined : JSON.parse(result.answer.body)) as T;
  }
}

function apiPath(audience: string): string {
  return `resource-servers/${encodeURIComponent(audience)}`;
}
