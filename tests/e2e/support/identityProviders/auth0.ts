import type { Requests } from '../requests';
import type { TestSandbox } from '../sandbox';
import type { ApiOutputs, ApiValues } from '../stack';
import { badSetting, list } from './inWords';
import type { ClientCredentials, Damage, IdentityProviderUnderTest } from './identityProvider';

interface ApiObject {
  readonly id: string;
  readonly identifier: string;
  readonly is_system?: boolean;
  readonly scopes?: readonly { readonly value: string }[];
}
interface ClientObject {
  readonly client_id: string;
  readonly name: string;
}
interface GrantObject {
  readonly id: string;
  readonly client_id: string;
  readonly audience: string;
  readonly scope: readonly string[];
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** The sandbox's Auth0 tenant. */
export class Auth0UnderTest implements IdentityProviderUnderTest {
  readonly kind = 'auth0';
  readonly controlPart = 'auth0';
  readonly resourceTypes = 'auth0:index/';
  readonly resources = {
    api: 'orders-api',
    scopes: 'orders-scopes',
    grant: (client: string) => [`orders-${client}-grant`],
    client: (client: string) => [
      `orders-${client}`,
      `orders-${client}-credentials`,
      `orders-${client}-grant`,
    ],
    ordsRole: () => [],
  };
  readonly settings = { tokenLifetime: 3600 };
  readonly otherSettings = {
    what: 'the token lifetime',
    settings: { tokenLifetime: 7200 },
    resources: ['orders-api'],
  };
  readonly badValues: IdentityProviderUnderTest['badValues'] = [
    [badSetting({ domain: 'https://tenant.uk.auth0.com' }, 'auth0.domain.scheme', 'identityProvider.domain')],
    [badSetting({ domain: 'tenant.uk.auth0.com/' }, 'auth0.domain.path', 'identityProvider.domain')],
  ];
  readonly plugin = 'pulumi-resource-auth0';
  readonly writes = '^(POST|PATCH|PUT|DELETE) /api/';
  readonly issuer: string;
  readonly jwksUrl: string;
  private readonly tenant: string;

  constructor(
    private readonly sandbox: TestSandbox,
    private readonly requests: Requests,
  ) {
    this.tenant = `https://${sandbox.environment['AUTH0_DOMAIN']}`;
    this.issuer = `${this.tenant}/`;
    this.jwksUrl = `${this.issuer}.well-known/jwks.json`;
  }

  audience(name: string): string {
    return `https://api.example.com/${name}`;
  }

  audienceInEffect({ audience = '' }: ApiValues): Promise<string> {
    return Promise.resolve(audience);
  }

  /** With every scope that the client was granted. */
  async token({ clientId, clientSecret }: ClientCredentials, audience: string): Promise<string> {
    const answer = await this.requests.json<{ access_token: string }>('POST', `${this.tenant}/oauth/token`, {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      audience,
    });
    return answer.access_token;
  }

  /** A call of the Management API as the operator. */
  async manage<T>(method: Method, path: string, content?: unknown): Promise<T> {
    const { environment } = this.sandbox;
    const operator = {
      clientId: environment['AUTH0_CLIENT_ID'] ?? '',
      clientSecret: environment['AUTH0_CLIENT_SECRET'] ?? '',
    };
    const token = await this.token(operator, `${this.tenant}/api/v2/`);
    return this.requests.json(method, `${this.tenant}/api/v2/${path}`, content, token);
  }

  /** What the tenant has beyond what it came with. */
  async live(): Promise<{ apis: ApiObject[]; clients: ClientObject[]; grants: GrantObject[] }> {
    const [apis, clients, grants] = [
      await this.manage<ApiObject[]>('GET', 'resource-servers'),
      await this.manage<ClientObject[]>('GET', 'clients'),
      await this.manage<GrantObject[]>('GET', 'client-grants'),
    ];
    const operator = this.sandbox.environment['AUTH0_CLIENT_ID'];
    return {
      apis: apis.filter((api) => api.is_system !== true),
      clients: clients.filter((client) => client.client_id !== operator),
      grants: grants.filter((grant) => grant.client_id !== operator),
    };
  }

