import { randomUUID } from 'node:crypto';
import { environmentCredentials } from '../../../../components/diagnose/collect/environmentCredentials';
import type { MintOptions } from '../../../../sandbox/identity/mintToken';
import type { ClientShape, Shape } from '../shape';
import type { Workbench } from '../workbench';
import type { Login, Mark, ProviderBench } from './identityProvider';
import { signIn } from './signIn';
import { appRole, permissionScope, TestDirectory } from './testDirectory';

/** The sandbox's directory, through Microsoft Graph. */
export class EntraBench implements ProviderBench {
  readonly kind = 'entra';
  readonly controlPart = 'entra';
  readonly credentials;
  /** For what this provider alone has. */
  readonly directory: TestDirectory;
  /** Audiences of the APIs in role mode. */
  private readonly byRole = new Set<string>();

  constructor(private readonly bench: Workbench) {
    const { tenantId, clientId, clientSecret, metadataHost } = bench.sandbox.running.entra;
    this.directory = new TestDirectory(bench);
    this.credentials = environmentCredentials({
      HOME: '/nonexistent',
      ARM_TENANT_ID: tenantId,
      ARM_CLIENT_ID: clientId,
      ARM_CLIENT_SECRET: clientSecret,
      ARM_METADATA_HOSTNAME: metadataHost,
    });
  }

  get issuer(): string {
    return `${this.directory.url}/v2.0`;
  }

  get jwksUrl(): string {
    return `${this.directory.url}/discovery/v2.0/keys`;
  }

  get tokenUrl(): string {
    return `${this.directory.url}/oauth2/v2.0/token`;
  }

  get settings() {
    return { kind: this.kind, tenantId: this.directory.tenantId, loginEndpoint: this.directory.origin };
  }

  moved(host: string) {
    const { entra } = this.credentials;
    return {
      settings: { ...this.settings, loginEndpoint: `https://${host}` },
      credentials: { ...(entra && { entra: { ...entra, cloud: { metadataHost: host } } }) },
    };
  }

  /** Tokens of machines carry roles alone, so that their API is one in role mode, each scope with a role of its name. */
  shaped(shape: Shape): Shape {
    const people = Object.values(shape.clients).every(({ redirectUris }) => redirectUris !== undefined);
    if (shape.authorisation.mode === 'scope' && people) return shape;
    const scopes = Object.entries(shape.scopes).map(([name, scope]) => [
      name,
      { ...scope, roles: [name, ...shape.roles] },
    ]);
    return {
      ...shape,
      authorisation:
        shape.authorisation.mode === 'role' ? shape.authorisation : { mode: 'role', roleClaim: '/roles' },
      scopes: Object.fromEntries(scopes) as Shape['scopes'],
    };
  }

  async createApi(name: string, _audience: string | undefined, shape: Shape): Promise<string> {
    const roles = [...new Set(Object.values(shape.scopes).flatMap((scope) => scope.roles ?? []))];
    const ids = new Map(roles.map((value) => [value, randomUUID()]));
    const people = Object.values(shape.clients).some(({ redirectUris }) => redirectUris !== undefined);
    const machines = Object.values(shape.clients).some(({ redirectUris }) => redirectUris === undefined);
    const memberTypes = [...(machines ? ['Application'] : []), ...(people ? ['User'] : [])];
    const { id, appId } = await this.directory.graph('POST', 'applications', {
      displayName: name,
      api: {
        requestedAccessTokenVersion: 2,
        oauth2PermissionScopes: people
          ? Object.keys(shape.scopes).map((value) => permissionScope(value, ids.get(value)))
          : [],
      },
      appRoles: roles.map((value) => appRole(value, memberTypes, ids.get(value))),
      ...shape.api,
    });
    const audience = String(appId);
    await this.directory.graph('POST', 'servicePrincipals', {
      appId,
      appRoleAssignmentRequired: shape.authorisation.mode === 'role',
    });
    if (shape.authorisation.mode === 'role') this.byRole.add(audience);
    if (people)
      await this.directory.graph('PATCH', `applications/${String(id)}`, {
        identifierUris: [`api://${audience}`],
      });
    if (shape.tokenLifetime !== undefined)
      await this.bench.control('entra/setTokenLifetime', { audience, seconds: shape.tokenLifetime });
    return audience;
  }

