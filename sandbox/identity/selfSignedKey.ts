import 'reflect-metadata'; // tsyringe, below @peculiar/x509, refuses to load without it
import { createHash, webcrypto } from 'node:crypto';
import { X509Certificate, X509CertificateGenerator } from '@peculiar/x509';
import { newSigningKeyPair, SIGNING_ALGORITHM } from './signingKeyPair';
import type { CertifiedKey } from './signingKeys';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;
const VALIDITY_YEARS = 13;

/** An RSA key with a certificate of its own, both in PEM or JWK; naming it is left to the provider. */
export async function createSelfSignedKey(
  subject: string,
  pair = newSigningKeyPair(),
): Promise<Omit<CertifiedKey, 'kid'>> {
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
    privateJwk: { kty, n, e, d, p, q, dp, dq, qi },
    certificate: certificate.toString('pem') + '\n',
  };
}

/** The certificate as a JWKS shows it: `x5c` and its SHA-1 digest, `x5t`. */
export function certificateMembers({ certificate }: Pick<CertifiedKey, 'certificate'>): {
  readonly x5t: string;
  readonly x5c: string[];
} {
  const der = Buffer.from(new X509Certificate(certificate).rawData);
  return { x5t: createHash('sha1').update(der).digest('base64url'), x5c: [der.toString('base64')] };
}
