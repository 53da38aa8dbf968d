import type { JsonObject } from '../identity/json';
import { certificateMembers, createSelfSignedKey } from '../identity/selfSignedKey';
import { newSigningKeyPair } from '../identity/signingKeyPair';
import { newKeyId } from './identifiers';
import type { SigningKey } from './tenantState';

/** A new RSA key with the self-signed certificate that the JWKS shows as x5c. */
export async function createSigningKey(
  subject: string,
  status: SigningKey['status'],
  pair = newSigningKeyPair(),
): Promise<SigningKey> {
  return { kid: newKeyId(), status, ...(await createSelfSignedKey(subject, pair)) };
}

/** The published half, in the member order of facts/auth0.md 3.4. */
export function publicJwkOf(key: SigningKey): JsonObject {
  return {
    kty: key.privateJwk.kty,
    use: 'sig',
    n: key.privateJwk.n,
    e: key.privateJwk.e,
    kid: key.kid,
    ...certificateMembers(key),
    alg: 'RS256',
  };
}
