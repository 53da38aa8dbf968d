import { createHash, createPublicKey, verify, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { GatewaySettings } from '../settings';
import { isJsonObject, type CompactToken, type JsonObject } from './compactToken';
import { TokenRefused } from './refusal';

/** facts/ords.md 8. */
const DIGEST_OF_ALGORITHM: ReadonlyMap<unknown, string> = new Map([
  ['RS256', 'sha256'],
  ['RS384', 'sha384'],
  ['RS512', 'sha512'],
]);
const MINIMUM_MODULUS_BITS = 2048;
const MAXIMUM_MODULUS_BITS = 4096;

/** The `keys` of a JWKS document, or undefined when it is none. */
export function keysOfDocument(document: unknown): readonly JsonObject[] | undefined {
  if (!isJsonObject(document) || !Array.isArray(document['keys'])) return undefined;
  return document['keys'].filter(isJsonObject);
}

/** The rules for the token's header (facts/ords.md 8). Throws TokenRefused. */
export function checkHeader(header: JsonObject, settings: GatewaySettings): void {
  const { alg, kid, typ } = header;
  if (!DIGEST_OF_ALGORITHM.has(alg)) throw new TokenRefused('algorithm_not_allowed');
  if (header['crit'] !== undefined) throw new TokenRefused('critical_header_not_understood');
  const hasKeyId = typeof kid === 'string' && kid !== '';
  if (!hasKeyId && !(kid === undefined && settings.acceptMissingKeyId))
    throw new TokenRefused('key_id_missing');
  if (typ !== undefined && typ !== 'JWT' && !settings.acceptOtherTypes)
    throw new TokenRefused('type_not_jwt');
}

/** True when the JWKS should be fetched again for this token. */
export function isKeyKnown(header: JsonObject, keys: readonly JsonObject[]): boolean {
  return header['kid'] === undefined ? keys.length > 0 : keys.some((key) => key['kid'] === header['kid']);
}

/** Finds the key that the header names and verifies the signature with it. Throws TokenRefused. */
export function checkSignature(token: CompactToken, keys: readonly JsonObject[]): void {
  const { header } = token;
  const key =
    header['kid'] === undefined && keys.length === 1 ? keys[0] : keys.find((k) => k['kid'] === header['kid']);
  if (key === undefined || (header['kid'] === undefined && keys.length !== 1))
    throw new TokenRefused('key_unknown');
  const publicKey = importKey(key, String(header['alg']));
  if (header['x5t'] !== undefined && !thumbprints(key).includes(String(header['x5t']))) {
    throw new TokenRefused('certificate_thumbprint_differs');
  }
  const digest = DIGEST_OF_ALGORITHM.get(header['alg']);
  if (digest === undefined) throw new TokenRefused('algorithm_not_allowed');
  if (!verify(digest, Buffer.from(token.signingInput, 'ascii'), publicKey, token.signature)) {
    throw new TokenRefused('signature_invalid');
  }
}

function importKey(key: JsonObject, algorithm: string): KeyObject {
  const { kty, n, e, alg } = key;
  if (kty !== 'RSA' || typeof n !== 'string' || typeof e !== 'string')
    throw new TokenRefused('key_not_usable');
  // A key made for one algorithm does not verify another one (RFC 7517 4.4; the guide only lists the three).
  if (alg !== undefined && alg !== algorithm) throw new TokenRefused('key_not_usable');
  let publicKey: KeyObject;
  try {
    publicKey = createPublicKey({ key: { kty, n, e } satisfies JsonWebKey, format: 'jwk' });
  } catch {
    throw new TokenRefused('key_not_usable');
  }
  const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < MINIMUM_MODULUS_BITS || bits > MAXIMUM_MODULUS_BITS)
    throw new TokenRefused('key_size_not_allowed');
  return publicKey;
}

function thumbprints(key: JsonObject): string[] {
  const found = typeof key['x5t'] === 'string' ? [key['x5t']] : [];
  const chain = key['x5c'];
  if (Array.isArray(chain) && typeof chain[0] === 'string') {
    found.push(createHash('sha1').update(Buffer.from(chain[0], 'base64')).digest('base64url'));
  }
  return found;
}
