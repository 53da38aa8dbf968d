import { createPrivateKey, type KeyObject } from 'node:crypto';
import { createLocalJWKSet, type JWK } from 'jose';
import type { JsonObject } from './json';

/** The private half of a provider's RSA key, with its certificate in PEM. */
export interface CertifiedKey {
  kid: string;
  privateJwk: JsonObject;
  certificate: string;
}

/** The key in the form that jose signs with, for any RSA algorithm. */
export function privateKeyOf(key: Pick<CertifiedKey, 'privateJwk'>): KeyObject {
  return createPrivateKey({ key: key.privateJwk, format: 'jwk' });
}

const resolvers = new WeakMap<object, ReturnType<typeof createLocalJWKSet>>();

/**
 * Finds the published key that a token names; jose throws JWKSNoMatchingKey where there is none. One resolver per
 * list, because jose keeps the imported keys inside of it: a rotation must make a new list.
 */
export function publicKeyResolver<Key>(
  keys: readonly Key[],
  publicJwkOf: (key: Key) => JsonObject,
): ReturnType<typeof createLocalJWKSet> {
  let resolver = resolvers.get(keys);
  if (!resolver) {
    resolver = createLocalJWKSet({ keys: keys.map((key) => publicJwkOf(key) as unknown as JWK) });
    resolvers.set(keys, resolver);
  }
  return resolver;
}
