import type { Trust } from '../trust';

/** What `poolTrust` is told. */
export interface PoolTrustOptions {
  /** Whose tokens every schema of the pool accepts. Its issuer and audience are compared byte for byte. */
  readonly trust: Trust;
  /**
   * The folder under `databases/`; default `default`. Lower-case a-z, digits and `-` `_` `.`, as ORDS asks
   * (facts/ords.md 11).
   */
  readonly pool?: string;
  /** Tolerated clock difference in seconds, 1 to 60. Left out: the default of ORDS, 0 s. */
  readonly allowedSkew?: number;
  /** Longest age of a token in seconds since `iat`, whatever its `exp` says; at least 1. Left out: no limit. */
  readonly allowedAge?: number;
  /** Built-in roles of ORDS that a role claim may carry. Role mode only; ORDS 26 or newer. No name holds a comma. */
  readonly allowedRoles?: readonly string[];
  /** Built-in privileges of ORDS that a scope claim may carry. Scope mode only; ORDS 26 or newer. No comma. */
  readonly allowedScopes?: readonly string[];
  /** Where the configuration of ORDS lies on its own machine; only the commands use it. Default `/etc/ords/config`. */
  readonly configDirectory?: string;
}

export const DEFAULT_POOL = 'default';
/** Where the packages and container images of ORDS put it. */
export const DEFAULT_CONFIG_DIRECTORY = '/etc/ords/config';
