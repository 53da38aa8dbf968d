import { randomUUID } from 'node:crypto';
import type { Workbench } from '../workbench';
import type { Login } from './identityProvider';

export type Body = Record<string, unknown>;
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

interface Role {
  readonly id: string;
  readonly value: string;
  readonly isEnabled: boolean;
}

/** The sandbox's directory with the hands of its operator: what is asked of Microsoft Graph, by client ids. */
export class TestDirectory {
  constructor(private readonly bench: Workbench) {}

  get tenantId(): string {
    return this.bench.sandbox.running.entra.tenantId;
  }

  get origin(): string {
    return this.bench.sandbox.entra.url;
  }

  /** Below what its endpoints are. */
  get url(): string {
    return `${this.origin}/${this.tenantId}`;
  }

  /** Members of one app role of the API. */
  async changeRole(audience: string, value: string, members: Body): Promise<void> {
    const roles = await this.roles(audience);
    await this.setRoles(
      audience,
      roles.map((role) => (role.value === value ? { ...role, ...members } : role)),
    );
  }

  async changeApplication(appId: string, members: Body): Promise<void> {
    await this.graph('PATCH', await this.applicationPath(appId), members);
  }

  async changePrincipal(clientId: string, members: Body): Promise<void> {
    await this.graph('PATCH', await this.principalPath(clientId), members);
  }

  async removePrincipal(clientId: string): Promise<void> {
    await this.graph('DELETE', await this.principalPath(clientId));
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

  async machineToken({ clientId, clientSecret }: Login, scope: string): Promise<string | undefined> {
    const result = await this.bench.http({
      url: `${this.url}/oauth2/v2.0/token`,
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

  async assign(clientId: string, audience: string, values: readonly string[]): Promise<void> {
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

  async roles(audience: string): Promise<Role[]> {
    return (await this.graph('GET', await this.applicationPath(audience)))['appRoles'] as Role[];
  }

  /** Entra changes or takes away what is disabled only. */
  async setRoles(audience: string, roles: readonly object[]): Promise<void> {
    const path = await this.applicationPath(audience);
    const disabled = (await this.roles(audience)).map((role) => ({ ...role, isEnabled: false }));
    await this.graph('PATCH', path, { appRoles: disabled });
    await this.graph('PATCH', path, { appRoles: roles });
  }

  async applicationPath(appId: string): Promise<string> {
    return `applications/${await this.idOf('applications', appId)}`;
  }

  async principalPath(appId: string): Promise<string> {
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

  async list(path: string): Promise<Body[]> {
    return (await this.graph('GET', path))['value'] as Body[];
  }

  /** A call of Graph as the operator. Throws on a refusal. */
  async graph(method: Method, path: string, content?: unknown): Promise<Body> {
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

export function appRole(value: string, allowedMemberTypes: readonly string[], id: string = randomUUID()) {
  return { id, value, displayName: value, description: value, allowedMemberTypes, isEnabled: true };
}

/** One name for a role and a scope takes one id and one text (facts/entra.md 1.4). */
export function permissionScope(value: string, id: string = randomUUID()) {
  return {
    id,
    value,
    type: 'User',
    isEnabled: true,
    adminConsentDisplayName: value,
    adminConsentDescription: value,
  };
}
