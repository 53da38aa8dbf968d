import type { Http } from '../http';
import type {
  DemoClient,
  DemoIdentityProvider,
  DemoOutputs,
  Environment,
  Operator,
} from '../identityProvider';
import { demoSchema, nothingLeft } from './demoSchema';

interface Application {
  /** Object id. */
  readonly id: string;
  /** Client id. */
  readonly appId: string;
  readonly displayName: string;
}

export const entra: DemoIdentityProvider = {
  name: 'Entra',
  parts: 'a Microsoft Entra tenant, an Oracle database, ORDS',
  project: {
    directory: 'stacks/entra',
    stack: 'dev',
    values: 'stacks/entra/Pulumi.dev.yaml',
  },
  damage: 'access tokens become those of version 1',
  nothing: 'no application',
  slowDestroy: 'about a minute: after each deletion the official provider looks for 20 s whether it lasts',
  address: (environment) =>
    `Entra https://${environment['ARM_METADATA_HOSTNAME']}/${environment['ARM_TENANT_ID']}/v2.0`,
  operator: (http, environment) => Directory.open(http, environment),
  database: (environment) => demoSchema(environment),
  afterDestroy: nothingLeft,
};

/** Microsoft Graph as the operator, and the token endpoint of the directory. */
class Directory implements Operator {
  private constructor(
    private readonly http: Http,
    private readonly host: string,
    private readonly tenantId: string,
    private readonly operator: DemoClient,
    private readonly graphToken: string,
  ) {}

  static async open(http: Http, environment: Environment): Promise<Directory> {
    const { ARM_METADATA_HOSTNAME: host = '', ARM_TENANT_ID: tenantId = '' } = environment;
    const operator = {
      clientId: environment['ARM_CLIENT_ID'] ?? '',
      clientSecret: environment['ARM_CLIENT_SECRET'] ?? '',
    };
    const token = await tokenOf(http, host, tenantId, operator, `https://${host}/graph`);
    return new Directory(http, host, tenantId, operator, token);
  }

  /** With every role that the client has: a single one cannot be asked for. */
  token(client: DemoClient, audience: string): Promise<string> {
    return tokenOf(this.http, this.host, this.tenantId, client, audience);
  }

  /** For another team's API, which is there for as long as it takes to get a token. */
  async foreignToken(): Promise<string> {
    const { id, appId } = await this.call<Application>('POST', 'applications', {
      displayName: 'another-api',
      api: { requestedAccessTokenVersion: 2 },
    });
    try {
      await this.call('POST', 'servicePrincipals', { appId });
      return await this.token(this.operator, appId);
    } finally {
      await this.call('DELETE', `applications/${id}`);
    }
  }

  async changeBehindPulumi({ audience }: DemoOutputs): Promise<{ what: string; shown: RegExp }> {
    const api = (await this.applications()).find(({ appId }) => appId === audience);
    if (!api) throw new Error('the directory has no application of the API');
    await this.call('PATCH', `applications/${api.id}`, { api: { requestedAccessTokenVersion: 1 } });
    return {
      what: `${api.displayName}, requestedAccessTokenVersion`,
      shown: /requestedAccessTokenVersion: 1(\.0)? => 2/,
    };
  }

  async leftovers(): Promise<string[]> {
    const found = await this.applications();
    return found
      .filter(({ appId }) => appId !== this.operator.clientId)
      .map(({ displayName }) => `application ${displayName}`);
  }

  private async applications(): Promise<readonly Application[]> {
    return (await this.call<{ value: Application[] }>('GET', 'applications')).value;
  }

  private call<T>(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, content?: object): Promise<T> {
    return this.http.json<T>(method, `https://${this.host}/graph/v1.0/${path}`, this.graphToken, content);
  }
}

function tokenOf(
  http: Http,
  host: string,
  tenantId: string,
  { clientId, clientSecret }: DemoClient,
  resource: string,
): Promise<string> {
  return http.token(`https://${host}/${tenantId}/oauth2/v2.0/token`, {
    form: {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: `${resource}/.default`,
    },
  });
}
