import type { Http } from '../http';
import type {
  DemoClient,
  DemoIdentityProvider,
  DemoOutputs,
  Environment,
  Operator,
} from '../identityProvider';
import { OciRequests } from './ociRequests';

const APP = 'urn:ietf:params:scim:schemas:oracle:idcs:App';
const STATUS_CHANGER = 'urn:ietf:params:scim:schemas:oracle:idcs:AppStatusChanger';
const OTHER_API = { displayName: 'another-api', audience: 'https://api.example.com/another/', scope: 'read' };

interface App {
  readonly id: string;
  /** The OAuth client id. */
  readonly name: string;
  readonly displayName: string;
  readonly clientSecret?: string;
}

interface AutonomousDatabase {
  readonly dbName: string;
  readonly lifecycleState: string;
}

export const ociIam: DemoIdentityProvider = {
  name: 'OCI IAM',
  parts: 'an OCI tenancy with an identity domain, an Oracle database, ORDS',
  project: {
    directory: 'stacks/oci-iam',
    stack: 'dev',
    values: 'stacks/oci-iam/Pulumi.dev.yaml',
  },
  damage: 'a client is deactivated',
  nothing: 'no app, no database, no open keys',
  address: (environment) => `identity domain ${environment['OCI_IAM_DOMAIN_URL']}`,
  operator: (http, environment) => Promise.resolve(new DomainOperator(http, environment)),
  database: (_environment, { schemaConnection }) => {
    if (!schemaConnection) throw new Error('the stack has no output schemaConnection');
    return schemaConnection;
  },
  async afterDestroy({ narrator, http, outputs }) {
    const answered = await http.get(outputs.endpoints.orders).then(
      ({ status }) => String(status),
      () => undefined,
    );
    narrator.check(
      'the endpoint is gone, with its database',
      answered === undefined,
      answered ?? 'nothing listens',
    );
  },
};

/** The tenancy's operator, with signed requests, and the token endpoint of the domain. */
class DomainOperator implements Operator {
  readonly #domain: string;
  readonly #requests: OciRequests;

  constructor(
    private readonly http: Http,
    private readonly environment: Environment,
  ) {
    this.#domain = environment['OCI_IAM_DOMAIN_URL'] ?? '';
    this.#requests = new OciRequests(http, environment);
  }

  token(client: DemoClient, audience: string, scopes: readonly string[]): Promise<string> {
    const basic = [client.clientId, client.clientSecret].map(encodeURIComponent).join(':');
    return this.http.token(`${this.#domain}/oauth2/v1/token`, {
      basic: Buffer.from(basic).toString('base64'),
      form: {
        grant_type: 'client_credentials',
        scope: scopes.map((scope) => `${audience}${scope}`).join(' '),
      },
    });
  }

  /** Another team's API and client, there for as long as it takes to get a token. */
  async foreignToken(): Promise<string> {
    const { displayName, audience, scope } = OTHER_API;
    const api = await this.createApp({
      displayName,
      isOAuthResource: true,
      audience,
      scopes: [{ value: scope, requiresConsent: false }],
    });
    const client = await this.createApp({
      displayName: `${displayName}-client`,
      isOAuthClient: true,
      clientType: 'confidential',
      allowedGrants: ['client_credentials'],
      allowedScopes: [{ fqs: `${audience}${scope}` }],
    });
    try {
      const { name: clientId, clientSecret = '' } = client;
      return await this.token({ clientId, clientSecret }, audience, [scope]);
    } finally {
      for (const { id } of [client, api]) {
        await this.deactivate(id);
        await this.#requests.send('DELETE', this.url(`Apps/${id}`));
      }
    }
  }

  async changeBehindPulumi({ clients }: DemoOutputs): Promise<{ what: string; shown: RegExp }> {
    const app = (await this.apps()).find(({ name }) => name === clients.backend.clientId);
    if (!app) throw new Error('the domain has no app of the client "backend"');
    await this.deactivate(app.id);
    return { what: `${app.displayName}, active`, shown: /\bactive\b/ };
  }

  async leftovers(): Promise<string[]> {
    const apps = (await this.apps()).filter(({ displayName }) => displayName.startsWith('orders'));
    const databases = await this.databases();
    const keys = await this.http.get(this.url('SigningCert/jwk'));
    return [
      ...apps.map(({ displayName }) => `app ${displayName}`),
      ...databases
        .filter(({ lifecycleState }) => lifecycleState !== 'TERMINATED')
        .map(({ dbName }) => `database ${dbName}`),
      ...(keys.status === 200 ? ['public keys'] : []),
    ];
  }

  private createApp(app: object): Promise<App> {
    return this.#requests.send<App>('POST', this.url('Apps'), {
      schemas: [APP],
      basedOnTemplate: { value: 'CustomWebAppTemplateId' },
      active: true,
      ...app,
    });
  }

  private async deactivate(id: string): Promise<void> {
    await this.#requests.send('PUT', this.url(`AppStatusChanger/${id}`), {
      active: false,
      schemas: [STATUS_CHANGER],
    });
  }

  private async apps(): Promise<readonly App[]> {
    return (await this.#requests.send<{ Resources: App[] }>('GET', this.url('Apps'))).Resources;
  }

  private databases(): Promise<readonly AutonomousDatabase[]> {
    const control = /oci_database\.DatabaseClient=([^;]+)/.exec(
      this.environment['CLIENT_HOST_OVERRIDES'] ?? '',
    );
    const compartment = encodeURIComponent(this.environment['OCI_COMPARTMENT_OCID'] ?? '');
    return this.#requests.send(
      'GET',
      `${control?.[1]}/20160918/autonomousDatabases?compartmentId=${compartment}`,
    );
  }

  private url(path: string): string {
    return `${this.#domain}/admin/v1/${path}`;
  }
}
