import { randomUUID } from 'node:crypto';
import { environmentCredentials } from '../../../../components/diagnose/collect/environmentCredentials';
import type { MintOptions } from '../../../../sandbox/identity/mintToken';
import type { ClientShape, Shape } from '../shape';
import type { Workbench } from '../workbench';
import type { Login, Mark, ProviderBench } from './identityProvider';
import { signIn } from './signIn';

type Body = Record<string, unknown>;
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

interface Role {
  readonly id: string;
  readonly value: string;
  readonly isEnabled: boolean;
}

/** The sandbox's directory, through Microsoft Graph. */
export class EntraBench implements ProviderBench {
  readonly kind = 'entra';
  readonly controlPart = 'entra';
  readonly credentials;
  /** Audiences of the APIs in role mode. */
  private readonly byRole = new Set<string>();

  constructor(private readonly bench: Workbench) {
    const { tenantId, clientId, clientSecret, metadataHost } = bench.sandbox.running.entra;
    this.credentials = environmentCredentials({
      HOME: '/nonexistent',
      ARM_TENANT_ID: tenantId,
      ARM_CLIENT_ID: clientId,
      ARM_CLIENT_SECRET: clientSecret,
      ARM_METADATA_HOSTNAME: metadataHost,
    });
  }

  get issuer(): string {
    return `${this.directory}/v2.0`;
  }

  get jwksUrl(): string {
    return `${this.directory}/discovery/v2.0/keys`;
  }

  get tokenUrl(): string {
    return `${this.directory}/oauth2/v2.0/token`;
  }

  get settings() {
    return { kind: this.kind, tenantId: this.tenantId, loginEndpoint: this.origin };
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
    const { id, appId } = await this.graph('POST', 'applications', {
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
    await this.graph('POST', 'servicePrincipals', {
      appId,
      appRoleAssignmentRequired: shape.authorisation.mode === 'role',
    });
    if (shape.authorisation.mode === 'role') this.byRole.add(audience);
    if (people)
      await this.graph('PATCH', `applications/${String(id)}`, { identifierUris: [`api://${audience}`] });
    if (shape.tokenLifetime !== undefined)
      await this.bench.control('entra/setTokenLifetime', { audience, seconds: shape.tokenLifetime });
    return audience;
  }

  async createClient(name: string, audience: string, { scopes, redirectUris }: ClientShape): Promise<Login> {
    const { id, appId } = await this.graph('POST', 'applications', {
      displayName: name,
      ...(redirectUris && { web: { redirectUris: [...redirectUris] } }),
    });
    await this.graph('POST', 'servicePrincipals', { appId });
    const { secretText } = await this.graph('POST', `applications/${String(id)}/addPassword`, {});
    const login = { clientId: String(appId), clientSecret: String(secretText) };
    if (redirectUris === undefined) await this.assign(login.clientId, audience, scopes);
    // To people an administrator gives roles by hand.
    else if (this.byRole.has(audience))
      for (const role of scopes)
        await this.bench.control('entra/assignRole', { api: audience, user: this.demoUser, role });
    return login;
  }

  async removeApi(audience: string): Promise<void> {
    await this.graph('DELETE', await this.applicationPath(audience));
  }

  /** Nobody can change a client id. */
  async changeAudience(from: string): Promise<void> {
    await this.removeApi(from);
    const { appId } = await this.graph('POST', 'applications', { displayName: 'made anew' });
    await this.graph('POST', 'servicePrincipals', { appId });
  }

  /** A role that stays keeps its id, and what is assigned with it. */
  async setApiScopes(audience: string, values: readonly string[]): Promise<void> {
    const before = await this.roles(audience);
    await this.setRoles(
      audience,
      values.map((value) => before.find((role) => role.value === value) ?? appRole(value, ['Application'])),
    );
  }

  /** Members of one app role of the API. */
  async changeRole(audience: string, value: string, members: Body): Promise<void> {
    const roles = await this.roles(audience);
    await this.setRoles(
      audience,
      roles.map((role) => (role.value === value ? { ...role, ...members } : role)),
    );
  }

  async changeApi(audience: string, members: Body): Promise<void> {
    await this.graph('PATCH', await this.applicationPath(audience), members);
  }

  async changeClient({ clientId }: Login, members: Body): Promise<void> {
    await this.graph('PATCH', await this.applicationPath(clientId), members);
  }

  async changePrincipal(clientId: string, members: Body): Promise<void> {
    await this.graph('PATCH', await this.principalPath(clientId), members);
  }

  async removePrincipal(clientId: string): Promise<void> {
    await this.graph('DELETE', await this.principalPath(clientId));
  }

  async removeClient({ clientId }: Login): Promise<void> {
    await this.graph('DELETE', await this.applicationPath(clientId));
  }

  async setGranted({ clientId }: Login, audience: string, scopes: readonly string[] | null): Promise<void> {
    const path = `${await this.principalPath(clientId)}/appRoleAssignments`;
    for (const { id } of await this.list(path)) await this.graph('DELETE', `${path}/${String(id)}`);
    if (scopes) await this.assign(clientId, audience, scopes);
  }

  setGrantTypes(): Promise<void> {
    return Promise.reject(new Error('a client of a directory has no grant types to choose'));
  }

  async createMarkedClient(displayName: string, { claim, resource }: Mark): Promise<void> {
    await this.graph('POST', 'applications', {
      displayName,
      notes: `[pulumi-ords shop/dev#${claim} ${resource}]`,
    });
  }

  /** Another secret, which ends then, in the place of those that a client has. */
  async replaceSecret(login: Login, endDateTime: Date): Promise<string> {
    const path = await this.applicationPath(login.clientId);
    const { passwordCredentials } = await this.graph('GET', path);
    for (const { keyId } of passwordCredentials as { keyId: string }[])
      await this.graph('POST', `${path}/removePassword`, { keyId });
    const { secretText } = await this.graph('POST', `${path}/addPassword`, {
      passwordCredential: { endDateTime: endDateTime.toISOString() },
    });
    return String(secretText);
  }

  token(login: Login, audience: string, { scopes, redirectUris }: ClientShape): Promise<string | undefined> {
    const [redirectUri] = redirectUris ?? [];
    if (redirectUri === undefined) return this.machineToken(login, `${audience}/.default`);
    const { settings } = this.bench.sandbox;
    return signIn(this.bench.http, {
      authorizeUrl: `${this.directory}/oauth2/v2.0/authorize`,
      tokenUrl: this.tokenUrl,
      client: login,
      redirectUri,
      scope: scopes.map((scope) => `api://${audience}/${scope}`).join(' '),
      user: { name: this.demoUser, password: settings.passwords.entraUser },
    });
  }

  async machineToken({ clientId, clientSecret }: Login, scope: string): Promise<string | undefined> {
    const result = await this.bench.http({
      url: this.tokenUrl,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        scope,
      }).toString(),
    });
    if (!result.ok) throw new Error(`the directory does not answer: ${result.failure.detail}`);
    if (result.answer.status !== 200) return undefined;
    return (JSON.parse(result.answer.body) as { access_token: string }).access_token;
  }

