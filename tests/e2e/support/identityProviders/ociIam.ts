import { TestDomain } from '../domain';
import type { TestSandbox } from '../sandbox';
import type { ApiOutputs, ApiValues } from '../stack';
import { badSetting, list } from './inWords';
import type { ClientCredentials, Damage, IdentityProviderUnderTest } from './identityProvider';

interface AppObject {
  readonly id: string;
  readonly displayName: string;
  readonly audience?: string;
  readonly scopes?: readonly { readonly value: string }[];
  readonly allowedScopes?: readonly { readonly fqs: string }[];
}

/** One of the sandbox's identity domains. */
export class OciIamUnderTest implements IdentityProviderUnderTest {
  readonly kind = 'oci-iam';
  readonly controlPart = 'domain';
  readonly resourceTypes = 'oci:Identity/';
  readonly plugin = 'pulumi-resource-oci';
  readonly writes = '^(POST|PATCH|PUT|DELETE) /admin/';
  /** The same for every domain, whatever its URL. */
  readonly issuer = 'https://identity.oraclecloud.com/';
  readonly jwksUrl: string;
  readonly settings = { tokenLifetime: 3600, publicSigningCertificate: true };
  readonly otherSettings = {
    what: 'the token lifetime',
    settings: { tokenLifetime: 7200 },
    resources: ['orders-api'],
  };
  readonly resources = {
    api: 'orders-api',
    scopes: 'orders-api',
    // What the client may ask for is a property of its app.
    grant: (client: string) => [`orders-${client}`],
    client: (client: string) => [`orders-${client}`, `orders-${client}-activation`, 'orders-names'],
    ordsRole: () => [],
  };
  readonly badValues: IdentityProviderUnderTest['badValues'] = [
    [
      badSetting(
        { domain: 'https://idcs-1.identity.oraclecloud.com/ui/v1' },
        'oci.domain.path',
        'identityProvider.domain',
      ),
    ],
    [badSetting({ tokenLifetime: 59 }, 'oci.token_lifetime.range', 'identityProvider.tokenLifetime')],
  ];

  private constructor(
    private readonly sandbox: TestSandbox,
    private readonly domain: TestDomain,
  ) {
    this.jwksUrl = `${domain.url}/admin/v1/SigningCert/jwk`;
  }

  /** @param url - default that of the Default domain */
  static async open(sandbox: TestSandbox, url?: string): Promise<OciIamUnderTest> {
    return new OciIamUnderTest(sandbox, await TestDomain.open(sandbox, url));
  }

  close(): Promise<void> {
    return this.domain.close();
  }

  audience(name: string): string {
    return `https://api.example.com/${name}/`;
  }

  audienceInEffect({ audience = '' }: ApiValues): Promise<string> {
    return Promise.resolve(audience);
  }

  token(
    { clientId, clientSecret }: ClientCredentials,
    audience: string,
    scopes: readonly string[],
  ): Promise<string> {
    return this.domain.token(clientId, clientSecret, scopes.map((scope) => audience + scope).join(' '));
  }

  async objects(): Promise<string[]> {
    const apps = await this.apps();
    const isOpen = (await this.domain.jwksStatus()) === 200;
    return [...apps.map(inWords), ...(isOpen ? ['public keys'] : [])].sort();
  }

  objectsOf({ audience, scopes, clients = {}, settings = {} }: ApiValues): string[] {
    const full = (names: readonly string[]): string => list(names.map((name) => `${audience}${name}`));
    return [
      `orders ${audience} ${list(Object.keys(scopes))} ${list([])}`,
      ...Object.entries(clients).map(([client, granted]) => {
        return `orders-${client} - ${list([])} ${full(granted.scopes)}`;
      }),
      ...(settings['publicSigningCertificate'] === true ? ['public keys'] : []),
    ].sort();
  }

  isRead(request: string): boolean {
    return request.startsWith('GET ') || request === 'POST /oauth2/v1/token';
  }

  propertyDamages(): readonly Damage[] {
    const change = (
      resource: string,
      what: string,
      app: string,
      attribute: string,
      value: unknown,
    ): Damage => ({
      resource,
      what,
      act: async () => this.domain.replace(await this.pathOf(app), attribute, value),
    });
    return [
      change('orders-api', 'lifetime', 'orders', 'accessTokenExpiry', 60),
      change('orders-auditor', 'grants', 'orders-auditor', 'allowedGrants', [
        'client_credentials',
        'refresh_token',
      ]),
      change('orders-backend', 'no scope allowed', 'orders-backend', 'allowedScopes', []),
      change('orders-backend-activation', 'inactive', 'orders-backend', 'active', false),
      {
        resource: 'orders-signing-certificate',
        what: 'keys closed',
        act: () => this.publish(false),
      },
    ];
  }

  objectDamages(_orders: ApiOutputs): readonly Damage[] {
    return [
      {
        resource: 'orders-backend',
        what: 'client gone',
        act: async () => {
          const path = await this.pathOf('orders-backend');
          await this.domain.replace(path, 'active', false);
          await this.domain.administer('DELETE', path);
        },
      },
    ];
  }

  /** Every app stays and is written anew: none goes, so that no moment is without it. */
  expectSafeReplacement(requests: readonly string[]): void {
    const writes = requests.filter((request) => !this.isRead(request));
    expect(writes.length).toBeGreaterThan(1);
    for (const write of writes) expect(write).toMatch(/^PUT \/admin\/v1\/Apps\//);
  }

  async hideKeys(): Promise<string> {
    await this.sandbox.control.call('domain/jwks', { mode: 'html' });
    return 'jwks.not_json';
  }

  showKeys(): Promise<unknown> {
    return this.sandbox.control.call('domain/jwks', { mode: 'normal' });
  }

  /** What a new domain is like: only those who sign in may read them. */
  async closeKeys(): Promise<string> {
    await this.publish(false);
    return 'jwks.needs_sign_in';
  }

  readonly wrongKey = {
    environment: { OCI_fingerprint: '00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff' },
    code: 'oci.domain.credentials',
  };

  openKeys(): Promise<unknown> {
    return this.publish(true);
  }

  async withdrawRight() {
    const { userId, fingerprint, privateKeyPath } = await this.sandbox.control.call<{
      userId: string;
      fingerprint: string;
      privateKeyPath: string;
    }>('domain/reader');
    return {
      named: ['[oci.domain.no_right]', 'Identity Domain Administrator'],
      environment: {
        OCI_user_ocid: userId,
        OCI_fingerprint: fingerprint,
        OCI_private_key_path: privateKeyPath,
      },
      giveBack: () => Promise.resolve(),
    };
  }

  private publish(isPublic: boolean): Promise<unknown> {
    return this.domain.replace('/Settings/Settings', 'signingCertPublicAccess', isPublic);
  }

  private async apps(): Promise<readonly AppObject[]> {
    return (await this.domain.administer('GET', '/Apps?count=1000'))['Resources'] as AppObject[];
  }

  private async pathOf(displayName: string): Promise<string> {
    const app = (await this.apps()).find((one) => one.displayName === displayName);
    if (!app) throw new Error(`the domain has no app ${displayName}`);
    return `/Apps/${app.id}`;
  }
}

function inWords({ displayName, audience = '-', scopes = [], allowedScopes = [] }: AppObject): string {
  const [own, allowed] = [scopes.map(({ value }) => value), allowedScopes.map(({ fqs }) => fqs)];
  return `${displayName} ${audience} ${list(own)} ${list(allowed)}`;
}
