import type { GatewaySettings } from '../settings';
import { checkClaims } from './claims';
import type { CompactToken, JsonObject } from './compactToken';
import { grantsOf, type Grants } from './grants';
import { checkHeader, checkSignature } from './keys';
import type { JwtProfile } from './profile';
import { TokenRefused, type TokenRefusal } from './refusal';

/** Who calls, and with which rights. */
export interface Principal {
  /** The `sub` claim, bound to :current_user and REMOTE_IDENT (facts/ords.md 8). */
  readonly subject: string;
  readonly grants: Grants;
}

export type Judgement =
  | { readonly accepted: true; readonly principal: Principal }
  | { readonly accepted: false; readonly reason: TokenRefusal };

/**
 * Whether ORDS accepts a token under a profile: pure, so that every rule of facts/ords.md 8 and 14 can be tried alone.
 * `keys` are the members of the JWKS; `now` is in seconds since 1970.
 */
export function judgeToken(
  token: CompactToken,
  profile: JwtProfile,
  keys: readonly JsonObject[],
  settings: GatewaySettings,
  now: number,
): Judgement {
  try {
    checkHeader(token.header, settings);
    checkSignature(token, keys);
    const { subject } = checkClaims(token.payload, profile, settings, now);
    return { accepted: true, principal: { subject, grants: grantsOf(token.payload, profile, settings) } };
  } catch (error) {
    if (error instanceof TokenRefused) return { accepted: false, reason: error.reason };
    throw error;
  }
}
