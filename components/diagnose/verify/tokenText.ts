import { decodeJwt } from 'jose';

/** What no issuer signs; not empty, since an empty bearer is refused for another reason (facts/ords.md 13). */
export const GARBAGE = 'not-a-token';

/** Characters of a bearer token (RFC 6750 2.1). */
const BEARER = /^[\w.~+/-]+=*$/;

export function isSendable(token: string): boolean {
  return BEARER.test(token);
}

/**
 * The same header and claims under a signature of the same length that differs in its first byte. The last character would
 * not do: of it some bits mean nothing. Undefined when the token is no signed JWT.
 */
export function withAlteredSignature(token: string): string | undefined {
  const [header, payload, signature, ...more] = token.split('.');
  if (!header || !payload || !signature || more.length > 0) return undefined;
  const bytes = Buffer.from(signature, 'base64url');
  if (bytes.length === 0) return undefined;
  bytes[0] = (bytes[0] ?? 0) ^ 0xff;
  return `${header}.${payload}.${bytes.toString('base64url')}`;
}

/** Scopes in `scope` or `scp` (facts/ords.md 8), or in another claim; undefined when the token cannot be read. */
export function scopesOf(token: string, claimName?: string): readonly string[] | undefined {
  try {
    const claims = decodeJwt<Record<string, unknown>>(token);
    const claim = claimName === undefined ? (claims['scope'] ?? claims['scp']) : claims[claimName];
    if (Array.isArray(claim)) return claim.filter((one) => typeof one === 'string');
    return typeof claim === 'string' ? claim.split(' ').filter(Boolean) : [];
  } catch {
    return undefined;
  }
}
