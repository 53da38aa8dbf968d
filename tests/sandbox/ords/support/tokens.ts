import { generateKeyPairSync, sign, type JsonWebKey, type KeyObject } from 'node:crypto';

export interface SigningKey {
  readonly privateKey: KeyObject;
  /** The public half, as a JWKS member. */
  readonly jwk: JsonWebKey & Record<string, unknown>;
}

export function rsaKey(kid: string, modulusLength = 2048): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength });
  return { privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' } };
}

export function ecKey(kid: string): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig' } };
}

const DIGESTS = new Map<unknown, string>([
  ['RS384', 'sha384'],
  ['RS512', 'sha512'],
]);

/** A compact token; members that are undefined are left out. */
export function signToken(
  key: SigningKey,
  header: Record<string, unknown>,
  payload: Record<string, unknown>,
): string {
  const input = [header, payload]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const digest = DIGESTS.get(header['alg']) ?? 'sha256';
  return `${input}.${sign(digest, Buffer.from(input), key.privateKey).toString('base64url')}`;
}
