import * as pulumi from '@pulumi/pulumi';

import type { Authorisation } from '../trust';
import { claimPool } from '../trustClaims';
import type { PoolSettings } from './lifecycle/poolTrust';
import { ordsType, providerText } from './ordsResource';

export interface PoolTrustArgs {
  /** Whose tokens every schema of the pool accepts. Issuer and audience are compared byte for byte; the JWKS URL is https. */
  readonly trust: {
    readonly issuer: pulumi.Input<string>;
    readonly audience: pulumi.Input<string>;
    readonly jwksUrl: pulumi.Input<string>;
    /** How ORDS authorises; default by scopes. */
    readonly authorisation?: Authorisation;
  };
  /**
   * The configuration directory of ORDS on the machine where Pulumi runs; default `/etc/ords/config`. Relative paths are
   * relative to the folder of the program. A change makes a new trust, after the old one is taken out.
   */
  readonly configDirectory?: string;
  /** The folder under `databases/`, which must exist; default `default`. A change makes a new trust. */
  readonly pool?: string;
  /** Tolerated clock difference in seconds, 1 to 60. Left out: the default of ORDS, 0 s. */
  readonly allowedSkew?: number;
  /** Longest age of a token in seconds since `iat`, whatever its `exp` says; at least 1. Left out: no limit. */
  readonly allowedAge?: number;
  /** Built-in roles of ORDS that a role claim may carry. Role mode only; ORDS 26 or newer. */
  readonly allowedRoles?: readonly string[];
  /** Built-in privileges of ORDS that a scope claim may carry. Scope mode only; ORDS 26 or newer. */
  readonly allowedScopes?: readonly string[];
  /**
   * Take over a trust of the pool that is there already and differs; default false: it is an error (`pool.trust.exists`).
   * Settings that are there already and equal count as the own ones: an `up` that was killed has left them.
   * `destroy` leaves settings that were taken over.
   */
  readonly adopt?: boolean;
  /**
   * Where this pool answers, as `ords.baseUrl` of a ProtectedApi has it: `https://host/ords`, or `https://host/ords/<pool>`.
   * It only tells which schema profiles of the program are in this pool. Left out, all of them count as being in it.
   */
  readonly baseUrl?: pulumi.Input<string>;
  /** Codes of problems that are meant to be so, such as `pool.trust.schema_profile`; they are logged as warnings. */
  readonly accept?: readonly string[];
}

/**
 * The trust of a whole pool of ORDS, in the pool.xml of a configuration directory on this machine. Only the settings of a
 * pool profile, their skew and their age are touched: everything else in the file stays byte for byte, and nothing else of
 * it, such as the password of the database, reaches the state, a log or an error. The file is replaced in one step.
 *
 * In pool mode ORDS ignores the JWT profile of **every** schema of that pool (facts/ords.md 9, 11). A ProtectedApi in the
 * pool says so with `ords: { trust: <this resource> }`; one with a profile of its own in the same program is refused, and
 * a JwtProfile too.
 *
 * Restart ORDS after a change: whether a running one reads the file again has no source.
 *
 * `destroy` takes the settings out again. ORDS then looks at the profiles of the schemas; where there is none, a
 * protected module accepts no token at all. It never becomes public: that is a matter of its privilege.
 *
 * The built-in ORDS of an Autonomous Database has no such file (facts/ords.md 12).
 *
 * Errors: `pool.trust.exists`, `pool.trust.two`, `pool.trust.schema_profile`, `pool.directory.missing`,
 * `pool.file.access`, `pool.file.owner`, `pool.file.busy`, `pool.xml.*`, and those of `poolTrust`.
 */
export class PoolTrust extends pulumi.CustomResource {
  static readonly __pulumiType = ordsType('PoolTrust');

  declare public readonly configDirectory: pulumi.Output<string>;
  declare public readonly pool: pulumi.Output<string>;
  /** As they stand in pool.xml, by name; after a refresh the live ones. */
  declare public readonly settings: pulumi.Output<PoolSettings>;
  /** Whether another trust of the pool was there before and was taken over. */
  declare public readonly adopted: pulumi.Output<boolean>;
  /** As declared. */
  readonly trust: pulumi.Output<{
    issuer: string;
    audience: string;
    jwksUrl: string;
    authorisation: Authorisation;
  }>;

  /** @internal Undefined while it is an output. */
  readonly declaredAudience: string | undefined;

  constructor(name: string, args: PoolTrustArgs, opts?: pulumi.CustomResourceOptions) {
    const { baseUrl, accept, ...declared } = args;
    claimPool({
      name,
      baseUrl,
      accept: accept ?? [],
      configDirectory: args.configDirectory,
      pool: args.pool,
    });
    super(
      ordsType('PoolTrust'),
      name,
      {
        settings: undefined,
        adopted: undefined,
        written: undefined,
        madeFile: undefined,
        schemaVersion: undefined,
        configDirectory: undefined,
        pool: undefined,
        ...declared,
        __provider: providerText('PoolTrust'),
      },
      pulumi.mergeOptions({ hideDiffs: ['__provider'] }, opts),
    );
    const { issuer, audience, jwksUrl, authorisation = { mode: 'scope' } as const } = args.trust;
    this.declaredAudience = typeof audience === 'string' ? audience : undefined;
    this.trust = pulumi.output({ issuer, audience, jwksUrl, authorisation });
  }
}
