import { isAtLeast, NEWEST_RELEASE } from '../oracle/packages/ords/options';

/** What of the gateway came with a release (facts/ords.md 8, 9). */
export interface GatewayRelease {
  /** Pool-wide trust: `security.jwt.profile.mode`. "Newer than 24.4"; one note says from 25.2. */
  readonly hasPoolMode: boolean;
  /** 26.x: `security.jwks.allowed.urls` and `security.jwt.profile.allowed.*`. */
  readonly hasAllowedLists: boolean;
  /** 25.1 refuses "" at the role claim; "" and [] are accepted from 25.2. */
  readonly acceptsEmptyRoleClaim: boolean;
}

/** `version` as ORDS.INSTALLED_VERSION answers; default the newest release that the sandbox plays. */
export function gatewayRelease(version: string = NEWEST_RELEASE): GatewayRelease {
  return {
    hasPoolMode: isAtLeast(version, [25, 2]),
    hasAllowedLists: isAtLeast(version, [26, 0]),
    acceptsEmptyRoleClaim: isAtLeast(version, [25, 2]),
  };
}
