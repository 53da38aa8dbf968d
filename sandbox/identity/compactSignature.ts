import { constants, createHmac, sign, type KeyObject } from 'node:crypto';
import type { JsonObject } from './json';

export type CompactAlgorithm = 'RS256' | 'RS384' | 'RS512' | 'PS256' | 'ES256' | 'HS256' | 'none';
/** A secret for HS256, a private key for the others. */
export type CompactKey = KeyObject | Buffer;

const DIGESTS: Readonly<Partial<Record<CompactAlgorithm, string>>> = { RS384: 'sha384', RS512: 'sha512' };

/**
 * A JWS in compact form. jose is not used, because it refuses what a negative test needs: `none`, and RSA keys of
 * 1024 bits. Members keep their order.
 */
export function signCompact(
  header: JsonObject,
  payload: JsonObject,
  algorithm: CompactAlgorithm,
  key: CompactKey,
): string {
  const input = `${encoded(header)}.${encoded(payload)}`;
  return `${input}.${signature(Buffer.from(input), algorithm, key).toString('base64url')}`;
}

function signature(input: Buffer, algorithm: CompactAlgorithm, key: CompactKey): Buffer {
  if (algorithm === 'none') return Buffer.alloc(0);
  if (Buffer.isBuffer(key)) return createHmac('sha256', key).update(input).digest();
  if (algorithm === 'ES256') return sign('sha256', input, { key, dsaEncoding: 'ieee-p1363' });
  const padding =
    algorithm === 'PS256'
      ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      : {};
  return sign(DIGESTS[algorithm] ?? 'sha256', input, { key, ...padding });
}

function encoded(value: JsonObject): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
