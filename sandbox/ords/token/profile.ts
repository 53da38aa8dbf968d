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
}
