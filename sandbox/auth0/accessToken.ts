import { CompactSign } from 'jose';
import { newTokenId } from './identifiers';
import type { JsonObject } from '../identity/json';
import { privateKeyOf } from '../identity/signingKeys';
import type { OAuthContext } from './oauthContext';
import { permissionsOf } from './people/access';
import type { Client, ResourceServer, SigningKey, TenantUser } from './tenantState';
import type { TenantStore } from './tenantStore';

/** How long ago a token expired that is to be expired: beyond any clock skew that a verifier allows. */
const EXPIRED_AGO_S = 3600;

export interface IssuedToken {
  readonly token: string;
  /** Seconds, as the API says. */
  readonly expiresIn: number;
}

/** Somebody in whose name a client calls. */
export interface Person {
  readonly user: TenantUser;
  /** By a refresh token, not by signing in. */
  readonly isRefreshed: boolean;
}

/** What a token is made for. */
export interface TokenOrder {
  readonly api: ResourceServer;
  readonly client: Client;
  readonly scopes: readonly string[];
  /** Absent: the client calls for itself. */
  readonly person?: Person;
}

/** An access token in the dialect of its API (facts/auth0.md 3.1). */
export async function issueAccessToken(
  { store, rules, action, clock }: Pick<OAuthContext, 'store' | 'rules' | 'action' | 'clock'>,
  order: TokenOrder,
): Promise<IssuedToken> {
  const { api, client, scopes, person } = order;
  const isManagement = api.identifier === store.managementAudience;
  const expiresIn = rules.lifetime(api.identifier, isManagement) ?? api.token_lifetime;
  const issuedAt = Math.floor(clock().getTime() / 1000);
  const shift = rules.isExpired(api.identifier, isManagement) ? expiresIn + EXPIRED_AGO_S : 0;
  const own = {
    iss: store.issuer,
    sub: person ? person.user.user_id : `${client.client_id}@clients`,
    aud: audienceOf(order, store),
    iat: issuedAt - shift,
    exp: issuedAt - shift + expiresIn,
    ...(scopes.length > 0 ? { scope: scopes.join(' ') } : {}),
    ...dialectClaims(order),
  };
  const payload = { ...own, ...(person && action.claimsBeside(own)) };
  const typ = isRfc9068(api) ? 'at+jwt' : 'JWT';
  const token =
    api.signing_alg === 'HS256'
      ? await sign({ alg: 'HS256', typ }, payload, Buffer.from(api.signing_secret ?? ''))
      : await signWithTenantKey({ alg: api.signing_alg, typ }, payload, store.currentKey);
  return { token, expiresIn };
}

/**
 * With `openid` a list, which ORDS refuses (facts/ords.md 8): the token is for `/userinfo` too, which takes no HS256 (docs-v2,
 * get-access-tokens).
 */
function audienceOf({ api, scopes, person }: TokenOrder, store: TenantStore): string | string[] {
  const isForUserinfo = person && scopes.includes('openid') && api.signing_alg !== 'HS256';
  return isForUserinfo ? [api.identifier, store.userinfoAudience] : api.identifier;
}

function dialectClaims({ api, client, scopes, person }: TokenOrder): JsonObject {
  const wantsPermissions = api.token_dialect?.endsWith('_authz') === true && api.enforce_policies === true;
  return {
    ...(isRfc9068(api)
      ? { jti: newTokenId(), client_id: client.client_id }
      : { gty: grantTypeClaim(person), azp: client.client_id }),
    ...(wantsPermissions ? { permissions: person ? permissionsOf(person.user, api) : [...scopes] } : {}),
  };
}

/** Of people only after a refresh (docs-v2, access-token-profiles). */
function grantTypeClaim(person: Person | undefined): string | undefined {
  if (!person) return 'client-credentials';
  return person.isRefreshed ? 'refresh_token' : undefined;
}

function isRfc9068(api: ResourceServer): boolean {
  return api.token_dialect?.startsWith('rfc9068_profile') === true;
}

/** Any header and payload under the tenant's key; `kid` defaults to the key's own. */
export function signWithTenantKey(
  header: { alg: string; typ?: string } & JsonObject,
  payload: JsonObject,
  key: SigningKey,
): Promise<string> {
  return sign({ kid: key.kid, ...header }, payload, privateKeyOf(key));
}

/** Members keep their order, in the header `alg`, `typ`, `kid` first as Auth0 has them. */
export function sign(
  { alg, typ, kid, ...rest }: { alg: string; typ?: string; kid?: string } & JsonObject,
  payload: JsonObject,
  key: Parameters<CompactSign['sign']>[0],
): Promise<string> {
  const header = {
    alg,
    ...(typ === undefined ? {} : { typ }),
    ...(kid === undefined ? {} : { kid }),
    ...rest,
  };
  return new CompactSign(Buffer.from(JSON.stringify(payload))).setProtectedHeader(header).sign(key);
}
