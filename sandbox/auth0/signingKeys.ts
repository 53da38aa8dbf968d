import 'reflect-metadata'; // tsyringe, below @peculiar/x509, refuses to load without it
import { createHash, createPrivateKey, type KeyObject, webcrypto } from 'node:crypto';
import { X509Certificate, X509CertificateGenerator } from '@peculiar/x509';
import { createLocalJWKSet, type JWK } from 'jose';
import { newKeyId } from './identifiers';
import type { JsonObject } from './json';
import { newSigningKeyPair, SIGNING_ALGORITHM } from './signingKeyPair';
import type { SigningKey } from './tenantState';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;
const VALIDITY_YEARS = 13;

/** A new RSA key with the self-signed certificate that the JWKS shows as x5c. */
export async function createSigningKey(
  subject: string,
  status: SigningKey['status'],
  pair = newSigningKeyPair(),
): Promise<SigningKey> {
  const keys = await pair;
  const now = Date.now();
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      name: `CN=${subject}`,
      notBefore: new Date(now),
      notAfter: new Date(now + VALIDITY_YEARS * YEAR_MS),
      signingAlgorithm: SIGNING_ALGORITHM,
      keys,
    },
    webcrypto,
  );
  const { kty, n, e, d, p, q, dp, dq, qi } = await webcrypto.subtle.exportKey('jwk', keys.privateKey);
  return {
    kid: newKeyId(),
    status,
    privateJwk: { kty, n, e, d, p, q, dp, dq, qi },
    certificate: certificate.toString('pem') + '\n',
  };
}

/** The key in the form that jose signs with, for any RSA algorithm. */
export function privateKeyOf(key: SigningKey): KeyObject {
  return createPrivateKey({ key: key.privateJwk, format: 'jwk' });
}

/** The published half, in the member order of facts/auth0.md 3.4. */
export function publicJwkOf(key: SigningKey): JsonObject {
  const der = Buffer.from(new X509Certificate(key.certificate).rawData);
  return {
    kty: key.privateJwk.kty,
    use: 'sig',
    n: key.privateJwk.n,
    e: key.privateJwk.e,
    kid: key.kid,
    x5t: createHash('sha1').update(der).digest('base64url'),
    x5c: [der.toString('base64')],
    alg: 'RS256',
  };
}

const resolvers = new WeakMap<readonly SigningKey[], ReturnType<typeof createLocalJWKSet>>();

/**
 * Finds the published key that a token names; jose throws JWKSNoMatchingKey where there is none. One resolver per
 * list, because jose keeps the imported keys inside of it: a rotation must make a new list.
 */
export function publicKeyResolver(keys: readonly SigningKey[]): ReturnType<typeof createLocalJWKSet> {
  let resolver = resolvers.get(keys);
  if (!resolver) {
    resolver = createLocalJWKSet({ keys: keys.map((key) => publicJwkOf(key) as unknown as JWK) });
    resolvers.set(keys, resolver);
  }
  return resolver;
}
