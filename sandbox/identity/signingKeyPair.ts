import { webcrypto } from 'node:crypto';

/** The algorithm of every key that the tenant signs with (facts/auth0.md 3.4). */
export const SIGNING_ALGORITHM = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
} as const;

/** Takes up to half a second of another thread: whoever starts early does other work meanwhile. */
export function newSigningKeyPair(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(SIGNING_ALGORITHM, true, ['sign', 'verify']);
}

/** The pairs of a new tenant: the current key and the next one. */
export interface FirstKeyPairs {
  readonly current: Promise<webcrypto.CryptoKeyPair>;
  readonly next: Promise<webcrypto.CryptoKeyPair>;
}

export function newFirstKeyPairs(): FirstKeyPairs {
  return { current: newSigningKeyPair(), next: newSigningKeyPair() };
}
