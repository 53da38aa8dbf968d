/**
 * How this ORDS behaves where the documentation is silent or releases differ (facts/ords.md). Whoever uses the packages
 * must work with every value.
 */
export interface OrdsOptions {
  /** As ORDS.INSTALLED_VERSION answers. Default `26.2.2.r2041619`. What follows from it is the default of the others. */
  readonly version?: string;
  /** ORDS_VERSION.STATUS; `INSTALLING` is what a broken installation shows. Default `VALID` (unsure). */
  readonly status?: string;
  /** A second DEFINE_PRIVILEGE of one name: new lists (default), or old and new lists together. No source. */
  readonly definePrivilege?: 'replace' | 'merge';
  /** A second SET_MODULE_PRIVILEGE for one module: the new privilege only (default), or both. No source. */
  readonly setModulePrivilege?: 'replace' | 'add';
  /** DELETE_JWT_PROFILE without a profile: nothing happens (default), or ORA-01403. No source. */
  readonly deleteJwtProfile?: 'silent' | 'raise';
  /** CREATE_JWT_PROFILE has p_role_claim_name (announced with 25.1; documented in 26.3). Default by the version. */
  readonly hasRoleClaim?: boolean;
  /** The packages ORDS_SECURITY and ORDS_SECURITY_ADMIN exist (from 24.3). Default by the version. */
  readonly hasSecurity?: boolean;
  /** ORDS_SECURITY_ADMIN.DELETE_JWT_PROFILE exists: sources disagree. Default true. */
  readonly hasSecurityAdminDelete?: boolean;
  /** False: ORDS_SECURITY_ADMIN is executable by PUBLIC, as reported for releases below 26.2. Default by the version. */
  readonly securityAdminNeedsRole?: boolean;
  /** The DBA_ORDS_* views exist (from 24.4). Default by the version. */
  readonly hasDbaViews?: boolean;
  /** The packages OAUTH and OAUTH_ADMIN exist; desupported from 25.3, which is not proven to mean removed. Default true. */
  readonly hasOauth?: boolean;
}

export type CompleteOrdsOptions = Required<OrdsOptions>;

export const NEWEST_RELEASE = '26.2.2.r2041619';

export function completeOrdsOptions(options: OrdsOptions = {}): CompleteOrdsOptions {
  const version = options.version ?? NEWEST_RELEASE;
  return {
    version,
    status: 'VALID',
    definePrivilege: 'replace',
    setModulePrivilege: 'replace',
    deleteJwtProfile: 'silent',
    hasRoleClaim: isAtLeast(version, [25, 1]),
    hasSecurity: isAtLeast(version, [24, 3]),
    hasSecurityAdminDelete: true,
    securityAdminNeedsRole: isAtLeast(version, [26, 2]),
    hasDbaViews: isAtLeast(version, [24, 4]),
    hasOauth: true,
    ...options,
  };
}

/** Whether a version such as `26.2.2.r2041619` is of this release or a later one. */
export function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [ownMajor = 0, ownMinor = 0] = version.split('.').map(Number);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}
