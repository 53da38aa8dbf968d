import type { Problem } from '../problem';
import { checkIdentifier, quote } from '../rules/text';

/** How Auth0 writes an access token (facts/auth0.md 3.1). The `rfc9068_*` ones carry `typ: at+jwt`, which ORDS refuses. */
export type TokenDialect =
  'access_token' | 'access_token_authz' | 'rfc9068_profile' | 'rfc9068_profile_authz';

/** Auth0's signing algorithms; ORDS takes RSA signatures with SHA-2 only, PKCS #1 v1.5 padding (facts/ords.md 8). */
export type SigningAlgorithm = 'RS256' | 'RS512' | 'PS256' | 'HS256';

const ACCEPTED_ALGORITHMS: readonly SigningAlgorithm[] = ['RS256', 'RS512'];

/** Seconds (facts/auth0.md 2.2). */
const LONGEST_TOKEN_LIFETIME = 2_592_000;

export interface Auth0Settings {
  readonly domain?: string;
  readonly tokenLifetime?: number;
  readonly tokenDialect?: TokenDialect;
  readonly signingAlgorithm?: SigningAlgorithm;
}

/** The settings whose tokens ORDS would refuse, or that Auth0 would. */
export function checkAuth0Settings(settings: Auth0Settings): Problem[] {
  return [
    ...(settings.domain === undefined ? [] : checkDomain(settings.domain)),
    ...checkDialect(settings.tokenDialect),
    ...checkAlgorithm(settings.signingAlgorithm),
    ...checkLifetime(settings.tokenLifetime),
  ];
}

/** A bare host, with a port where the tenant is not on 443. */
function checkDomain(domain: string): Problem[] {
  const field = 'identityProvider.domain';
  const problems = checkIdentifier(domain, { code: 'auth0.domain', field });
  if (problems.length > 0) return problems;
  const bare = domain.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/\/.*$/, '');
  if (bare === domain) return [];
  const scheme = domain.includes('://');
  return [
    {
      code: scheme ? 'auth0.domain.scheme' : 'auth0.domain.path',
      severity: 'error',
      field,
      summary: scheme ? 'carries a scheme' : 'carries a slash or a path',
      found: quote(domain),
      expected: quote(bare),
      remedy: `write ${quote(bare)}; the issuer and the JWKS URL are derived from it`,
    },
  ];
}

function checkDialect(dialect: TokenDialect | undefined): Problem[] {
  if (!dialect?.startsWith('rfc9068')) return [];
  return [
    {
      code: 'auth0.token_dialect.at_jwt',
      severity: 'error',
      field: 'identityProvider.tokenDialect',
      summary: 'makes tokens of typ at+jwt, which ORDS refuses',
      found: quote(dialect),
      expected: '"access_token" or "access_token_authz"',
      remedy: 'remove tokenDialect',
    },
  ];
}

function checkAlgorithm(algorithm: SigningAlgorithm | undefined): Problem[] {
  if (algorithm === undefined || ACCEPTED_ALGORITHMS.includes(algorithm)) return [];
  return [
    {
      code: 'auth0.signing_algorithm.refused',
      severity: 'error',
      field: 'identityProvider.signingAlgorithm',
      summary: 'is not one that ORDS verifies',
      found: quote(algorithm),
      expected: ACCEPTED_ALGORITHMS.map((name) => quote(name)).join(' or '),
      remedy: 'remove signingAlgorithm (RS256 is the default)',
    },
  ];
}

function checkLifetime(lifetime: number | undefined): Problem[] {
  if (lifetime === undefined) return [];
  if (Number.isInteger(lifetime) && lifetime > 0 && lifetime <= LONGEST_TOKEN_LIFETIME) return [];
  return [
    {
      code: 'auth0.token_lifetime.range',
      severity: 'error',
      field: 'identityProvider.tokenLifetime',
      summary: 'is outside what Auth0 accepts',
      found: String(lifetime),
      expected: `1 to ${LONGEST_TOKEN_LIFETIME} seconds`,
      remedy: 'remove tokenLifetime (86400 is the default)',
    },
  ];
}
