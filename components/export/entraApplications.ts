import type { Json } from '../diagnose/collect/managementReader';
import { object, objects, text, texts } from '../diagnose/collect/readings';
import { given } from './given';
import type { LiveEntraApi, LiveEntraAssignment, LiveEntraClient, LiveEntraPermission } from './liveEntra';

/** The API of an answer of Graph, with what its service principal gives to whom. */
export function apiOf(
  application: Json,
  principal: Json | undefined,
  assignments: readonly Json[],
): LiveEntraApi {
  const api = object(application.api) ?? {};
  return {
    ...given({ principalId: text(principal?.id) }),
    id: text(application.id) ?? '',
    clientId: text(application.appId) ?? '',
    name: text(application.displayName) ?? '',
    assignmentRequired: principal?.appRoleAssignmentRequired === true,
    // Null is 1 (facts/entra.md 2.2).
    tokenVersion: api.requestedAccessTokenVersion === 2 ? 2 : 1,
    signInAudience: text(application.signInAudience) ?? '',
    identifierUris: texts(application.identifierUris),
    mappedClaims: api.acceptMappedClaims === true,
    roles: objects(application.appRoles).map(permissionOf),
    scopes: objects(api.oauth2PermissionScopes).map(permissionScopeOf),
    people: assignments
      .filter(({ principalType }) => principalType !== 'ServicePrincipal')
      .map(({ principalDisplayName }) => text(principalDisplayName) ?? ''),
  };
}

function permissionOf(permission: Json): LiveEntraPermission {
  const { id, value, displayName, description, isEnabled, allowedMemberTypes, type } = permission;
  return {
    id: text(id) ?? '',
    value: text(value) ?? '',
    displayName: text(displayName) ?? text(permission.adminConsentDisplayName) ?? '',
    description: text(description) ?? text(permission.adminConsentDescription) ?? '',
    enabled: isEnabled !== false,
    memberTypes: texts(allowedMemberTypes),
    adminOnly: type === 'Admin',
  };
}

function permissionScopeOf(scope: Json): LiveEntraPermission {
  return {
    ...permissionOf(scope),
    userConsent: {
      displayName: text(scope.userConsentDisplayName) ?? '',
      description: text(scope.userConsentDescription) ?? '',
    },
  };
}

/**
 * A client of an answer of Graph.
 *
 * @param application Absent: it is registered in another directory, and only its service principal is here.
 * @param assignments Those that it has of the API.
 */
export function clientOf(
  application: Json | undefined,
  principal: Json | undefined,
  assignments: readonly Json[],
  api: LiveEntraApi,
): LiveEntraClient {
  const { web, spa, publicClient, requiredResourceAccess } = application ?? {};
  const asked = objects(requiredResourceAccess)
    .filter(({ resourceAppId }) => isSameId(text(resourceAppId), api.clientId))
    .flatMap(({ resourceAccess }) => objects(resourceAccess))
    .filter(({ type }) => type === 'Scope');
  return {
    ...given({
      id: text(application?.id),
      principalId: text(principal?.id),
      description: text(application?.description) || undefined,
    }),
    clientId: text(application?.appId) ?? text(principal?.appId) ?? '',
    name: text(application?.displayName) ?? text(principal?.displayName) ?? '',
    enabled: principal?.accountEnabled !== false,
    signInAudience: text(application?.signInAudience) ?? '',
    assignments: assignments.map((one) => assignmentOf(one, api)),
    scopes: asked.map(({ id }) => valueOf(api.scopes, text(id) ?? '')),
    redirectUris: texts(object(web)?.redirectUris),
    publicRedirectUris: [spa, publicClient].flatMap((platform) => texts(object(platform)?.redirectUris)),
  };
}

function assignmentOf({ id, appRoleId }: Json, { roles }: LiveEntraApi): LiveEntraAssignment {
  return { id: text(id) ?? '', role: valueOf(roles, text(appRoleId) ?? '') };
}

function valueOf(permissions: readonly LiveEntraPermission[], id: string): string {
  return permissions.find((one) => isSameId(one.id, id))?.value || id;
}

/** A GUID has no case. */
export function isSameId(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}
