import type { JsonObject } from '../../identity/json';
import type { SignedIn } from '../../identity/signIn/signedIn';
import type { TokenParameters } from '../../identity/tokenParameters';
import { issueAccessToken, type Person } from '../accessToken';
import { namesOf } from '../grants';
import type { OAuthContext } from '../oauthContext';
import { tokenAnswer } from '../tokenAnswer';
import type { Client, TenantUser } from '../tenantState';
import { missingParameter, unauthorized } from '../tokenErrors';
import { type Access, accessOf, isOffline, isOpenid } from './access';
import { issueIdToken } from './idToken';
import { issueRefreshToken, redeemRefreshToken, rotates } from './refreshTokens';

/** The tokens of somebody who has just signed in. Throws TokenError. */
export async function authorizationCode(
  context: OAuthContext,
  client: Client,
  parameters: TokenParameters,
): Promise<JsonObject> {
  const { code } = parameters;
  if (code === undefined) throw missingParameter('code');
  const { request, signedIn, codeChallenge } = context.codes.redeem(parameters, client.client_id);
  // Nothing else would prove who asks.
  if (client.token_endpoint_auth_method === 'none' && !codeChallenge) throw unauthorized(); // [?] which error
  const { audience, scope, nonce } = request;
  const access = accessOf({ audience, scope }, client, signedIn.user, context.store);
  return answer(context, client, access, signedIn, {
    nonce,
    isRefreshed: false,
    refresh_token: isOffline(access)
      ? issueRefreshToken(context, client, signedIn, { audience, scope })
      : undefined,
  });
}

/** New tokens for somebody who signed in earlier; a `scope` takes fewer of those of that time. Throws TokenError. */
export async function refreshToken(
  context: OAuthContext,
  client: Client,
  parameters: TokenParameters,
): Promise<JsonObject> {
  const { refresh_token: sent, scope: narrowed } = parameters;
  if (sent === undefined) throw missingParameter('refresh_token');
  const { signedIn, audience, scope } = redeemRefreshToken(context, sent, client);
  const first = accessOf({ audience, scope }, client, signedIn.user, context.store);
  const wanted = namesOf(narrowed);
  const access = {
    ...first,
    scopes: first.scopes.filter((name) => narrowed === undefined || wanted.includes(name)),
  };
  return answer(context, client, access, signedIn, {
    nonce: undefined,
    isRefreshed: true,
    refresh_token: rotates(client)
      ? issueRefreshToken(context, client, signedIn, { audience, scope })
      : undefined,
  });
}

async function answer(
  context: OAuthContext,
  client: Client,
  access: Access,
  signedIn: SignedIn<TenantUser>,
  {
    nonce,
    isRefreshed,
    refresh_token,
  }: { nonce: string | undefined; isRefreshed: boolean; refresh_token: string | undefined },
): Promise<JsonObject> {
  const { api, scopes } = access;
  const { user } = signedIn;
  const person: Person = { user, isRefreshed };
  const issued = api
    ? await issueAccessToken(context, { api, client, scopes, person })
    : context.opaqueTokens.issue(user, scopes);
  const id_token = isOpenid(access)
    ? await issueIdToken(context, client, scopes, signedIn, nonce)
    : undefined;
  return tokenAnswer(issued, scopes, { refresh_token, id_token });
}
