import type { GatewaySettings } from '../settings';
import type { JsonObject } from './compactToken';
import type { JwtProfile } from './profile';
import { TokenRefused } from './refusal';

/** Seconds; a larger skew counts as this one (facts/ords.md 1). */
const MAXIMUM_SKEW = 60;

/**
 * The rules for the payload (facts/ords.md 8): required claims, exact issuer and audience, times.
 * `now` in seconds since 1970. Throws TokenRefused.
 */
export function checkClaims(
  payload: JsonObject,
  profile: JwtProfile,
  settings: GatewaySettings,
  now: number,
): { readonly subject: string } {
  const subject = text(payload, 'sub');
  if (text(payload, 'iss') !== profile.issuer) throw new TokenRefused('issuer_differs');
  checkAudience(payload['aud'], profile, settings);
  const issuedAt = time(payload, 'iat');
  const expiresAt = time(payload, 'exp');
  const skew = effectiveSkew(profile, settings);
  if (now >= expiresAt + skew) throw new TokenRefused('expired');
  if (now < issuedAt - skew) throw new TokenRefused('issued_in_the_future');
  if (payload['nbf'] !== undefined && now < time(payload, 'nbf') - skew)
    throw new TokenRefused('not_yet_valid');
  const age = profile.allowedAge ?? settings.allowedAge;
  // 0 counts as "off" like the setting's -1, by analogy with the skew (unsure).
  if (age > 0 && now > issuedAt + age + skew) throw new TokenRefused('too_old');
  return { subject };
}

export function effectiveSkew(profile: JwtProfile, settings: GatewaySettings): number {
  return Math.min(MAXIMUM_SKEW, Math.max(0, profile.allowedSkew ?? settings.allowedSkew));
}

function checkAudience(aud: unknown, profile: JwtProfile, settings: GatewaySettings): void {
  if (aud === undefined) throw new TokenRefused('claim_missing', 'aud');
  if (Array.isArray(aud)) {
    if (!settings.acceptAudienceArray) throw new TokenRefused('audience_is_array');
    if (!aud.includes(profile.audience)) throw new TokenRefused('audience_differs');
    return;
  }
  if (typeof aud !== 'string') throw new TokenRefused('claim_has_wrong_type', 'aud');
  if (aud !== profile.audience) throw new TokenRefused('audience_differs');
}

function text(payload: JsonObject, claim: string): string {
  const value = payload[claim];
  if (value === undefined || value === null || value === '') throw new TokenRefused('claim_missing', claim);
  if (typeof value !== 'string') throw new TokenRefused('claim_has_wrong_type', claim);
  return value;
}

function time(payload: JsonObject, claim: string): number {
  const value = payload[claim];
  if (value === undefined || value === null) throw new TokenRefused('claim_missing', claim);
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new TokenRefused('claim_has_wrong_type', claim);
  return value;
}
