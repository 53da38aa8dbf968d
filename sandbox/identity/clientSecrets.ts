import { createHash, timingSafeEqual } from 'node:crypto';

/** The login of a Basic header; null where the header is one but holds none. */
export function basicCredentials(
  authorization: string | undefined,
): { readonly clientId: string; readonly secret: string } | null | undefined {
  const encoded = /^Basic +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  if (colon < 0) return null;
  return { clientId: formDecoded(pair.slice(0, colon)), secret: formDecoded(pair.slice(colon + 1)) };
}

/** Both halves are form-encoded before base64 (RFC 6749 2.3.1); many clients forget it, so bad escapes stand. */
function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** Compares in constant time; digests make the lengths equal. What is known to be empty equals nothing. */
export function sameSecret(given: string, known: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return known !== '' && timingSafeEqual(digest(given), digest(known));
}

/** The token of a Bearer header. */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
}
