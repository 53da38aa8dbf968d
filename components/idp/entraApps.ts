import type { ApplicationArgs } from '@pulumi/azuread/application';
import type * as pulumi from '@pulumi/pulumi';
import { memberTypes, type EntraMode } from './entraMode';
import { permissionId, permissionsOf, type Permission } from './entraPermissions';
import { isForPeople, type ApiRequest, type ClientRequest } from './identityProvider';

type Inputs = Omit<ApplicationArgs, 'notes' | 'owners'>;

/** One directory: a profile trusts one issuer, so that tokens of other directories are refused anyway. */
const SIGN_IN_AUDIENCE = 'AzureADMyOrg';

/**
 * The API: an application whose tokens are of version 2, with app roles in role mode, and with permission scopes where people sign in.
 * Without an identifier URI: that would fight with a resource of its own for it (facts/entra.md 1.4), and machines need none.
 */
export function apiApplication(args: {
  readonly displayName: string;
  readonly scopes: ApiRequest['scopes'];
  readonly clients: ApiRequest['clients'];
  readonly mode: EntraMode;
}): Inputs {
  const { displayName, scopes, clients, mode } = args;
  const people = Object.values(clients).some(isForPeople);
  return {
    displayName,
    signInAudience: SIGN_IN_AUDIENCE,
    api: {
      requestedAccessTokenVersion: 2,
      ...((people || mode === 'scope') && {
        oauth2PermissionScopes: permissionsOf(scopes, 'scope').map(permissionScope),
      }),
    },
    ...(mode === 'role' && {
      appRoles: permissionsOf(scopes, mode).map((permission) => appRole(permission, memberTypes(clients))),
    }),
  };
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
export function clientApplication(client: ClientRequest, apiClientId: pulumi.Input<string>): Inputs {
  const { displayName, redirectUris, scopes } = client;
  const type = isForPeople(client) ? 'Scope' : 'Role';
  return {
    displayName,
    signInAudience: SIGN_IN_AUDIENCE,
    ...(scopes.length > 0 && {
      requiredResourceAccesses: [
        {
          resourceAppId: apiClientId,
          resourceAccesses: scopes.map((scope) => ({ id: permissionId(scope), type })),
        },
      ],
    }),
    ...(redirectUris !== undefined && { web: { redirectUris: [...redirectUris] } }),
  };
}
