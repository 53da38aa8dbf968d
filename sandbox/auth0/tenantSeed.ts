import { newClientId, newClientSecret, newGrantId, newResourceServerId, newUserId } from './identifiers';
import { MANAGEMENT_SCOPES, OPERATOR_SCOPES } from './management/scopes';
import { clientDefaults } from './management/clientDefaults';
import { resourceServerDefaults } from './management/resourceServerDefaults';
import { type FirstKeyPairs, newFirstKeyPairs } from '../identity/signingKeyPair';
import { createSigningKey } from './signingKeys';
import type { TenantState, TenantUser } from './tenantState';

export const MANAGEMENT_API_NAME = 'Auth0 Management API';
export const DEMO_USER_EMAIL = 'demo@example.com';
const MANAGEMENT_CLIENT_NAME = 'ords-sandbox operator';

/**
 * A new tenant: the Management API itself as system API, one application with a grant on it, two signing keys, the demo user.
 * The operator logs in by the same rules as every other application.
 */
export async function seedTenant(
  domain: string,
  demoPassword: string,
  now: Date,
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
    users: [demoUser(demoPassword, now)],
    refreshTokens: [],
  };
}

/** The one who can sign in to a new tenant. */
export function demoUser(password: string, now: Date): TenantUser {
  return {
    user_id: newUserId(),
    email: DEMO_USER_EMAIL,
    email_verified: true,
    name: 'Demo User',
    nickname: 'demo',
    updated_at: now.toISOString(),
    password,
    permissions: {},
  };
}
