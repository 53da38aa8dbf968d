import type { SignedIn } from '../../identity/signIn/signedIn';
import { sign, signWithTenantKey } from '../accessToken';
import type { OAuthContext } from '../oauthContext';
import type { Client, TenantUser } from '../tenantState';
import { profileOf } from './userinfo';

const DEFAULT_LIFETIME_S = 36_000;

/** An ID token. It names the client as its audience and must not go to ORDS. [?] signed with RS256 where the client says nothing. */
export function issueIdToken(
  { store, clock }: OAuthContext,
  client: Client,
  scopes: readonly string[],
  { user, sessionId }: SignedIn<TenantUser>,
  nonce: string | undefined,
): Promise<string> {
  const { alg, lifetime_in_seconds: lifetime } = client.jwt_configuration;
  const issuedAt = Math.floor(clock().getTime() / 1000);
  const { sub, ...profile } = profileOf(user, scopes);
  const payload = {
    ...profile,
    iss: store.issuer,
    aud: client.client_id,
    iat: issuedAt,
    exp: issuedAt + (typeof lifetime === 'number' ? lifetime : DEFAULT_LIFETIME_S),
    sub,
    sid: sessionId,
    ...(nonce !== undefined && { nonce }),
  };
  if (alg === 'HS256') return sign({ alg, typ: 'JWT' }, payload, Buffer.from(client.client_secret));
  const algorithm = typeof alg === 'string' ? alg : 'RS256';
  return signWithTenantKey({ alg: algorithm, typ: 'JWT' }, payload, store.currentKey);
}
