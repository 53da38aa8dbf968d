/** Who gets tokens of an Auth0 API for people (`subject_type_authorization.user.policy`, facts/auth0.md 2.2). */
export type Auth0UserPolicy = 'allow_all' | 'deny_all' | 'require_client_grant';

/**
 * What a ProtectedApi declares of its API. Auth0's own default is `allow_all`: every application of the tenant gets tokens with all scopes
 * of the API for whoever signs in to it, and ORDS takes them.
 *
 * @param clients Those of the API: people sign in to one that has redirect URIs.
 */
export function userPolicyOf(
  clients: readonly { readonly redirectUris?: readonly string[] }[],
): Auth0UserPolicy {
  return clients.some(({ redirectUris }) => redirectUris !== undefined) ? 'require_client_grant' : 'deny_all';
}
