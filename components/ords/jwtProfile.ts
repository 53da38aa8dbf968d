import type * as pulumi from '@pulumi/pulumi';

import { claimSchemaTrust, isCovered } from '../trustClaims';
import { OrdsResource, ordsType, type OrdsResourceArgs } from './ordsResource';

export interface JwtProfileArgs extends OrdsResourceArgs {
  /** Equal to the tokens' `iss`, byte for byte: a slash at the end counts. */
  readonly issuer: pulumi.Input<string>;
  /** Equal to the tokens' `aud`, byte for byte. */
  readonly audience: pulumi.Input<string>;
  /** Where ORDS fetches the signing keys; begins with `https://`, and must be reachable from ORDS, not from here. */
  readonly jwkUrl: pulumi.Input<string>;
  readonly description?: pulumi.Input<string>;
  /** Tolerated clock difference in seconds, 1 to 60. Left out: the setting `security.jwt.allowed.skew` of ORDS (0 s). */
  readonly allowedSkew?: pulumi.Input<number>;
  /** Longest age of a token in seconds since `iat`, whatever its `exp` says. Left out: no limit of its own. */
  readonly allowedAge?: pulumi.Input<number>;
  /**
   * JSON pointer to the claim that lists ORDS roles: `/roles`. Left out: scope mode, where a scope equals a privilege's name.
   * Needs ORDS 25.1 or newer (`ords.version.role_claim`).
   */
  readonly roleClaimName?: pulumi.Input<string>;
}

/**
 * The JWT profile of a schema (ORDS_SECURITY.CREATE_JWT_PROFILE): whose tokens its modules accept. A schema has one. ORDS
 * cannot alter a profile, so a change deletes and creates it in one transaction: there is no moment without one.
 * `destroy` deletes the profile only while it is still this one.
 *
 * Errors: `ords.jwt_profile.exists`, `pool.trust.schema_profile`, `ords.schema.not_enabled`, `ords.version.role_claim`, `ords.rights.missing`.
 */
export class JwtProfile extends OrdsResource {
  static readonly __pulumiType = ordsType('JwtProfile');

  declare public readonly issuer: pulumi.Output<string>;
  declare public readonly audience: pulumi.Output<string>;
  declare public readonly jwkUrl: pulumi.Output<string>;
  declare public readonly description: pulumi.Output<string | undefined>;
  declare public readonly allowedSkew: pulumi.Output<number | undefined>;
  declare public readonly allowedAge: pulumi.Output<number | undefined>;
  declare public readonly roleClaimName: pulumi.Output<string | undefined>;

  constructor(name: string, args: JwtProfileArgs, opts?: pulumi.CustomResourceOptions) {
    if (!isCovered(opts?.parent)) claimSchemaTrust({ holder: `JwtProfile "${name}"`, baseUrl: undefined });
    super('JwtProfile', name, args, ['description', 'allowedSkew', 'allowedAge', 'roleClaimName'], opts);
  }
}
