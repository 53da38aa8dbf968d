import 'reflect-metadata'; // tsyringe, below @peculiar/x509, refuses to load without it
import { createHash, webcrypto } from 'node:crypto';
import { BasicConstraintsExtension, X509Certificate, X509CertificateGenerator } from '@peculiar/x509';
import type { JsonObject } from '../../../identity/json';
import { newSigningKeyPair } from '../../../identity/signingKeyPair';
import type { DomainKey } from '../domainState';
import type { DomainStore } from '../domainStore';

/** The same for every key of every domain, also after a rotation (facts/oci-iam.md 2.3). */
export const SIGNING_KEY_ID = 'SIGNING_KEY';

const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const VALIDITY_MS = 10 * 365 * 24 * 60 * 60 * 1000;

/** The one key of a domain, made when it is first needed: no start waits for it. */
export class DomainKeys {
  private making: Promise<DomainKey> | undefined;

  constructor(private readonly store: DomainStore) {}

  async current(): Promise<DomainKey> {
    return this.store.state.signingKey ?? (await (this.making ??= this.make()));
  }

  /** Another key under the same id; the old one is published no more. */
  async rotate(): Promise<void> {
    await this.current();
    await this.make();
  }

  private async make(): Promise<DomainKey> {
    const key = await createDomainKey(this.store.state.guid);
    this.store.state.signingKey = key;
    this.store.changed();
    return key;
  }
}

async function createDomainKey(subject: string): Promise<DomainKey> {
  const [keys, authorityKeys] = await Promise.all([
    newSigningKeyPair(),
    webcrypto.subtle.generateKey(EC, true, ['sign', 'verify']),
  ]);
  const validity = { notBefore: new Date(), notAfter: new Date(Date.now() + VALIDITY_MS) };
  const authority = await X509CertificateGenerator.createSelfSigned(
    {
      name: `CN=${subject} CA`,
      ...validity,
      signingAlgorithm: EC,
      keys: authorityKeys,
      extensions: [new BasicConstraintsExtension(true, 0, true)],
    },
    webcrypto,
  );
  const certificate = await X509CertificateGenerator.create(
    {
      subject: `CN=${subject}`,
      issuer: authority.subject,
      ...validity,
      publicKey: keys.publicKey,
      signingKey: authorityKeys.privateKey,
      signingAlgorithm: EC,
    },
    webcrypto,
  );
  const { kty, n, e, d, p, q, dp, dq, qi } = await webcrypto.subtle.exportKey('jwk', keys.privateKey);
  return {
    kid: SIGNING_KEY_ID,
    privateJwk: { kty, n, e, d, p, q, dp, dq, qi },
    certificate: certificate.toString('pem'),
    authorityCertificate: authority.toString('pem'),
  };
}

/** The published half, in the member order of facts/oci-iam.md 2.5. */
export function publicJwkOf(key: DomainKey): JsonObject {
  const { x5t, 'x5t#S256': x5tS256 } = thumbprintsOf(key);
  return {
    kty: key.privateJwk['kty'],
    'x5t#S256': x5tS256,
    e: key.privateJwk['e'],
    x5t,
    kid: key.kid,
    x5c: [key.certificate, key.authorityCertificate].map((pem) => derOf(pem).toString('base64')),
    key_ops: ['verify', 'wrapKey', 'encrypt'],
    alg: 'RS256',
    n: key.privateJwk['n'],
  };
}

/** Of the certificate, as the JWKS and the header of a token show them. */
export function thumbprintsOf(key: DomainKey): { 'x5t#S256': string; x5t: string } {
  const der = derOf(key.certificate);
  return {
    'x5t#S256': createHash('sha256').update(der).digest('base64url'),
    x5t: createHash('sha1').update(der).digest('base64url'),
  };
}

function derOf(pem: string): Buffer {
  return Buffer.from(new X509Certificate(pem).rawData);
}