  async createClient(name: string, audience: string, { scopes, redirectUris }: ClientShape): Promise<Login> {
    const { id, appId } = await this.directory.graph('POST', 'applications', {
      displayName: name,
      ...(redirectUris && { web: { redirectUris: [...redirectUris] } }),
    });
    await this.directory.graph('POST', 'servicePrincipals', { appId });
    const { secretText } = await this.directory.graph('POST', `applications/${String(id)}/addPassword`, {});
    const login = { clientId: String(appId), clientSecret: String(secretText) };
    if (redirectUris === undefined) await this.directory.assign(login.clientId, audience, scopes);
    // To people an administrator gives roles by hand.
    else if (this.byRole.has(audience))
      for (const role of scopes)
        await this.bench.control('entra/assignRole', { api: audience, user: this.demoUser, role });
    return login;
  }

  async removeApi(audience: string): Promise<void> {
    await this.directory.graph('DELETE', await this.directory.applicationPath(audience));
  }

  /** Nobody can change a client id. */
  async changeAudience(from: string): Promise<void> {
    await this.removeApi(from);
    const { appId } = await this.directory.graph('POST', 'applications', { displayName: 'made anew' });
    await this.directory.graph('POST', 'servicePrincipals', { appId });
  }

  /** A role that stays keeps its id, and what is assigned with it. */
  async setApiScopes(audience: string, values: readonly string[]): Promise<void> {
    const before = await this.directory.roles(audience);
    await this.directory.setRoles(
      audience,
      values.map((value) => before.find((role) => role.value === value) ?? appRole(value, ['Application'])),
    );
  }

  async removeClient({ clientId }: Login): Promise<void> {
    await this.directory.graph('DELETE', await this.directory.applicationPath(clientId));
  }

  async setGranted({ clientId }: Login, audience: string, scopes: readonly string[] | null): Promise<void> {
    const path = `${await this.directory.principalPath(clientId)}/appRoleAssignments`;
    for (const { id } of await this.directory.list(path))
      await this.directory.graph('DELETE', `${path}/${String(id)}`);
    if (scopes) await this.directory.assign(clientId, audience, scopes);
  }

  setGrantTypes(): Promise<void> {
    return Promise.reject(new Error('a client of a directory has no grant types to choose'));
  }

  async createMarkedClient(displayName: string, { claim, resource }: Mark): Promise<void> {
    await this.directory.graph('POST', 'applications', {
      displayName,
      notes: `[pulumi-ords shop/dev#${claim} ${resource}]`,
    });
  }

  token(login: Login, audience: string, { scopes, redirectUris }: ClientShape): Promise<string | undefined> {
    const [redirectUri] = redirectUris ?? [];
    if (redirectUri === undefined) return this.directory.machineToken(login, `${audience}/.default`);
    const { settings } = this.bench.sandbox;
    return signIn(this.bench.http, {
      authorizeUrl: `${this.directory.url}/oauth2/v2.0/authorize`,
      tokenUrl: this.tokenUrl,
      client: login,
      redirectUri,
      scope: scopes.map((scope) => `api://${audience}/${scope}`).join(' '),
      user: { name: this.demoUser, password: settings.passwords.entraUser },
    });
  }

  subject({ clientId }: Login): Pick<MintOptions, 'sub' | 'claims'> {
    return {
      sub: randomUUID(),
      claims: { azp: clientId, tid: this.directory.tenantId, ver: '2.0', scope: null },
    };
  }

  async reset(): Promise<void> {
    await this.bench.control('entra/expireTokens', { enabled: false });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private get demoUser(): string {
    return this.bench.sandbox.running.entra.demoUser;
  }
}
