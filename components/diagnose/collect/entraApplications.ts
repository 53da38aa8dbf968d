import type { Manifest } from '../../manifest';
import type { AppRoleFacts, OwnKeyFacts, PermissionFacts } from '../entraFacts';
import type { ApiFacts, ClientFacts } from '../facts';
import { allMarkedApplications, READ_APPLICATIONS } from './entraMarked';
import type { Json, MarkedClient, ProviderObjects } from './managementReader';
import type { MicrosoftGraph } from './microsoftGraph';
import { object, objects, text, texts } from './readings';

const API_APPLICATION = ['id', 'appId', 'identifierUris', 'api', 'appRoles'];
const API_PRINCIPAL = ['id', 'appId', 'accountEnabled', 'appRoleAssignmentRequired', 'keyCredentials'];
/** Graph shows of a secret when it ends, never its text (facts/entra.md 1.3). */
const CLIENT_APPLICATION = ['id', 'appId', 'web', 'passwordCredentials'];
const CLIENT_PRINCIPAL = ['id', 'appId', 'accountEnabled'];

/** The applications of an API and of its clients, each with its service principal, and the roles that were assigned (facts/entra.md 1.2). */
export class EntraApplications implements ProviderObjects {
  constructor(private readonly graph: Pick<MicrosoftGraph, 'list'>) {}

  /** The application, its service principal under `principal`. */
  async findApi(audience: string): Promise<Json | undefined> {
    const [application, principal] = await Promise.all([
      this.find('applications', audience, API_APPLICATION),
      this.find('servicePrincipals', audience, API_PRINCIPAL),
    ]);
    return application && { ...application, principal };
  }

  apiFacts(application: Json): ApiFacts {
    const { appId, identifierUris } = application;
    const api = object(application.api);
    const principal = application.principal as Json | undefined;
    const roles = objects(application.appRoles).map(appRole);
    const scopes = objects(api?.oauth2PermissionScopes).map(permission);
    const enabled = [...roles, ...scopes].filter((one) => one.enabled).map(({ value }) => value);
    return {
      identifier: text(appId) ?? '',
      scopes: [...new Set(enabled)],
      // A directory signs with RS256 and writes the typ JWT; a token lives 60 to 90 minutes at random (facts/entra.md 2.2, 2.4).
      signingAlgorithm: undefined,
      tokenDialect: undefined,
      tokenLifetime: undefined,
      active: principal?.accountEnabled !== false,
      entra: {
        tokenVersion: api?.requestedAccessTokenVersion === 2 ? 2 : 1,
        identifierUris: texts(identifierUris),
        roles,
        scopes,
        ownKey: ownKey(api, principal),
        principal: principal ? { assignmentRequired: principal.appRoleAssignmentRequired === true } : null,
      },
    };
  }

  async client(
    _audience: string,
    { clientId, redirectUris }: Manifest['clients'][string],
    api: () => Promise<Json | undefined>,
  ): Promise<ClientFacts | null> {
    const [application, principal] = await Promise.all([
      this.find('applications', clientId, CLIENT_APPLICATION),
      this.find('servicePrincipals', clientId, CLIENT_PRINCIPAL),
    ]);
    if (!application) return null;
    // What a person may do was consented to at the sign-in; what the application declares of it decides nothing (facts/entra.md 1.6).
    const granted = redirectUris === undefined ? await this.assigned(principal, await api()) : undefined;
    return {
      clientId,
      ...(granted !== undefined && { grantedScopes: granted }),
      active: principal?.accountEnabled !== false,
      redirectUris: texts(object(application.web)?.redirectUris),
      entra: {
        hasPrincipal: principal !== undefined,
        secretEnds: objects(application.passwordCredentials).flatMap(
          ({ endDateTime }) => text(endDateTime) ?? [],
        ),
      },
    };
  }

  async markedClients(): Promise<MarkedClient[]> {
    const marked = await allMarkedApplications(this.graph);
    return marked.filter(({ isApi }) => !isApi).map(({ appId, owner }) => ({ clientId: appId, owner }));
  }

  /** An application and its service principal have the same client id, and a directory compares it without case. */
  private async find(path: string, appId: string, members: readonly string[]): Promise<Json | undefined> {
    const $filter = `appId eq '${appId.replaceAll("'", "''")}'`;
    const [found] = await this.graph.list(path, { $filter, $select: members.join(',') }, READ_APPLICATIONS);
    return found;
  }

  /** Values of the roles of an API that somebody has; null without any assignment, undefined where the API is hidden. */
  private async assigned(
    principal: Json | undefined,
    api: Json | undefined,
  ): Promise<string[] | null | undefined> {
    if (!api) return undefined;
    const resourceId = text((api.principal as Json | undefined)?.id);
    const id = text(principal?.id);
    if (id === undefined || resourceId === undefined) return null;
    // Without a filter: how Graph wants the id of a resource in one has no sure source, and a client has few.
    const all = await this.graph.list(`servicePrincipals/${id}/appRoleAssignments`, {}, READ_APPLICATIONS);
    const own = all.filter((assignment) => assignment.resourceId === resourceId);
    if (own.length === 0) return null;
    // A disabled role is said of the API, where it has to be mended.
    const values = new Map(
      objects(api.appRoles).map((role) => [text(role.id)?.toLowerCase(), text(role.value)]),
    );
    return own.flatMap(({ appRoleId }) => values.get(text(appRoleId)?.toLowerCase()) ?? []);
  }
}

function appRole(role: Json): AppRoleFacts {
  return { ...permission(role), memberTypes: texts(role.allowedMemberTypes) };
}

/** `value` may be null: such a one is in no token. */
function permission({ value, isEnabled }: Json): PermissionFacts {
  return { value: text(value) ?? '', enabled: isEnabled === true };
}

/** A key with the usage Sign is what an application's own signing key is (learn.microsoft.com, claims customization). */
function ownKey(api: Json | undefined, principal: Json | undefined): OwnKeyFacts {
  if (objects(principal?.keyCredentials).some(({ usage }) => usage === 'Sign')) return 'signing key';
  return api?.acceptMappedClaims === true ? 'accepts mapped claims' : 'none';
}
