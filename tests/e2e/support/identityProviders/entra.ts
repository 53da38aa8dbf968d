import type { Requests } from '../requests';
import type { TestSandbox } from '../sandbox';
import type { ApiOutputs, ApiValues } from '../stack';
import { objectDamages, propertyDamages } from './entraDamages';
import { TestDirectory } from './entraDirectory';
import { applicationInWords, permissionName, principalInWords } from './entraInWords';
import type { ClientCredentials, Damage, IdentityProviderUnderTest } from './identityProvider';
import { badSetting, list } from './inWords';

/** Long after the tests. */
const SECRETS_END = '2090-01-01T00:00:00Z';

/** The sandbox's Microsoft Entra tenant. */
export class EntraUnderTest implements IdentityProviderUnderTest {
  readonly kind = 'entra';
  readonly controlPart = 'entra';
  readonly resourceTypes = 'azuread:index/';
  readonly plugin = 'pulumi-resource-azuread';
  readonly writes = '^(POST|PATCH|PUT|DELETE) /graph/';
  readonly resources = {
    api: 'orders-api',
    scopes: 'orders-api',
    // What an administrator sees the client to need, and the assignment itself.
    grant: (client: string, scope: string) => [`orders-${client}`, `orders-${client}-${scope}`],
    client: (client: string, scope: string) => [
      `orders-${client}`,
      `orders-${client}-principal`,
      `orders-${client}-secret`,
      `orders-${client}-${scope}`,
    ],
    ordsRole: (scope: string) => [`orders-role-${scope}`],
  };
  readonly settings = { secretEndDate: SECRETS_END };
  readonly otherSettings = {
    what: 'the end of the secrets',
    settings: { secretEndDate: '2091-01-01T00:00:00Z' },
    resources: ['orders-backend-secret', 'orders-auditor-secret', 'orders-web-secret'],
  };
  /** With people the API has scopes beside its roles, and an identifier URI. */
  readonly moreClients = {
    web: { scopes: ['orders.read'], redirectUris: ['https://app.example.com/callback'] },
  };
  readonly badValues: IdentityProviderUnderTest['badValues'] = [
    [
      {
        edit: (values) => void (values.audience = 'api://8f3a1c52-0c1d-4a61-9d6e-2b7f5f0f1a11'),
        code: 'trust.audience.issued',
        field: 'audience',
      },
      badSetting({ tenantId: 'common' }, 'entra.tenant.many', 'identityProvider.tenantId'),
      badSetting({ mode: 'scope' }, 'entra.scope_mode.machine_client', 'clients["backend"]'),
      badSetting(
        { secretEndDate: '2020-01-01T00:00:00Z' },
        'entra.secret_end_date.past',
        'identityProvider.secretEndDate',
      ),
    ],
    [
      badSetting(
        { tenantId: 'contoso.onmicrosoft.com' },
        'entra.tenant.not_an_id',
        'identityProvider.tenantId',
      ),
      {
        edit: (values) => void (values.ords!['jwtProfile'] = { allowedAge: 300 }),
        code: 'trust.age.backdated',
        field: 'ords.jwtProfile.allowedAge',
      },
      {
        edit: (values) => void (values.scopes['orders.read']!.roles = ['clerks']),
        code: 'entra.grant.no_role',
        field: 'clients["backend"].scopes',
      },
    ],
  ];
  readonly issuer: string;
  readonly jwksUrl: string;
  readonly directory: TestDirectory;

  constructor(
    private readonly sandbox: TestSandbox,
    requests: Requests,
  ) {
    this.directory = new TestDirectory(sandbox, requests);
    const { login } = this.directory;
    this.issuer = `${login}/v2.0`;
    this.jwksUrl = `${login}/discovery/v2.0/keys`;
  }

  audience(): undefined {
    return undefined;
  }

  async audienceInEffect({ settings = {} }: ApiValues): Promise<string> {
    const { applications, principals, assignments } = await this.directory.objects();
    const named = applications.filter(({ displayName }) => displayName === nameOfApi(settings));
    // Of several the one whose roles somebody has: a killed run leaves others.
    const [api = named[0]] = named.filter(({ appId }) => {
      const principal = principals.find((one) => one.appId === appId);
      return assignments.some(({ resourceId }) => resourceId === principal?.id);
    });
    return api?.appId ?? 'none';
  }

