import type { JsonObject } from '../../identity/json';
import { liveRefreshToken, newRefreshToken } from '../../identity/signIn/refreshTokens';
import type { SignedIn } from '../../identity/signIn/signedIn';
import type { TenantContext } from '../tenantContext';
import type { User } from '../tenantState';
import { issueAccessToken } from '../tokens/accessToken';
import { authenticateClient, type Client } from '../tokens/clientAuthentication';
import type { Grant } from '../tokens/tokenEndpoint';
import { invalidRefreshToken, missingField, unassignedUser } from '../tokens/tokenErrors';
import type { UserCodes } from './authorize';
import { isPublic, mayBePublic } from './redirects';
import { issueIdToken } from './idToken';
import { fullScope, type RequestedScopes, requestedScopes } from './requestedScopes';

const REFRESH_LIFE_MS = 90 * 24 * 60 * 60 * 1000;

/** The grants of people: a code, and a refresh token, which works again and again for 90 days. */
export function userGrants(context: TenantContext, codes: UserCodes): Readonly<Record<string, Grant>> {
  const { store, clock } = context;
  return {
    authorization_code: async ({ authorization, parameters }) => {
      if (parameters['code'] === undefined) throw missingField('code');
      const client = authenticateClient(context, authorization, parameters, (application) =>
        mayBePublic(application, parameters['redirect_uri']),
      );
      const agreement = codes.redeem(parameters, client.application.properties.appId);
      const { nonce, scope } = agreement.request;
      return answer(context, client, agreement.signedIn, scope, nonce);
    },
    refresh_token: async ({ authorization, parameters }) => {
      const { refresh_token: sent, scope } = parameters;
      if (sent === undefined) throw missingField('refresh_token');
      const client = authenticateClient(context, authorization, parameters, isPublic);
      const { appId } = client.application.properties;
      const found = liveRefreshToken(store.state.refreshTokens, sent, appId, clock());
      const user = found && store.user(found.userId);
      if (!found || user?.accountEnabled !== true) throw invalidRefreshToken();
      const authenticatedAt = Math.floor(clock().getTime() / 1000);
      const signedIn = { user, sessionId: found.sessionId, authenticatedAt };
      return answer(context, client, signedIn, scope ?? found.scope, undefined);
    },
  };
}

async function answer(
  context: TenantContext,
  client: Client,
  signedIn: SignedIn<User>,
  scope: string | undefined,
  nonce: string | undefined,
): Promise<JsonObject> {
  const requested = requestedScopes(context, scope);
  const { resource, scopes, openid } = requested;
  checkUserAssigned(context, requested, signedIn.user);
  const { user } = signedIn;
  const { token, expiresIn } = await issueAccessToken(context, { client, resource, user: { user, scopes } });
  return {
    token_type: 'Bearer',
    scope: fullScope(requested),
    expires_in: expiresIn,
    ext_expires_in: expiresIn,
    access_token: token,
    ...(openid.includes('offline_access') && {
      refresh_token: issueRefreshToken(context, client, signedIn, scope ?? ''),
    }),
    ...(openid.includes('openid') && { id_token: await issueIdToken(context, client, signedIn, nonce) }),
  };
}

function issueRefreshToken(
  { store, clock }: TenantContext,
  { application }: Client,
  { user, sessionId }: SignedIn<User>,
  scope: string,
): string {
  const token = newRefreshToken();
  store.state.refreshTokens.push({
    token,
    clientId: application.properties.appId,
    userId: user.id,
    scope,
    sessionId,
    expiresAt: clock().getTime() + REFRESH_LIFE_MS,
  });
  store.changed();
  return token;
}

/** [?] where a user without the assignment that the API requires is told so; here with the code. */
function checkUserAssigned({ store }: TenantContext, { resource }: RequestedScopes, user: User): void {
  const { id, appId, appRoleAssignmentRequired } = resource.principal.properties;
  if (appRoleAssignmentRequired && store.assignmentsOf(user.id, id).length === 0)
    throw unassignedUser(user.userPrincipalName, appId);
}
