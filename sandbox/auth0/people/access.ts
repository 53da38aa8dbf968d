import { applicableGrant, declaredScopes, namesOf, scopesOf } from '../grants';
import type { Client, ResourceServer, TenantUser } from '../tenantState';
import type { TenantStore } from '../tenantStore';
import { noGrant, serviceNotFound } from '../tokenErrors';

const OPENID_SCOPES = ['openid', 'profile', 'email', 'address', 'phone'];
const OFFLINE_ACCESS = 'offline_access';

/** Of the Management API people get only what is about themselves. */
const OWN_DATA = /:current_user(_|$)/;

/** What a request asks for, as it was sent. */
export interface AccessRequest {
  readonly audience: string | undefined;
  readonly scope: string | undefined;
}

/** What an application gets in the name of somebody. */
export interface Access {
  /** Undefined: none was named, so that the access token is opaque. */
  readonly api: ResourceServer | undefined;
  /** Those of OpenID Connect among them, in the order of the request. */
  readonly scopes: readonly string[];
}

/**
 * The API and the scopes of a request: what was asked for, as far as the API declares it, the client's grant has it and, under RBAC,
 * the user has the permission. What is left is not refused but dropped (docs-v2, application-access-to-apis-client-grants). [?] an
 * API is asked for no scope where the request names none. `user` undefined: before anybody has signed in. Throws TokenError.
 */
export function accessOf(
  { audience: sent, scope }: AccessRequest,
  client: Client,
  user: TenantUser | undefined,
  store: TenantStore,
): Access {
  const audience = sent ?? store.state.defaultAudience ?? store.userinfoAudience;
  const api = audience === store.userinfoAudience ? undefined : store.resourceServerOfAudience(audience);
  if (!api && audience !== store.userinfoAudience) throw serviceNotFound(audience);
  const allowed = api ? allowedScopes(api, client, user, store) : [];
  const mayRefresh =
    client.grant_types.includes('refresh_token') && (!api || api.allow_offline_access === true);
  const granted = namesOf(scope).filter((name) =>
    name === OFFLINE_ACCESS ? mayRefresh : OPENID_SCOPES.includes(name) || allowed.includes(name),
  );
  return { api, scopes: granted };
}

export function isOpenid({ scopes }: Access): boolean {
  return scopes.includes('openid');
}

export function isOffline({ scopes }: Access): boolean {
  return scopes.includes(OFFLINE_ACCESS);
}

/** The permissions of a user for an API, whether or not they were asked for: the claim `permissions`. */
export function permissionsOf(user: TenantUser, api: ResourceServer): string[] {
  return user.permissions[api.identifier] ?? [];
}

/** Throws TokenError for a client that may not call the API for people at all. */
function allowedScopes(
  api: ResourceServer,
  client: Client,
  user: TenantUser | undefined,
  store: TenantStore,
): string[] {
  const { policy } = api.subject_type_authorization.user;
  const grant = applicableGrant(client, api, 'user', store);
  // Third-party applications need a grant whatever the policy says (docs-v2, api-access-policies-for-applications).
  const needsGrant = policy === 'require_client_grant' || !client.is_first_party;
  if (policy === 'deny_all' || (needsGrant && !grant)) throw noGrant(client.client_id, api.identifier);
  const declared = declaredScopes(api).filter((name) => api.is_system !== true || OWN_DATA.test(name));
  // [?] whether a grant narrows anything under allow_all: here it does not.
  const ofGrant = needsGrant && grant ? scopesOf(grant, api) : declared;
  const ofUser =
    user && api.enforce_policies === true ? new Set(permissionsOf(user, api)) : new Set(declared);
  return declared.filter((name) => ofGrant.includes(name) && ofUser.has(name));
}
