import type { JsonObject } from '../identity/json';
import type { TokenParameters } from '../identity/tokenParameters';
import { issueAccessToken } from './accessToken';
import { applicableGrant, namesOf, scopesOf } from './grants';
import type { OAuthContext } from './oauthContext';
import type { Client, ResourceServer } from './tenantState';
import type { TenantStore } from './tenantStore';
import { noAudience, noGrant, scopesNotGranted, unknownAudience } from './tokenErrors';
import { tokenAnswer } from './tokenAnswer';

/** The token of a machine (facts/auth0.md 3.2). Throws TokenError. */
export async function clientCredentials(
  context: OAuthContext,
  client: Client,
  parameters: TokenParameters,
): Promise<JsonObject> {
  const { store } = context;
  const api = requestedApi(parameters['audience'], store);
  const scopes = narrowed(grantedScopes(client, api, store), parameters['scope']);
  return tokenAnswer(await issueAccessToken(context, { api, client, scopes }), scopes);
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
  const grant = applicableGrant(client, api, 'client', store);
  if (!grant || api.subject_type_authorization.client.policy === 'deny_all') {
    throw noGrant(client.client_id, api.identifier);
  }
  return scopesOf(grant, api);
}

/** A `scope` in the request narrows the granted ones; it never adds any. */
function narrowed(granted: readonly string[], requested: string | undefined): string[] {
  const wanted = namesOf(requested);
  if (wanted.length === 0) return [...granted];
  const refused = wanted.filter((scope) => !granted.includes(scope));
  if (refused.length > 0) throw scopesNotGranted(refused);
  return granted.filter((scope) => wanted.includes(scope));
}
