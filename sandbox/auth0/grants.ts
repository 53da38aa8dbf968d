import type { Client, ClientGrant, ResourceServer } from './tenantState';
import type { TenantStore } from './tenantStore';

/** Whom a token is about: the client itself, or somebody who signed in to it. */
export type SubjectType = 'client' | 'user';

/** Only grants of the subject type count; the client's own wins over the third-party default. */
export function applicableGrant(
  client: Client,
  api: ResourceServer,
  subjectType: SubjectType,
  { state }: TenantStore,
): ClientGrant | undefined {
  const grants = state.clientGrants.filter(
    (grant) => grant.audience === api.identifier && grant.subject_type === subjectType,
  );
  return (
    grants.find((grant) => grant.client_id === client.client_id) ??
    (client.is_first_party ? undefined : grants.find((grant) => grant.default_for === 'third_party_clients'))
  );
}

/** [?] a granted scope that the API no longer declares stays in the token, as it stays in the grant. */
export function scopesOf(grant: ClientGrant, api: ResourceServer): string[] {
  return grant.allow_all_scopes ? declaredScopes(api) : (grant.scope ?? []);
}

export function declaredScopes(api: ResourceServer): string[] {
  return (api.scopes ?? []).map(({ value }) => value);
}

/** The names of a `scope` parameter. */
export function namesOf(scope: string | undefined): string[] {
  return [...new Set(scope?.split(' ').filter((name) => name !== '') ?? [])];
}
