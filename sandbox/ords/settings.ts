import { gatewayRelease } from './release';

/**
 * The gateway's behaviour, changeable while it runs. Names in brackets are ORDS's own settings (facts/ords.md 9);
 * the others choose between answers on which the sources disagree or are silent.
 */
export interface GatewaySettings {
  /** [security.jwt.profile.enabled] */
  jwtProfileEnabled: boolean;
  /** [security.jwt.profile.mode] POOL: the pool's own trust below, and every schema profile is ignored (facts/ords.md 9, 11). */
  jwtProfileMode: 'SCHEMA' | 'POOL';
  /** [security.jwt.profile.issuer], .audience, .jwk.url; in POOL mode without all three no token is accepted (unsure). */
  poolIssuer: string | undefined;
  poolAudience: string | undefined;
  poolJwkUrl: string | undefined;
  /** [security.jwt.profile.role.claim.name] JSON pointer; undefined: scope mode. */
  poolRoleClaimName: string | undefined;
  /** [security.jwt.profile.allowed.roles] built-in roles that the pool's role claim may carry; undefined: all of them (no source). */
  poolAllowedRoles: readonly string[] | undefined;
  /** [security.jwt.allowed.skew] seconds, for profiles without their own; 0 or less: none, at most 60. */
  allowedSkew: number;
  /** [security.jwt.allowed.age] seconds, for profiles without their own; 0 or less: off. */
  allowedAge: number;
  /** [security.jwks.size] bytes read from a JWK URL; the guide says 10000, the settings list 100000. */
  jwksSize: number;
  /** [security.jwks.connection.timeout] milliseconds. */
  jwksConnectionTimeout: number;
  /** [security.jwks.read.timeout] milliseconds. */
  jwksReadTimeout: number;
  /** [security.jwks.refresh.interval] milliseconds that must pass before a known JWKS is fetched again. */
  jwksRefreshInterval: number;
  /** [security.jwks.allowed.urls] for schema profiles; absent: every https URL. */
  jwksAllowedUrls: readonly string[] | undefined;
  /** Status for a good token without the scope. Disputed; 401 is the only one that was asserted by a call (facts/ords.md 10, 14). */
  wrongScopeStatus: 401 | 403;
  /** Status for a good token without the role; 401 was printed for ORDS 25.1. */
  wrongRoleStatus: 401 | 403;
  /** Accept an `aud` array that holds the audience; one user's report says that ORDS refuses it. */
  acceptAudienceArray: boolean;
  /** Accept a `typ` other than `JWT`, e.g. RFC 9068's `at+jwt`; the guide's text refuses it. */
  acceptOtherTypes: boolean;
  /** Accept a token without `kid` when the JWKS holds one key; the guide's text refuses it. */
  acceptMissingKeyId: boolean;
  /** Accept `scp` (or `scope`) as an array. No source. */
  acceptScopeArray: boolean;
  /** Take "" and [] at the role claim for "no roles" (from 25.2); false refuses the token (25.1). Default by the release. */
  acceptEmptyRoleClaim: boolean;
  /** In scope mode a privilege's roles are ignored, or a scope token lacks them like any other role. No source. */
  rolesInScopeMode: 'ignored' | 'required';
  /** A URL under several privileges: all must be met, or any one. No source. */
  severalPrivileges: 'all' | 'any';
  /** A privilege's pattern `/a/*` covers a template at `/a`, or only what is below it (`/a/` is). No source. */
  wildcardCoversItsRoot: boolean;
  /** [error.responseFormat] */
  errorResponseFormat: 'auto' | 'json' | 'html';
}

/** Of the release with this version; default the newest. */
export function defaultSettings(version?: string): GatewaySettings {
  return {
    jwtProfileEnabled: true,
    jwtProfileMode: 'SCHEMA',
    poolIssuer: undefined,
    poolAudience: undefined,
    poolJwkUrl: undefined,
    poolRoleClaimName: undefined,
    poolAllowedRoles: undefined,
    allowedSkew: 0,
    allowedAge: -1,
    jwksSize: 100_000,
    jwksConnectionTimeout: 5_000,
    jwksReadTimeout: 5_000,
    jwksRefreshInterval: 10_000,
    jwksAllowedUrls: undefined,
    wrongScopeStatus: 401,
    wrongRoleStatus: 401,
    acceptAudienceArray: false,
    acceptOtherTypes: false,
    acceptMissingKeyId: false,
    acceptScopeArray: false,
    acceptEmptyRoleClaim: gatewayRelease(version).acceptsEmptyRoleClaim,
    rolesInScopeMode: 'ignored',
    severalPrivileges: 'all',
    wildcardCoversItsRoot: true,
    errorResponseFormat: 'auto',
  };
}