  async objects(): Promise<string[]> {
    const { apis, clients, grants } = await this.live();
    const nameOf = (id: string): string => clients.find((client) => client.client_id === id)?.name ?? id;
    return [
      ...apis.map(
        ({ identifier, scopes = [] }) => `api ${identifier} ${list(scopes.map(({ value }) => value))}`,
      ),
      ...clients.map(({ name }) => `client ${name}`),
      ...grants.map((grant) => `grant ${nameOf(grant.client_id)} ${grant.audience} ${list(grant.scope)}`),
    ].sort();
  }

  objectsOf({ audience, scopes, clients = {} }: ApiValues): string[] {
    return [
      `api ${audience} ${list(Object.keys(scopes))}`,
      ...Object.entries(clients).flatMap(([client, granted]) => [
        `client orders-${client}`,
        `grant orders-${client} ${audience} ${list(granted.scopes)}`,
      ]),
    ].sort();
  }

  isRead(request: string): boolean {
    return request.startsWith('GET ') || request === 'POST /oauth/token';
  }

  propertyDamages({ audience, clients }: ApiOutputs): readonly Damage[] {
    const api = `resource-servers/${encodeURIComponent(audience)}`;
    const client = clients['backend']?.clientId ?? '';
    return [
      {
        resource: 'orders-api',
        what: 'lifetime',
        act: () => this.manage('PATCH', api, { token_lifetime: 60 }),
      },
      {
        resource: 'orders-scopes',
        what: 'a scope gone',
        act: () => this.manage('PATCH', api, { scopes: [{ value: 'orders.read' }] }),
      },
      {
        resource: 'orders-backend',
        what: 'grant types',
        act: () =>
          this.manage('PATCH', `clients/${client}`, { grant_types: ['client_credentials', 'refresh_token'] }),
      },
      {
        resource: 'orders-backend-credentials',
        what: 'authentication method',
        act: () =>
          this.manage('PATCH', `clients/${client}`, { token_endpoint_auth_method: 'client_secret_basic' }),
      },
      {
        resource: 'orders-backend-grant',
        what: 'scopes of the grant',
        act: async () => this.manage('PATCH', await this.grantOf(client), { scope: [] }),
      },
    ];
  }

  objectDamages({ clients }: ApiOutputs): readonly Damage[] {
    return [
      {
        resource: 'orders-backend-grant',
        what: 'grant gone',
        act: async () => this.manage('DELETE', await this.grantOf(clients['backend']?.clientId ?? '')),
      },
    ];
  }

  expectSafeReplacement(requests: readonly string[]): void {
    const first = (start: string): number =>
      requests.findIndex((request) => request.startsWith(`${start.replace(' ', ' /api/v2/')}`));
    expect(first('POST resource-servers')).toBeGreaterThanOrEqual(0);
    expect(first('POST client-grants')).toBeGreaterThanOrEqual(0);
    expect(first('POST resource-servers')).toBeLessThan(first('DELETE resource-servers'));
    expect(first('POST client-grants')).toBeLessThan(first('DELETE client-grants'));
    expect(first('POST client-grants')).toBeLessThan(first('DELETE resource-servers'));
  }

  async hideKeys(): Promise<string> {
    await this.sandbox.control.call('auth0/jwks', { mode: 'html' });
    return 'jwks.not_json';
  }

  showKeys(): Promise<unknown> {
    return this.sandbox.control.call('auth0/jwks', { mode: 'normal' });
  }

  readonly wrongKey = {
    environment: { AUTH0_CLIENT_SECRET: 'not-the-secret' },
    code: 'idp.token.credentials',
  };

  closeKeys(): Promise<string> {
    return this.hideKeys();
  }

  /** They always are. */
  openKeys(): Promise<void> {
    return Promise.resolve();
  }

  async withdrawRight() {
    const operator = this.sandbox.environment['AUTH0_CLIENT_ID'] ?? '';
    const [grant] = await this.manage<GrantObject[]>('GET', `client-grants?client_id=${operator}`);
    const { id = '', scope = [] } = grant ?? {};
    const needed = 'create:resource_servers';
    await this.manage('PATCH', `client-grants/${id}`, { scope: scope.filter((one) => one !== needed) });
    return {
      named: ['Insufficient scope', needed],
      environment: {},
      giveBack: () => this.manage('PATCH', `client-grants/${id}`, { scope }),
    };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private async grantOf(client: string): Promise<string> {
    const [grant] = await this.manage<GrantObject[]>('GET', `client-grants?client_id=${client}`);
    return `client-grants/${grant?.id}`;
  }
}
