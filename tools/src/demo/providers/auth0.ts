import type { Http } from '../http';
import type {
  DemoClient,
  DemoIdentityProvider,
  DemoOutputs,
  Environment,
  Operator,
} from '../identityProvider';
import { demoSchema, nothingLeft } from './demoSchema';

export const auth0: DemoIdentityProvider = {
  name: 'Auth0',
  parts: 'an Auth0 tenant, an Oracle database, ORDS',
  project: { directory: '.', stack: 'dev', values: 'Pulumi.dev.yaml' },
  damage: 'a scope changes',
  nothing: 'no API, client or grant',
  address: (environment) => `Auth0 https://${environment['AUTH0_DOMAIN']}/`,
  operator: (http, environment) => Tenant.open(http, environment),
  database: (environment) => demoSchema(environment),
  afterDestroy: nothingLeft,
};

/** The Management API of the tenant. */
class Tenant implements Operator {
  private constructor(
    private readonly http: Http,
    private readonly domain: string,
    private readonly operatorClientId: string,
    private readonly managementToken: string,
  ) {}

  static async open(http: Http, environment: Environment): Promise<Tenant> {
    const domain = environment['AUTH0_DOMAIN'] ?? '';
    const clientId = environment['AUTH0_CLIENT_ID'] ?? '';
    const client = { clientId, clientSecret: environment['AUTH0_CLIENT_SECRET'] ?? '' };
    return new Tenant(
      http,
      domain,
      clientId,
      await tokenOf(http, domain, client, `https://${domain}/api/v2/`),
    );
  }

  token(client: DemoClient, audience: string): Promise<string> {
    return tokenOf(this.http, this.domain, client, audience);
  }

  foreignToken(): Promise<string> {
    return Promise.resolve(this.managementToken);
  }

  async changeBehindPulumi(
    { audience }: DemoOutputs,
    scope: string,
  ): Promise<{ what: string; shown: RegExp }> {
    const description = 'Everything, says somebody in the console';
    const path = this.url(`resource-servers/${encodeURIComponent(audience)}`);
    const api = await this.http.json<{ scopes: { value: string; description?: string }[] }>(
      'GET',
      path,
      this.managementToken,
    );
    await this.http.json('PATCH', path, this.managementToken, {
      scopes: api.scopes.map((one) => (one.value === scope ? { ...one, description } : one)),
    });
    return { what: 'ResourceServerScopes', shown: /says somebody/ };
  }

  async leftovers(): Promise<string[]> {
    const list = <T>(kind: string): Promise<T[]> =>
      this.http.json<T[]>('GET', this.url(kind), this.managementToken);
    const apis = await list<{ identifier: string; is_system?: boolean }>('resource-servers');
    const clients = await list<{ name: string; client_id: string }>('clients');
    const grants = await list<{ client_id: string; audience: string }>('client-grants');
    return [
      ...apis.filter((api) => !api.is_system).map((api) => `API ${api.identifier}`),
      ...clients
        .filter((client) => client.client_id !== this.operatorClientId)
        .map((client) => `client ${client.name}`),
      ...grants
        .filter((grant) => grant.client_id !== this.operatorClientId)
        .map((grant) => `grant on ${grant.audience}`),
    ];
  }

  private url(path: string): string {
    return `https://${this.domain}/api/v2/${path}`;
  }
}

async function tokenOf(http: Http, domain: string, client: DemoClient, audience: string): Promise<string> {
  return http.token(`https://${domain}/oauth/token`, {
    json: {
      grant_type: 'client_credentials',
      client_id: client.clientId,
      client_secret: client.clientSecret,
      audience,
    },
  });
}
