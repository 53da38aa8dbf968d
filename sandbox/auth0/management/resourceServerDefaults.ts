import type { JsonObject } from '../../identity/json';
import type { ResourceServer } from '../tenantState';

/** What an API has when nothing but its identifier was sent (facts/auth0.md 2.2). Lifetimes in seconds. */
export function resourceServerDefaults(): JsonObject &
  Pick<ResourceServer, 'subject_type_authorization' | 'token_lifetime' | 'signing_alg'> {
  return {
    allow_offline_access: false,
    skip_consent_for_verifiable_first_party_clients: false,
    subject_type_authorization: {
      client: { policy: 'require_client_grant' },
      user: { policy: 'allow_all' },
    },
    token_lifetime: 86400,
    token_lifetime_for_web: 7200,
    signing_alg: 'RS256',
  };
}

/** Order of the members in every answer; `token_dialect`, `scopes` and the rest follow as they were sent. */
export const RESOURCE_SERVER_ORDER: readonly string[] = [
  'id',
  'name',
  'identifier',
  'allow_offline_access',
  'skip_consent_for_verifiable_first_party_clients',
  'subject_type_authorization',
  'token_lifetime',
  'token_lifetime_for_web',
  'signing_alg',
  'enforce_policies',
];

/** A partly sent policy keeps the other half ([?]: only whole objects and the default are recorded). */
export function mergeSubjectTypes(
  stored: ResourceServer['subject_type_authorization'],
  sent: JsonObject,
): ResourceServer['subject_type_authorization'] {
  return {
    client: { ...stored.client, ...(sent.client as JsonObject | undefined) },
    user: { ...stored.user, ...(sent.user as JsonObject | undefined) },
  };
}