  /** With every role that the client has. */
  async token(client: ClientCredentials, audience: string): Promise<string> {
    const { access_token: token, error_description: refusal } = await this.directory.askForToken(
      client,
      audience,
    );
    if (token === undefined) throw new Error(refusal);
    return token;
  }

  async objects(): Promise<string[]> {
    const found = await this.directory.objects();
    const { applications, principals, assignments } = found;
    const nameOf = (id: string): string => principals.find((one) => one.id === id)?.displayName ?? id;
    return [
      ...applications.map((application) => applicationInWords(application, found)),
      ...principals.map(({ displayName, accountEnabled, appRoleAssignmentRequired }) =>
        principalInWords(displayName, accountEnabled, appRoleAssignmentRequired),
      ),
      ...assignments.map(
        ({ principalId, appRoleId, resourceId }) =>
          `${nameOf(principalId)} has ${permissionName(found, appRoleId)} of ${nameOf(resourceId)}`,
      ),
    ].sort();
  }

  objectsOf({ scopes, clients = {}, settings = {} }: ApiValues): string[] {
    const api = nameOfApi(settings);
    const names = Object.keys(scopes);
    const all = Object.entries(clients);
    const people = all.filter(([, { redirectUris }]) => redirectUris !== undefined);
    const inRoleMode = all.length === 0 || people.length < all.length;
    return [
      `${api} v2 roles ${list(inRoleMode ? names : [])} scopes ${list(people.length > 0 ? names : [])} ` +
        `uris ${list(people.length > 0 ? ['api://<client id>'] : [])} needs ${list([])} secrets 0`,
      principalInWords(api, true, inRoleMode),
      ...all.flatMap(([client, granted]) => [
        `orders-${client} v1 roles ${list([])} scopes ${list([])} uris ${list([])} needs ${list(granted.scopes)} secrets 1`,
        principalInWords(`orders-${client}`, true, false),
        ...(granted.redirectUris === undefined
          ? granted.scopes.map((scope) => `orders-${client} has ${scope} of ${api}`)
          : []),
      ]),
    ].sort();
  }

  isRead(request: string): boolean {
    return request.startsWith('GET ') || /^POST \/\S+\/oauth2\/v2\.0\/token$/.test(request);
  }

  propertyDamages(): readonly Damage[] {
    return propertyDamages(this.directory);
  }

  objectDamages(orders: ApiOutputs): readonly Damage[] {
    return objectDamages(this.directory, orders);
  }

  expectSafeReplacement(requests: readonly string[]): void {
    const first = (pattern: RegExp): number => {
      const index = requests.findIndex((request) => pattern.test(request));
      expect([pattern, index]).not.toEqual([pattern, -1]);
      return index;
    };
    const application = first(/^POST \/graph\/v1\.0\/applications$/);
    const assignment = first(/^POST \S+\/appRoleAssignedTo$/);
    expect(application).toBeLessThan(assignment);
    expect(assignment).toBeLessThan(first(/^DELETE \S+\/appRoleAssignedTo\/[^/]+$/));
    expect(assignment).toBeLessThan(first(/^DELETE \/graph\/v1\.0\/applications\/[^/]+$/));
  }

  async hideKeys(): Promise<string> {
    await this.sandbox.control.call('entra/jwks', { mode: 'html' });
    return 'jwks.not_json';
  }

  showKeys(): Promise<unknown> {
    return this.sandbox.control.call('entra/jwks', { mode: 'normal' });
  }

  closeKeys(): Promise<string> {
    return this.hideKeys();
  }

  /** They always are. */
  openKeys(): Promise<void> {
    return Promise.resolve();
  }

  readonly wrongKey = {
    environment: { ARM_CLIENT_SECRET: 'not-the-secret' },
    code: 'idp.token.credentials',
  };

  async withdrawRight() {
    const rights = ['Application.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All', 'User.Read.All'];
    const set = (permissions: readonly string[]) =>
      this.sandbox.control.call('entra/setOperatorPermissions', { permissions });
    await set(['Application.Read.All']);
    return {
      named: ['Authorization_RequestDenied', 'Insufficient privileges to complete the operation.'],
      environment: {},
      giveBack: () => set(rights),
    };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function nameOfApi(settings: Readonly<Record<string, unknown>>): string {
  return typeof settings['apiName'] === 'string' ? settings['apiName'] : 'orders';
}
