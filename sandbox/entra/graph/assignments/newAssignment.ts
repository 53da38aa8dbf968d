import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../../../identity/json';
import type { AppRoleAssignment, ServicePrincipal } from '../../tenantState';
import { isSame, type TenantStore } from '../../tenantStore';
import { secondsOf } from '../applications/newApplication';
import { badRequest } from '../graphError';
import { requiredText } from '../odata/body';

/** Assigns without any role, where an API has none. */
const DEFAULT_ROLE = '00000000-0000-0000-0000-000000000000';

/** Checks an assignment and makes it. Throws GraphError. */
export function newAssignment(
  body: JsonObject,
  resource: ServicePrincipal,
  store: TenantStore,
  now: Date,
): AppRoleAssignment {
  const principalId = requiredText(body, 'principalId');
  const appRoleId = requiredText(body, 'appRoleId').toLowerCase();
  const resourceId = resource.properties.id;
  if (requiredText(body, 'resourceId') !== resourceId) throw badRequest('Not a valid reference update.'); // [?]
  const type = principalType(store, principalId);
  if (type === undefined) throw badRequest('Not a valid reference update.');
  checkRole(appRoleId, resource, type === 'User' ? 'User' : 'Application', store);
  if (store.assignmentsOf(principalId, resourceId).some((one) => one.appRoleId === appRoleId))
    throw badRequest('EntitlementGrant entry already exists.');
  return {
    id: randomBytes(32).toString('base64url'),
    appRoleId,
    principalId,
    resourceId,
    createdDateTime: secondsOf(now),
  };
}

/** An assignment as Graph shows it. */
export function shownAssignment(assignment: AppRoleAssignment, store: TenantStore): JsonObject {
  const { principalId, resourceId } = assignment;
  const resource = store.servicePrincipal(resourceId);
  return {
    ...assignment,
    deletedDateTime: null,
    principalDisplayName: displayName(store, principalId),
    principalType: principalType(store, principalId),
    resourceDisplayName: resource ? store.published(resource).displayName : null,
  };
}

function checkRole(
  appRoleId: string,
  resource: ServicePrincipal,
  member: 'User' | 'Application',
  store: TenantStore,
): void {
  if (appRoleId === DEFAULT_ROLE) return;
  const { appRoles } = store.published(resource);
  const role = appRoles.find(({ id }) => isSame(id, appRoleId));
  // [?] the wordings
  if (!role)
    throw badRequest(
      `Permission being assigned was not found on application '${resource.properties.appId}'.`,
    );
  if (!role.isEnabled || !role.allowedMemberTypes.includes(member))
    throw badRequest(`Permission being assigned cannot be assigned to a principal of type ${member}.`);
}

function principalType(store: TenantStore, id: string): 'User' | 'ServicePrincipal' | undefined {
  if (store.user(id)) return 'User';
  return store.servicePrincipal(id) ? 'ServicePrincipal' : undefined;
}

function displayName(store: TenantStore, id: string): string | null {
  const principal = store.servicePrincipal(id);
  return store.user(id)?.displayName ?? (principal ? store.published(principal).displayName : null);
}
