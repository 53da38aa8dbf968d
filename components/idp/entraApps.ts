import type { ApplicationArgs } from '@pulumi/azuread/application';
import type * as pulumi from '@pulumi/pulumi';
import type { EntraAdoptedApi } from './entraAdoption';
import { memberTypes, type EntraMode } from './entraMode';
import { permissionId, permissionsOf, type Permission } from './entraPermissions';
import { isForPeople, type ApiRequest, type ClientRequest } from './identityProvider';

type Inputs = Omit<ApplicationArgs, 'notes' | 'owners'>;

/** One directory: a profile trusts one issuer, so that tokens of other directories are refused anyway. */
export const SIGN_IN_AUDIENCE = 'AzureADMyOrg';

/**
 * The API: an application whose tokens are of version 2, with app roles in role mode, and with permission scopes where people sign in.
 * Without an identifier URI: that would fight with a resource of its own for it (facts/entra.md 1.4), and machines need none.
 */
export function apiApplication(args: {
  readonly displayName: string;
  readonly scopes: ApiRequest['scopes'];
  readonly clients: ApiRequest['clients'];
  readonly mode: EntraMode;
  /** One that is taken over keeps the roles and scopes that the mode alone would not ask for. */
  readonly existing?: EntraAdoptedApi | undefined;
}): Inputs {
  const { displayName, scopes, clients, mode, existing } = args;
  const people = Object.values(clients).some(isForPeople);
  const offered = permissionsOf(scopes, 'scope', existing);
  const needed = people || mode === 'scope' ? offered : only(offered, existing?.scopes);
  const roles = mode === 'role' ? permissionsOf(scopes, mode, existing) : only(offered, existing?.roles);
  const types = [...new Set([...memberTypes(clients), ...(existing?.memberTypes ?? [])])];
  return {
    displayName,
    signInAudience: SIGN_IN_AUDIENCE,
    api: {
      requestedAccessTokenVersion: 2,
      ...(needed.length > 0 && { oauth2PermissionScopes: needed.map(permissionScope) }),
    },
    ...(roles.length > 0 && { appRoles: roles.map((permission) => appRole(permission, types)) }),
  };
}

function only(permissions: readonly Permission[], ids: Readonly<Record<string, string>> = {}): Permission[] {
  return permissions.filter(({ value }) => Object.hasOwn(ids, value));
}

function appRole({ value, id, displayName, description }: Permission, allowedMemberTypes: readonly string[]) {
  return { id, value, displayName, description, enabled: true, allowedMemberTypes: [...allowedMemberTypes] };
}

function permissionScope({ value, id, displayName, description }: Permission) {
  return {
    id,
    value,
    enabled: true,
    // Whoever signs in may consent for himself; which of them may do what is a matter of roles.
    type: 'User',
    adminConsentDisplayName: displayName,
    adminConsentDescription: description,
    userConsentDisplayName: displayName,
    userConsentDescription: description,
  };
}

/** A client of the API; what it declares to need is what an administrator sees and what a person is asked to consent to. */
export function clientApplication(
  client: ClientRequest,
  apiClientId: pulumi.Input<string>,
  existing?: EntraAdoptedApi,
): Inputs {
  const { displayName, redirectUris, scopes } = client;
  const type = isForPeople(client) ? 'Scope' : 'Role';
  return {
    displayName,
    signInAudience: SIGN_IN_AUDIENCE,
    ...(scopes.length > 0 && {
      requiredResourceAccesses: [
        {
          resourceAppId: apiClientId,
          resourceAccesses: scopes.map((scope) => ({ id: permissionId(scope, existing), type })),
        },
      ],
    }),
    ...(redirectUris !== undefined && { web: { redirectUris: [...redirectUris] } }),
  };
}
