import { newClientId, newClientSecret, newGrantId, newResourceServerId } from './identifiers';
import { MANAGEMENT_SCOPES, OPERATOR_SCOPES } from './management/scopes';
import { clientDefaults } from './management/clientDefaults';
import { resourceServerDefaults } from './management/resourceServerDefaults';
import { type FirstKeyPairs, newFirstKeyPairs } from '../identity/signingKeyPair';
import { createSigningKey } from './signingKeys';
import type { TenantState } from './tenantState';

export const MANAGEMENT_API_NAME = 'Auth0 Management API';
const MANAGEMENT_CLIENT_NAME = 'ords-sandbox operator';

/**
 * A new tenant: the Management API itself as system API, one application with a grant on it, two signing keys.
 * The operator logs in by the same rules as every other application.
 */
export async function seedTenant(
  domain: string,
  pairs: FirstKeyPairs = newFirstKeyPairs(),
): Promise<TenantState> {
  const [current, next] = await Promise.all([
    createSigningKey(domain, 'current', pairs.current),
    createSigningKey(domain, 'next', pairs.next),
  ]);
  const audience = `https://${domain}/api/v2/`;
  const clientId = newClientId();
  return {
    version: 1,
    domain,
    defaultAudience: null,
    managementClientId: clientId,
    resourceServers: [
      {
        ...resourceServerDefaults(),
        id: newResourceServerId(),
        name: MANAGEMENT_API_NAME,
        identifier: audience,
        scopes: MANAGEMENT_SCOPES.map((scope) => ({ ...scope })),
        is_system: true,
      },
    ],
    clients: [
      {
        ...clientDefaults({ app_type: 'non_interactive', token_endpoint_auth_method: 'client_secret_post' }),
        name: MANAGEMENT_CLIENT_NAME,
        client_id: clientId,
        client_secret: newClientSecret(),
        app_type: 'non_interactive',
        token_endpoint_auth_method: 'client_secret_post',
        grant_types: ['client_credentials'],
      },
    ],
    clientGrants: [
      {
        id: newGrantId(),
        client_id: clientId,
        audience,
        scope: [...OPERATOR_SCOPES],
        subject_type: 'client',
      },
    ],
    credentials: [],
    signingKeys: [current, next],
  };
}
