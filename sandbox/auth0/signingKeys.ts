import 'reflect-metadata'; // tsyringe, below @peculiar/x509, refuses to load without it
import { createHash, webcrypto } from 'node:crypto';
import { X509Certificate, X509CertificateGenerator } from '@peculiar/x509';
import { newKeyId } from './identifiers';
import type { JsonObject } from '../identity/json';
import { newSigningKeyPair, SIGNING_ALGORITHM } from '../identity/signingKeyPair';
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
