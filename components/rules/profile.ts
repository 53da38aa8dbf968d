import type { IssuerSlash } from '../idp/identityProvider';
import type { Problem } from '../problem';
import { checkIdentifier, quote } from './text';

/** Seconds; ORDS refuses more (facts/ords.md 1). */
const LARGEST_SKEW = 60;

/**
 * What a JWT profile may say about time. 0 is not "unset" there: leave a setting out to unset it.
 *
 * @param backdated Seconds by which the identity provider sets `iat` back: a fresh token has that age.
 */
export function checkProfileTimes(
  profile: { readonly allowedSkew?: number; readonly allowedAge?: number },
  backdated = 0,
): Problem[] {
  const problems: Problem[] = [];
  const { allowedSkew, allowedAge } = profile;
  if (
    allowedSkew !== undefined &&
    !(Number.isInteger(allowedSkew) && allowedSkew >= 1 && allowedSkew <= LARGEST_SKEW)
  )
    problems.push({
      code: allowedSkew === 0 ? 'trust.skew.zero' : 'trust.skew.range',
      severity: 'error',
      field: 'ords.jwtProfile.allowedSkew',
      summary:
        allowedSkew === 0
          ? 'is 0, which switches the tolerance off instead of taking the default'
          : 'is outside what ORDS accepts',
      found: String(allowedSkew),
      expected: `1 to ${LARGEST_SKEW} seconds, or absent for the setting of ORDS`,
      remedy: 'remove allowedSkew, or set it to e.g. 30',
    });
  if (allowedAge !== undefined && !(Number.isInteger(allowedAge) && allowedAge >= 1))
    problems.push({
      code: allowedAge === 0 ? 'trust.age.zero' : 'trust.age.range',
      severity: 'error',
      field: 'ords.jwtProfile.allowedAge',
      summary: allowedAge === 0 ? 'is 0, which is not the same as unset' : 'is not a number of seconds',
      found: String(allowedAge),
      expected: 'at least 1 second, or absent for no limit of its own',
      remedy: 'remove allowedAge, or set it to the tokens’ lifetime in seconds',
    });
  else if (allowedAge !== undefined && backdated > 0 && allowedAge <= backdated)
    problems.push({
      code: 'trust.age.backdated',
      severity: 'error',
      field: 'ords.jwtProfile.allowedAge',
      summary: `refuses every token: the identity provider sets iat ${backdated} seconds back, so that a fresh one is that old`,
      found: String(allowedAge),
      expected: `well above ${backdated} seconds, or absent for no limit of its own`,
      remedy: 'remove allowedAge, or set it to the tokens’ lifetime in seconds',
    });
  return problems;
}

/** The triple that goes into the profile, once it is known (with Entra only after creation). */
export function checkTrust(
  trust: { readonly issuer: string; readonly jwksUrl: string },
  issuerSlash: IssuerSlash,
): Problem[] {
  return [...checkIssuer(trust.issuer, issuerSlash), ...checkJwksUrl(trust.jwksUrl)];
}

function checkIssuer(issuer: string, issuerSlash: IssuerSlash): Problem[] {
  const problems = checkIdentifier(issuer, { code: 'trust.issuer', field: 'issuer' });
  if (problems.length > 0 || issuerSlash === 'as_issued') return problems;
  if (issuer.endsWith('/') === (issuerSlash === 'required')) return [];
  const expected = issuerSlash === 'required' ? `${issuer}/` : issuer.replace(/\/+$/, '');
  return [
    {
      code: 'trust.issuer.trailing_slash',
      severity: 'error',
      field: 'issuer',
      summary: 'differs from the tokens’ iss by its trailing slash; ORDS compares byte for byte',
      found: quote(issuer),
      expected: quote(expected),
      remedy: `write ${quote(expected)}`,
    },
  ];
}

/** ORDS refuses anything but https when the profile is created (facts/ords.md 1). */
export function checkJwksUrl(jwksUrl: string, field = 'jwksUrl'): Problem[] {
  const problems = checkIdentifier(jwksUrl, { code: 'trust.jwks_url', field });
  if (problems.length > 0 || jwksUrl.startsWith('https://')) return problems;
  return [
    {
      code: 'trust.jwks_url.not_https',
      severity: 'error',
      field,
      summary: 'is not an https URL; ORDS refuses it',
      found: quote(jwksUrl),
      expected: 'a URL that begins with https://',
      remedy: `write ${quote(jwksUrl.replace(/^[a-z]+:\/\//i, 'https://'))}`,
    },
  ];
}
