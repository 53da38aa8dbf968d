import { jwtVerify, type JWTPayload } from 'jose';
import { publicKeyResolver } from '../identity/signingKeys';
import { publicJwkOf } from './signingKeys';
import type { TenantStore } from './tenantStore';

/** The claims of a token that the tenant itself has issued. Throws errors of jose where it is none, or has expired. */
export async function verifiedClaims(store: TenantStore, token: string, now: Date): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, publicKeyResolver(store.state.signingKeys, publicJwkOf), {
    algorithms: ['RS256'],
    issuer: store.issuer,
    requiredClaims: ['exp', 'aud'],
    currentDate: now,
  });
  return payload;
}
