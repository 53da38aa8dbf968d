import { CompactSign } from 'jose';
import { newTokenId } from './identifiers';
import type { IssuingRules } from '../identity/issuingRules';
import type { JsonObject } from '../identity/json';
import { privateKeyOf } from '../identity/signingKeys';
import type { Client, ResourceServer, SigningKey } from './tenantState';
import type { TenantStore } from './tenantStore';

/** How long ago a token expired that is to be expired: beyond any clock skew that a verifier allows. */
const EXPIRED_AGO_S = 3600;

export interface IssuedToken {
  readonly token: string;
  /** Seconds, as the API says. */
  readonly expiresIn: number;
}

/** An M2M access token in the dialect of its API (facts/auth0.md 3.1). */
export async function issueAccessToken(
  store: TenantStore,
  rules: IssuingRules,
  api: ResourceServer,
  client: Client,
  scopes: readonly string[],
  now: Date,
): Promise<IssuedToken> {
  const isManagement = api.identifier === store.managementAudience;
  const expiresIn = rules.lifetime(api.identifier, isManagement) ?? api.token_lifetime;
  const issuedAt = Math.floor(now.getTime() / 1000);
  const shift = rules.isExpired(api.identifier, isManagement) ? expiresIn + EXPIRED_AGO_S : 0;
  const payload = {
    iss: store.issuer,
    sub: `${client.client_id}@clients`,
    aud: api.identifier,
    iat: issuedAt - shift,
    exp: issuedAt - shift + expiresIn,
    ...(scopes.length > 0 ? { scope: scopes.join(' ') } : {}),
    ...dialectClaims(api, client.client_id, scopes),
  };
  const typ = isRfc9068(api) ? 'at+jwt' : 'JWT';
  const token =
    api.signing_alg === 'HS256'
      ? await sign({ alg: 'HS256', typ }, payload, Buffer.from(api.signing_secret ?? ''))
      : await signWithTenantKey({ alg: api.signing_alg, typ }, payload, store.currentKey);
  return { token, expiresIn };
}

function dialectClaims(api: ResourceServer, clientId: string, scopes: readonly string[]): JsonObject {
  const wantsPermissions = api.token_dialect?.endsWith('_authz') === true && api.enforce_policies === true;
  return {
    ...(isRfc9068(api)
      ? { jti: newTokenId(), client_id: clientId }
      : { gty: 'client-credentials', azp: clientId }),
    ...(wantsPermissions ? { permissions: [...scopes] } : {}),
  };
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
