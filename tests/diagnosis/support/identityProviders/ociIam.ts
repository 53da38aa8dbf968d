import { environmentCredentials } from '../../../../components/diagnose/collect/environmentCredentials';
import type { MintOptions } from '../../../../sandbox/identity/mintToken';
import { TestDomain } from '../../../e2e/support/domain';
import type { ClientShape, Shape } from '../shape';
import type { Workbench } from '../workbench';
import { putGroupsClaim, removeClaims } from './customClaims';
import type { Login, Mark, ProviderBench } from './identityProvider';
import { signIn } from './signIn';

type Body = Record<string, unknown>;

const APP = 'urn:ietf:params:scim:schemas:oracle:idcs:App';
const SETTINGS = '/Settings/Settings';
/** The same for every domain. */
const ISSUER = 'https://identity.oraclecloud.com/';

/** The sandbox's default identity domain, through its administration API. */
export class OciIamBench implements ProviderBench {
  readonly kind = 'oci-iam';
  readonly controlPart = 'domain';
  readonly issuer = ISSUER;
  readonly credentials;

  private constructor(
    private readonly bench: Workbench,
    private readonly domain: TestDomain,
  ) {
    this.credentials = environmentCredentials(operatorEnvironment(bench));
  }

  static async open(bench: Workbench): Promise<OciIamBench> {
    const { ca, controls: control } = bench;
    const environment = operatorEnvironment(bench);
    return new OciIamBench(bench, await TestDomain.open({ ca, control, environment }));
  }

  get jwksUrl(): string {
    return `${this.domain.url}/admin/v1/SigningCert/jwk`;
  }

  get tokenUrl(): string {
    return `${this.domain.url}/oauth2/v1/token`;
  }

  get settings() {
    return { kind: this.kind, domainUrl: this.domain.url };
  }

  moved(host: string) {
    return { settings: { ...this.settings, domainUrl: `https://${host}` }, credentials: this.credentials };
  }

  async createApi(
    name: string,
    wished: string | undefined,
    { scopes, api, tokenLifetime, authorisation }: Shape,
  ): Promise<string> {
    const audience = wished ?? `https://api.example.com/${name}/`;
    await this.createApp(name, {
      isOAuthResource: true,
      audience,
      scopes: Object.keys(scopes).map((value) => ({ value })),
      ...(tokenLifetime !== undefined && { accessTokenExpiry: tokenLifetime }),
      ...api,
    });
    if (authorisation.mode === 'role') await putGroupsClaim(this.domain, authorisation.roleClaim);
    return audience;
  }

  async createClient(name: string, audience: string, client: ClientShape): Promise<Login> {
    const { scopes, redirectUris } = client;
    const { name: clientId, clientSecret } = await this.createApp(name, {
      isOAuthClient: true,
      clientType: 'confidential',
      allowedGrants: redirectUris ? ['authorization_code', 'refresh_token'] : ['client_credentials'],
      allowedScopes: scopes.map((scope) => ({ fqs: audience + scope })),
      ...(redirectUris && { redirectUris }),
    });
    return { clientId: String(clientId), clientSecret: String(clientSecret) };
  }

  async removeApi(audience: string): Promise<void> {
    await this.remove(await this.apiPath(audience));
  }

  async changeAudience(from: string, to: string): Promise<void> {
    await this.changeApi(from, 'audience', to);
  }

  async setApiScopes(audience: string, scopes: readonly string[]): Promise<void> {
    await this.changeApi(
      audience,
      'scopes',
      scopes.map((value) => ({ value })),
    );
  }

  /** One attribute of a resource app. */
  async changeApi(audience: string, attribute: string, value: unknown): Promise<void> {
    await this.domain.replace(await this.apiPath(audience), attribute, value);
  }

  async removeClient(login: Login): Promise<void> {
    await this.remove(await this.clientPath(login));
  }

  async setGranted(login: Login, audience: string, scopes: readonly string[] | null): Promise<void> {
    await this.changeClient(
      login,
      'allowedScopes',
      (scopes ?? []).map((scope) => ({ fqs: audience + scope })),
    );
  }

