import { request } from 'undici';
import type { Requests } from '../requests';
import type { TestSandbox } from '../sandbox';
import type { ClientCredentials } from './identityProvider';

interface Permission {
  readonly id: string;
  readonly value: string;
  readonly isEnabled: boolean;
}
export interface ApplicationObject {
  /** Object id. */
  readonly id: string;
  /** Client id. */
  readonly appId: string;
  readonly displayName: string;
  readonly notes: string | null;
  readonly identifierUris: readonly string[];
  readonly api: {
    readonly requestedAccessTokenVersion: number | null;
    readonly oauth2PermissionScopes: readonly Permission[];
  };
  readonly appRoles: readonly Permission[];
  readonly requiredResourceAccess: readonly {
    readonly resourceAppId: string;
    readonly resourceAccess: readonly { readonly id: string }[];
  }[];
  readonly passwordCredentials: readonly { readonly keyId: string }[];
}
export interface PrincipalObject {
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
  readonly accountEnabled: boolean;
  readonly appRoleAssignmentRequired: boolean;
}
export interface AssignmentObject {
  readonly principalId: string;
  readonly resourceId: string;
  readonly appRoleId: string;
}
export interface DirectoryObjects {
  readonly applications: readonly ApplicationObject[];
  readonly principals: readonly PrincipalObject[];
  readonly assignments: readonly AssignmentObject[];
}
export interface TokenAnswer {
  readonly access_token?: string;
  readonly error_description?: string;
  readonly error_codes?: readonly number[];
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

const GRAPH = '00000003-0000-0000-c000-000000000000';

/** The directory as an administrator sees it in Microsoft Graph, and the token endpoint as a client does. */
export class TestDirectory {
  /** Below it are the endpoints of the directory; no slash at its end. */
  readonly login: string;
  private readonly graph: string;

  constructor(
    private readonly sandbox: TestSandbox,
    private readonly requests: Requests,
  ) {
    const { ARM_METADATA_HOSTNAME: host = '', ARM_TENANT_ID: tenant = '' } = sandbox.environment;
    this.login = `https://${host}/${tenant}`;
    this.graph = `https://${host}/graph`;
  }

  /** What the token endpoint says to a machine that asks for its roles of an API. */
  async askForToken({ clientId, clientSecret }: ClientCredentials, resource: string): Promise<TokenAnswer> {
    const { body } = await request(`${this.login}/oauth2/v2.0/token`, {
      method: 'POST',
      dispatcher: this.requests.dispatcher,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        scope: `${resource}/.default`,
      }).toString(),
    });
    return (await body.json()) as TokenAnswer;
  }

  /** A call of Microsoft Graph as the operator. Throws on a refusal. */
  async manage<T>(method: Method, path: string, content?: unknown): Promise<T> {
    const { environment } = this.sandbox;
    const operator = {
      clientId: environment['ARM_CLIENT_ID'] ?? '',
      clientSecret: environment['ARM_CLIENT_SECRET'] ?? '',
    };
    const { access_token: token } = await this.askForToken(operator, this.graph);
    return this.requests.json(method, `${this.graph}/v1.0/${path}`, content, token);
  }

  /** What the directory has beyond what it came with. */
  async objects(): Promise<DirectoryObjects> {
    const list = async <T>(path: string): Promise<T[]> =>
      (await this.manage<{ value: T[] }>('GET', `${path}?$top=999`)).value;
    const seeded = [GRAPH, this.sandbox.environment['ARM_CLIENT_ID']];
    const ownOf = <T extends { readonly appId: string }>(all: readonly T[]): T[] =>
      all.filter(({ appId }) => !seeded.includes(appId));
    const principals = ownOf(await list<PrincipalObject>('servicePrincipals'));
    const assignments: AssignmentObject[] = [];
    for (const { id } of principals)
      assignments.push(...(await list<AssignmentObject>(`servicePrincipals/${id}/appRoleAssignedTo`)));
    return { applications: ownOf(await list<ApplicationObject>('applications')), principals, assignments };
  }

  /** Throws unless there is just one of this name. */
  async application(displayName: string): Promise<ApplicationObject> {
    return onlyOne((await this.objects()).applications, displayName);
  }

  async change(displayName: string, members: object): Promise<void> {
    const { id } = await this.application(displayName);
    await this.manage('PATCH', `applications/${id}`, members);
  }

  async changePrincipal(displayName: string, members: object): Promise<void> {
    await this.manage('PATCH', `servicePrincipals/${await this.principal(displayName)}`, members);
  }

  async removePrincipal(displayName: string): Promise<void> {
    await this.manage('DELETE', `servicePrincipals/${await this.principal(displayName)}`);
  }

  /** Takes the roles of an API from a client, both by client id. */
  removeAssignments(api: string, client: string): Promise<unknown> {
    return this.sandbox.control.call('entra/removeAssignments', { api, client });
  }

  async removePasswords(displayName: string): Promise<void> {
    const { id, passwordCredentials } = await this.application(displayName);
    for (const { keyId } of passwordCredentials)
      await this.manage('POST', `applications/${id}/removePassword`, { keyId });
  }

  /** Disabled first, with the scope of its name: one that is enabled cannot be removed (facts/entra.md 1.4, 1.6). */
  async removeRole(displayName: string, value: string): Promise<void> {
    const { id, appRoles, api } = await this.application(displayName);
    const without = (all: readonly Permission[]) =>
      all.map((one) => (one.value === value ? { ...one, isEnabled: false } : one));
    const scopes = without(api.oauth2PermissionScopes);
    await this.manage('PATCH', `applications/${id}`, {
      appRoles: without(appRoles),
      api: { oauth2PermissionScopes: scopes },
    });
    await this.manage('PATCH', `applications/${id}`, {
      appRoles: appRoles.filter((one) => one.value !== value),
    });
  }

  private async principal(displayName: string): Promise<string> {
    return onlyOne((await this.objects()).principals, displayName).id;
  }
}

function onlyOne<T extends { readonly displayName: string }>(all: readonly T[], name: string): T {
  const found = all.filter(({ displayName }) => displayName === name);
  const [one] = found;
  if (!one || found.length > 1) throw new Error(`the directory has ${found.length} objects ${name}`);
  return one;
}
