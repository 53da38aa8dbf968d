import type * as pulumi from '@pulumi/pulumi';

/** Services that an Autonomous Database offers its clients; a Lakehouse has no `tp` and no `tpurgent`. */
export type DatabaseService = 'high' | 'medium' | 'low' | 'tp' | 'tpurgent';

/** Mutual TLS: clients need a wallet beside the password. */
export interface WalletArgs {
  /**
   * Opens the wallet's private key: 8 to 60 characters, with a letter and a digit or special character. Always treated as a secret. A change
   * downloads another wallet; the old one stays valid.
   */
  readonly password: pulumi.Input<string>;
}

/**
 * Arguments of {@link AutonomousDatabase}; names and values are those of the API. What is not here keeps the service's default, and can
 * be set with Pulumi's `transforms`. Dedicated infrastructure is not covered.
 */
export interface AutonomousDatabaseArgs {
  /** OCID of the compartment. */
  readonly compartmentId: pulumi.Input<string>;
  /** Unique in the tenancy: a letter, then letters and digits, at most 30 characters. */
  readonly dbName: string;
  /** Default `dbName`. */
  readonly displayName?: pulumi.Input<string>;
  /**
   * Of the user ADMIN: 12 to 30 characters with an upper-case letter, a lower-case letter and a digit, without a double quote and
   * without "admin" in any case. Always treated as a secret, and kept in the state. Either this or `secretId`.
   */
  readonly adminPassword?: pulumi.Input<string>;
  /** OCID of a secret in a vault that holds the password of ADMIN; then `adminPasswordEnv` has to say where this machine finds it. */
  readonly secretId?: pulumi.Input<string>;
  /** Version of that secret; default the current one. */
  readonly secretVersionNumber?: pulumi.Input<number>;
  /** With `secretId`: name of the environment variable that holds the same password. The state holds no password then. */
  readonly adminPasswordEnv?: string;
  /** Always Free (default true): nothing to pay, 20 GB, a fixed size. False: `computeCount` and `dataStorageSizeInTbs` are asked for. */
  readonly isFreeTier?: boolean;
  /** `26ai` (default) or `19c`. */
  readonly dbVersion?: string;
  /** `OLTP` (default), `LH` (Lakehouse), `APEX` or `AJD` (JSON, not Always Free). */
  readonly dbWorkload?: string;
  /** `LICENSE_INCLUDED` (default) or `BRING_YOUR_OWN_LICENSE`, which the service itself would take for a database that is paid for. */
  readonly licenseModel?: string;
  /** ECPUs of a database that is paid for, at least 2. */
  readonly computeCount?: number;
  /** Terabytes of a database that is paid for, at least 1. */
  readonly dataStorageSizeInTbs?: number;
  /**
   * Who may connect, to the database and to ORDS: IP addresses, CIDR blocks, OCIDs of VCNs, or `ocid1.vcn...;10.0.0.0/16`. Without a
   * wallet there must be a list or a `subnetId`; with a wallet, no list lets every address in. A list with one empty text removes the list.
   */
  readonly whitelistedIps?: readonly pulumi.Input<string>[];
  /** OCID of a subnet: a private endpoint there, in place of the public one. Not Always Free. */
  readonly subnetId?: pulumi.Input<string>;
  /** OCIDs of network security groups of the private endpoint. */
  readonly nsgIds?: readonly pulumi.Input<string>[];
  /** Host name of the private endpoint, before the domain of the region. */
  readonly privateEndpointLabel?: pulumi.Input<string>;
  /**
   * Mutual TLS with a wallet that is downloaded and kept in the state, as a secret. Default none: TLS without a wallet, which the
   * service offers only behind `whitelistedIps` or in a subnet.
   */
  readonly wallet?: WalletArgs;
  /**
   * Service that `connection` uses: default `tp`, and `low` where the workload has no `tp`. Both run a statement without parallel
   * execution, which is what a deployment needs.
   */
  readonly service?: DatabaseService;
  /**
   * Let `destroy` delete the database with everything in it. Default false: it is protected, `destroy` stops at it, and whoever unprotects
   * it by hand loses it from the state, not from the tenancy. It has to be in the state, by an `up`, before the `destroy`.
   */
  readonly forceDestroy?: boolean;
}
