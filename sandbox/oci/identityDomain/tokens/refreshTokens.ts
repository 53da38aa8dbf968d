import { liveRefreshToken, newRefreshToken } from '../../../identity/signIn/refreshTokens';
import type { DomainContext } from '../domainContext';
import type { App } from '../domainState';
import type { RequestedScopes } from './requestedScopes';
import { invalidGrant } from './tokenErrors';
import type { DomainSignedIn } from './tokenSubject';

/** Only where the user asked for offline access, and the client and every resource allow it (facts/oci-iam.md 2.1). */
export function mayRefresh(client: App, { openid, resources }: RequestedScopes): boolean {
  return (
    openid.includes('offline_access') &&
    client.allowedGrants.includes('refresh_token') &&
    resources.length > 0 &&
    resources.every(({ resource }) => resource.allowOffline)
  );
}

export function issueRefreshToken(
  { store, clock }: DomainContext,
  client: App,
  signedIn: DomainSignedIn,
  scope: string,
  lifetime: number,
): string {
  const token = newRefreshToken();
  store.state.refreshTokens.push({
    token,
    clientId: client.name,
    userId: signedIn.user.id,
    scope,
    sessionId: signedIn.sessionId,
    expiresAt: clock().getTime() + lifetime * 1000,
  });
  store.changed();
  return token;
}

/** Uses a refresh token up ([?] each works once: an answer brings the next one). Throws OAuthError `invalid_grant`. */
export function redeemRefreshToken(
  { store, clock }: DomainContext,
  token: string | undefined,
  client: App,
): { readonly scope: string; readonly signedIn: DomainSignedIn } {
  const now = clock();
  const found = liveRefreshToken(store.state.refreshTokens, token, client.name, now);
  const user = found && store.user(found.userId);
  if (!found || !user?.active) throw invalidGrant('The refresh token is not valid.');
  store.state.refreshTokens = store.state.refreshTokens.filter((known) => known !== found);
  store.changed();
  const signedIn = { user, sessionId: found.sessionId, authenticatedAt: Math.floor(now.getTime() / 1000) };
  return { scope: found.scope, signedIn };
}