  subject({ clientId }: Login): Pick<MintOptions, 'sub' | 'claims'> {
    return { sub: randomUUID(), claims: { azp: clientId, tid: this.tenantId, ver: '2.0', scope: null } };
  }

  async reset(): Promise<void> {
    await this.bench.control('entra/expireTokens', { enabled: false });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private get tenantId(): string {
    return this.bench.sandbox.running.entra.tenantId;
  }

  private get demoUser(): string {
    return this.bench.sandbox.running.entra.demoUser;
  }

  private get origin(): string {
    return this.bench.sandbox.entra.url;
  }

  private get directory(): string {
    return `${this.origin}/${this.tenantId}`;
  }

  private async assign(clientId: string, audience: string, values: readonly string[]): Promise<void> {
    const principalId = await this.principalId(clientId);
    const resourceId = await this.principalId(audience);
    const roles = await this.roles(audience);
    for (const { id } of roles.filter(({ value }) => values.includes(value)))
      await this.graph('POST', `servicePrincipals/${resourceId}/appRoleAssignedTo`, {
        principalId,
        resourceId,
        appRoleId: id,
      });
  }

  private async roles(audience: string): Promise<Role[]> {
    return (await this.graph('GET', await this.applicationPath(audience)))['appRoles'] as Role[];
  }

  /** Entra changes or takes away what is disabled only. */
  private async setRoles(audience: string, roles: readonly object[]): Promise<void> {
    const path = await this.applicationPath(audience);
    const disabled = (await this.roles(audience)).map((role) => ({ ...role, isEnabled: false }));
    await this.graph('PATCH', path, { appRoles: disabled });
    await this.graph('PATCH', path, { appRoles: roles });
  }

  private async applicationPath(appId: string): Promise<string> {
    return `applications/${await this.idOf('applications', appId)}`;
  }

  private async principalPath(appId: string): Promise<string> {
    return `servicePrincipals/${await this.principalId(appId)}`;
  }

  private principalId(appId: string): Promise<string> {
    return this.idOf('servicePrincipals', appId);
  }

  private async idOf(collection: string, appId: string): Promise<string> {
    const query = new URLSearchParams({ $filter: `appId eq '${appId}'`, $select: 'id' });
    const [found] = await this.list(`${collection}?${query.toString()}`);
    if (!found) throw new Error(`the directory has no ${collection} of ${appId}`);
    return String(found['id']);
  }

  private async list(path: string): Promise<Body[]> {
    return (await this.graph('GET', path))['value'] as Body[];
  }

  /** A call of Graph as the operator. Throws on a refusal. */
  private async graph(method: Method, path: string, content?: unknown): Promise<Body> {
    const token = await this.machineToken(this.bench.sandbox.running.entra, `${this.origin}/graph/.default`);
    const result = await this.bench.http({
      url: `${this.origin}/graph/v1.0/${path}`,
      method,
      headers: { authorization: `Bearer ${token ?? ''}`, 'content-type': 'application/json' },
      ...(content !== undefined && { body: JSON.stringify(content) }),
    });
    if (!result.ok || result.answer.status >= 400)
      throw new Error(`${method} ${path}: ${JSON.stringify(result)}`);
    return (result.answer.body === '' ? {} : JSON.parse(result.answer.body)) as Body;
  }
}

function appRole(value: string, allowedMemberTypes: readonly string[], id: string = randomUUID()) {
  return { id, value, displayName: value, description: value, allowedMemberTypes, isEnabled: true };
}

/** One name for a role and a scope takes one id and one text (facts/entra.md 1.4). */
function permissionScope(value: string, id: string = randomUUID()) {
  return {
    id,
    value,
    type: 'User',
    isEnabled: true,
    adminConsentDisplayName: value,
    adminConsentDescription: value,
  };
}
