import { liveRefreshToken, newRefreshToken } from '../../identity/signIn/refreshTokens';
import type { SignedIn } from '../../identity/signIn/signedIn';
import type { OAuthContext } from '../oauthContext';
import type { Client, TenantUser } from '../tenantState';
import { invalidRefreshToken } from '../tokenErrors';
import type { AccessRequest } from './access';

/** Whether each refresh brings another token, and ends the one that was used (`refresh_token.rotation_type`). */
export function rotates({ refresh_token }: Client): boolean {
  return refresh_token?.['rotation_type'] === 'rotating';
}

export function issueRefreshToken(
  { store, clock }: OAuthContext,
  client: Client,
  { user, sessionId }: SignedIn<TenantUser>,
  { audience, scope = '' }: AccessRequest,
): string {
  const token = newRefreshToken();
  store.state.refreshTokens.push({
    token,
    clientId: client.client_id,
    userId: user.user_id,
    audience: audience ?? null,
    scope,
    sessionId,
    expiresAt: expiryOf(client, clock()),
  });
  store.changed();
  return token;
}

/** Uses a rotating token up; another one works again and again. Throws TokenError `invalid_grant`. */
export function redeemRefreshToken(
  { store, clock }: OAuthContext,
  token: string,
  client: Client,
): AccessRequest & { readonly signedIn: SignedIn<TenantUser> } {
  const found = liveRefreshToken(store.state.refreshTokens, token, client.client_id, clock());
  const user = found && store.user(found.userId);
  if (!found || !user) throw invalidRefreshToken();
  if (rotates(client)) {
    // [?] a used one that comes again ends the whole family at Auth0; here it is only refused.
    store.state.refreshTokens = store.state.refreshTokens.filter((known) => known !== found);
    store.changed();
  }
  const authenticatedAt = Math.floor(clock().getTime() / 1000);
  return {
    audience: found.audience ?? undefined,
    scope: found.scope,
    signedIn: { user, sessionId: found.sessionId, authenticatedAt },
  };
}

function expiryOf({ refresh_token }: Client, now: Date): number | null {
  const {
    expiration_type: type,
    infinite_token_lifetime: isInfinite,
    token_lifetime: seconds,
  } = refresh_token ?? {};
  if (type !== 'expiring' || isInfinite === true || typeof seconds !== 'number') return null;
  return now.getTime() + seconds * 1000;
}