  setGrantTypes(login: Login, grantTypes: readonly string[]): Promise<void> {
    return this.changeClient(login, 'allowedGrants', grantTypes);
  }

  /** One attribute of a client app. */
  async changeClient(login: Login, attribute: string, value: unknown): Promise<void> {
    await this.domain.replace(await this.clientPath(login), attribute, value);
  }

  async createMarkedClient(name: string, { claim, resource }: Mark): Promise<void> {
    const description = `Orders [pulumi-ords shop/dev#${claim} ${resource}]`;
    await this.createApp(name, { isOAuthClient: true, clientType: 'confidential', description });
  }

  async token(
    login: Login,
    audience: string,
    { scopes, redirectUris }: ClientShape,
  ): Promise<string | undefined> {
    const { clientId, clientSecret } = login;
    const asked = scopes.map((scope) => audience + scope).join(' ');
    const [redirectUri] = redirectUris ?? [];
    if (redirectUri !== undefined) return this.userToken(login, redirectUri, asked);
    try {
      return await this.domain.token(clientId, clientSecret, asked);
    } catch (error) {
      if (/^4\d\d \w+$/.test((error as Error).message)) return undefined;
      throw error;
    }
  }

  /** Of the user `demo`, in the group `orders_readers`; undefined when the sign-in is refused. */
  private userToken(client: Login, redirectUri: string, scope: string): Promise<string | undefined> {
    const { tokenUrl } = this;
    const authorizeUrl = `${this.domain.url}/oauth2/v1/authorize`;
    const { running, settings } = this.bench.sandbox;
    const user = { name: running.oci.demoUser, password: settings.passwords.domainUser };
    return signIn(this.bench.http, { authorizeUrl, tokenUrl, client, redirectUri, scope, user });
  }

  subject({ clientId }: Login): Pick<MintOptions, 'sub' | 'claims'> {
    return { sub: clientId, claims: { client_id: clientId, sub_type: 'client' } };
  }

  /** Who may read the keys: everybody, or only those who sign in. */
  async publishKeys(isPublic: boolean): Promise<void> {
    await this.domain.replace(SETTINGS, 'signingCertPublicAccess', isPublic);
  }

  /** What all of its tokens and the discovery document name from now on. */
  async setIssuer(issuer: string): Promise<void> {
    await this.domain.replace(SETTINGS, 'issuer', issuer);
  }

  removeClaims(): Promise<void> {
    return removeClaims(this.domain);
  }

  async reset(): Promise<void> {
    await this.publishKeys(true);
    await this.setIssuer(ISSUER);
    await this.removeClaims();
  }

  close(): Promise<void> {
    return this.domain.close();
  }

  private createApp(displayName: string, members: Body): Promise<Body> {
    return this.domain.administer('POST', '/Apps', {
      schemas: [APP],
      displayName,
      basedOnTemplate: { value: 'CustomWebAppTemplateId' },
      active: true,
      ...members,
    });
  }

  private async remove(path: string): Promise<void> {
    await this.domain.replace(path, 'active', false);
    await this.domain.administer('DELETE', path);
  }

  private apiPath(audience: string): Promise<string> {
    return this.appPath((app) => app['audience'] === audience);
  }

  private clientPath({ clientId }: Login): Promise<string> {
    return this.appPath((app) => app['name'] === clientId);
  }

  private async appPath(is: (app: Body) => boolean): Promise<string> {
    const apps = (await this.domain.administer('GET', '/Apps?count=1000'))['Resources'] as Body[];
    const app = apps.find(is);
    if (!app) throw new Error('the domain has no such app');
    return `/Apps/${String(app['id'])}`;
  }
}

/** What the operator of the sandbox has in the environment, and nothing else. */
function operatorEnvironment({ sandbox }: Workbench): Record<string, string> {
  const { domainUrl, tenancyId, userId, fingerprint, privateKeyPath } = sandbox.running.oci;
  return {
    HOME: '/nonexistent',
    OCI_IAM_DOMAIN_URL: domainUrl,
    OCI_tenancy_ocid: tenancyId,
    OCI_user_ocid: userId,
    OCI_fingerprint: fingerprint,
    OCI_private_key_path: privateKeyPath,
  };
}
