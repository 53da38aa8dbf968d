const BEARER = /^bearer(?:[ ]+(.*))?$/is;

/**
 * The token of an Authorization header; '' for a Bearer header without one (which must be refused, not taken for
 * "no token": facts/ords.md 13), undefined when there is no Bearer header.
 */
export function bearerToken(authorization: string | undefined): string | undefined {
  const match = BEARER.exec(authorization?.trim() ?? '');
  return match === null ? undefined : (match[1] ?? '').trim();
}
