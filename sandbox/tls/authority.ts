import 'reflect-metadata'; // tsyringe, below @peculiar/x509, refuses to load without it
import { randomBytes, webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  AuthorityKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** A certificate with its key and the CA that signed it, all PEM. */
export interface IssuedCertificate {
  readonly key: string;
  readonly cert: string;
  readonly ca: string;
}

/** A private CA: it lives as long as the sandbox's state folder and is trusted by nobody else. */
export interface Authority {
  /** PEM; this is what clients put into `NODE_EXTRA_CA_CERTS` or `SSL_CERT_FILE`. */
  readonly certificatePem: string;
  /** PEM (PKCS #8); kept only inside the state folder. */
  readonly privateKeyPem: string;
  /**
   * A server certificate (also fit as a client certificate) for the given names: DNS names, and IP addresses in
   * dotted form. The first name is the subject's CN.
   */
  issueServerCertificate(names: readonly string[]): Promise<IssuedCertificate>;
}

/** A new key takes a millisecond, an RSA one several hundred. */
const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MS = 24 * 60 * 60 * 1000;
const VALIDITY_DAYS = 397;
const IPV4 = /^\d+\.\d+\.\d+\.\d+$/;

/** A new CA with a fresh key. */
export async function createAuthority(commonName = 'ords-sandbox private CA'): Promise<Authority> {
  const keys = await webcrypto.subtle.generateKey(EC, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serialNumber(),
      name: `CN=${commonName}`,
      ...validity(),
      signingAlgorithm: EC,
      keys: keys,
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
        await SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  );
  return new PrivateAuthority(certificate, keys.privateKey, await privateKeyPem(keys.privateKey));
}

/** The CA of an earlier start, from its two PEM texts. */
export async function loadAuthority(certificatePem: string, keyPem: string): Promise<Authority> {
  const certificate = new X509Certificate(certificatePem);
  const algorithm = { ...certificate.publicKey.algorithm, hash: EC.hash };
  const der = PemConverter.decodeFirst(keyPem);
  const key = await webcrypto.subtle.importKey('pkcs8', der, algorithm, true, ['sign']);
  return new PrivateAuthority(certificate, key, keyPem);
}

class PrivateAuthority implements Authority {
  readonly certificatePem: string;

  constructor(
    private readonly certificate: X509Certificate,
    private readonly key: webcrypto.CryptoKey,
    readonly privateKeyPem: string,
  ) {
    this.certificatePem = certificate.toString('pem') + '\n';
  }

  async issueServerCertificate(names: readonly string[]): Promise<IssuedCertificate> {
    const keys = await webcrypto.subtle.generateKey(EC, true, ['sign', 'verify']);
    const publicKey = keys.publicKey;
    const certificate = await X509CertificateGenerator.create(
      {
        serialNumber: serialNumber(),
        subject: `CN=${names[0] ?? 'localhost'}`,
        issuer: this.certificate.subject,
        ...validity(),
        signingKey: this.key,
        publicKey,
        signingAlgorithm: { ...this.key.algorithm, hash: EC.hash },
        extensions: [
          new BasicConstraintsExtension(false, undefined, true),
          new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
          new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
          new SubjectAlternativeNameExtension(
            names.map((value) => ({ type: IPV4.test(value) ? ('ip' as const) : ('dns' as const), value })),
          ),
          await AuthorityKeyIdentifierExtension.create(this.certificate, false, webcrypto),
          await SubjectKeyIdentifierExtension.create(publicKey, false, webcrypto),
        ],
      },
      webcrypto,
    );
    return {
      key: await privateKeyPem(keys.privateKey),
      cert: certificate.toString('pem') + '\n',
      ca: this.certificatePem,
    };
  }
}

function validity(): { notBefore: Date; notAfter: Date } {
  const now = Date.now();
  return { notBefore: new Date(now - DAY_MS), notAfter: new Date(now + VALIDITY_DAYS * DAY_MS) };
}

function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0] ?? 0) & 0x7f; // a DER integer with the top bit set would be negative
  return bytes.toString('hex');
}

async function privateKeyPem(key: webcrypto.CryptoKey): Promise<string> {
  const der = await webcrypto.subtle.exportKey('pkcs8', key);
  return PemConverter.encode(der, 'PRIVATE KEY') + '\n';
}
