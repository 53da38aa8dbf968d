/** What no source tells of a real tenant, so that tests can try either answer. Not part of the tenant's state. */
export interface TenantBehaviour {
  /** `error` of AADSTS501051, no role assigned where one is required: sources disagree (facts/entra.md 2.3). */
  unassignedError: 'invalid_grant' | 'invalid_client';
  /** Its status. */
  unassignedStatus: 400 | 401;
  /** Whether a user's request may name a scope as `<clientId>/<scope>`, as `<clientId>/.default` is (facts/entra.md 6). */
  clientIdScopes: boolean;
  /** Whether `acceptMappedClaims` alone, without a mapping, gives an application a key of its own (facts/entra.md 2.4). */
  mappedClaimsKey: boolean;
}

export function defaultBehaviour(): TenantBehaviour {
  return {
    unassignedError: 'invalid_grant',
    unassignedStatus: 400,
    clientIdScopes: true,
    mappedClaimsKey: true,
  };
}
