import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import { issueAccessToken } from './accessToken';
import { authenticateClient } from './clientAuthentication';
import type { IssuingRules } from '../identity/issuingRules';
import type { JsonObject } from '../identity/json';
import { tokenParameters } from '../identity/tokenParameters';
import type { Client, ClientGrant, ResourceServer } from './tenantState';
import type { TenantStore } from './tenantStore';
import {
  grantTypeOff,
  invalidRequest,
  missingParameter,
  noAudience,
  noGrant,
  scopesNotGranted,
  unknownAudience,
  unsupportedGrantType,
} from './tokenErrors';

export const TOKEN_PATH = '/oauth/token';
const CLIENT_CREDENTIALS = 'client_credentials';

/** `POST /oauth/token` with client_credentials, as form or JSON (facts/auth0.md 3.2 and 3.3). */
export async function registerTokenEndpoint(
  app: FastifyInstance,
  store: TenantStore,
  rules: IssuingRules,
  clock: () => Date,
): Promise<void> {
  await app.register(async (scope) => {
    await scope.register(formbody); // inside this scope: the Management API takes JSON only
    registerRoute(scope, store, rules, clock);
  });
}

function registerRoute(
  app: FastifyInstance,
  store: TenantStore,
  rules: IssuingRules,
  clock: () => Date,
): void {
  app.post(TOKEN_PATH, async (request, reply) => {
    const parameters = tokenParameters(request.body, (name) =>
      invalidRequest(`Parameter must be sent once: ${name}`),
    );
    const grantType = parameters['grant_type'];
    if (grantType === undefined) throw missingParameter('grant_type');
    if (grantType !== CLIENT_CREDENTIALS) throw unsupportedGrantType(grantType);
    const now = clock();
    const client = await authenticateClient(request.headers.authorization, parameters, store, now);
    if (!client.grant_types.includes(CLIENT_CREDENTIALS)) throw grantTypeOff(CLIENT_CREDENTIALS);
    const api = requestedApi(parameters['audience'], store);
    const scopes = narrowed(grantedScopes(client, api, store), parameters['scope']);
    const { token, expiresIn } = await issueAccessToken(store, rules, api, client, scopes, now);
    reply.header('cache-control', 'no-store');
    return {
      access_token: token,
      token_type: 'Bearer',
      expires_in: expiresIn,
      ...(scopes.length > 0 ? { scope: scopes.join(' ') } : {}), // [?] whether always
    } satisfies JsonObject;
  });
}

function requestedApi(sent: string | undefined, store: TenantStore): ResourceServer {
  const audience = sent ?? store.state.defaultAudience;
  if (audience === null) throw noAudience();
  const api = store.resourceServerOfAudience(audience);
  if (!api) throw unknownAudience(audience);
  return api;
}

/** [?] deny_all answers like a missing grant: the sheet has no recording of it. */
function grantedScopes(client: Client, api: ResourceServer, store: TenantStore): string[] {
  const grant = applicableGrant(client, api, store);
  if (!grant || api.subject_type_authorization.client.policy === 'deny_all') {
    throw noGrant(client.client_id, api.identifier);
  }
  if (grant.allow_all_scopes) return (api.scopes ?? []).map(({ value }) => value);
  // [?] a granted scope that the API no longer declares stays in the token, as it stays in the grant.
  return grant.scope ?? [];
}

/** Only grants of the subject type `client`; the client's own wins over the third-party default. */
function applicableGrant(client: Client, api: ResourceServer, store: TenantStore): ClientGrant | undefined {
  const grants = store.state.clientGrants.filter(
    (grant) => grant.audience === api.identifier && grant.subject_type === 'client',
  );
  return (
    grants.find((grant) => grant.client_id === client.client_id) ??
    (client.is_first_party ? undefined : grants.find((grant) => grant.default_for === 'third_party_clients'))
  );
}

/** A `scope` in the request narrows the granted ones; it never adds any. */
function narrowed(granted: readonly string[], requested: string | undefined): string[] {
  const wanted = requested?.split(' ').filter((scope) => scope !== '') ?? [];
  if (wanted.length === 0) return [...granted];
  const refused = wanted.filter((scope) => !granted.includes(scope));
  if (refused.length > 0) throw scopesNotGranted(refused);
  return granted.filter((scope) => wanted.includes(scope));
}
