import type { GatewaySettings } from '../settings';

/** A schema's JWT profile, as USER_ORDS_JWT_PROFILE holds it. */
export interface JwtProfile {
  readonly issuer: string;
  readonly audience: string;
  readonly jwkUrl: string;
  /** Seconds; null: the gateway's setting. */
  readonly allowedSkew: number | null;
  /** Seconds; null: the gateway's setting. */
  readonly allowedAge: number | null;
  /** JSON pointer to an array of role names; null: scope mode. */
  readonly roleClaimName: string | null;
  /** Built-in roles that the claim may carry, of a pool's profile; absent: all of them. */
  readonly allowedRoles?: readonly string[];
}

/** What a call is judged by: in POOL mode the pool's trust, whatever the schema has (facts/ords.md 11). */
export function effectiveProfile(
  ofSchema: JwtProfile | undefined,
  settings: GatewaySettings,
): JwtProfile | undefined {
  if (settings.jwtProfileMode === 'SCHEMA') return ofSchema;
  const { poolIssuer, poolAudience, poolJwkUrl, poolAllowedRoles } = settings;
  if (poolIssuer === undefined || poolAudience === undefined || poolJwkUrl === undefined) return undefined;
  return {
    issuer: poolIssuer,
    audience: poolAudience,
    jwkUrl: poolJwkUrl,
    allowedSkew: null,
    allowedAge: null,
    roleClaimName: settings.poolRoleClaimName ?? null,
    ...(poolAllowedRoles !== undefined && { allowedRoles: poolAllowedRoles }),
  };
}
