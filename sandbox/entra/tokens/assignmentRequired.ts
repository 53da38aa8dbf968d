import type { TenantContext } from '../tenantContext';
import type { Client } from './clientAuthentication';
import type { Resource } from './resourceScope';
import { EntraOAuthError } from './tokenErrors';

/** Where the API asks for an assignment, nobody without one gets a token. Throws EntraOAuthError. */
export function checkAssigned(
  { store, behaviour }: TenantContext,
  { application }: Client,
  { principal }: Resource,
  principalId: string,
): void {
  const { id, appId, appRoleAssignmentRequired } = principal.properties;
  if (!appRoleAssignmentRequired || store.assignmentsOf(principalId, id).length > 0) return;
  const client = application.properties;
  throw new EntraOAuthError(
    behaviour.unassignedStatus,
    behaviour.unassignedError,
    501051,
    `Application '${client.appId}'(${client.displayName}) is not assigned to a role for the application '${appId}'(${store.published(principal).displayName}).`,
  );
}
