/**
 * How this ORDS behaves where the documentation is silent or releases differ (facts/ords.md). Whoever uses the packages
 * must work with every value.
 */
export interface OrdsOptions {
  /** As ORDS.INSTALLED_VERSION answers. Default `25.4.0.r3641739`. */
  readonly version?: string;
  /** ORDS_VERSION.STATUS; `INSTALLING` is what a broken installation shows. Default `VALID` (unsure). */
  readonly status?: string;
  /** A second DEFINE_PRIVILEGE of one name: new lists (default), or old and new lists together. No source. */
  readonly definePrivilege?: 'replace' | 'merge';
  /** A second SET_MODULE_PRIVILEGE for one module: the new privilege only (default), or both. No source. */
  readonly setModulePrivilege?: 'replace' | 'add';
  /** DELETE_JWT_PROFILE without a profile: nothing happens (default), or ORA-01403. No source. */
  readonly deleteJwtProfile?: 'silent' | 'raise';
  /** CREATE_JWT_PROFILE has p_role_claim_name (announced with 25.1). Default true. */
  readonly hasRoleClaim?: boolean;
  /** The packages ORDS_SECURITY and ORDS_SECURITY_ADMIN exist (from 24.3). Default true. */
  readonly hasSecurity?: boolean;
  /** ORDS_SECURITY_ADMIN.DELETE_JWT_PROFILE exists: sources disagree. Default true. */
  readonly hasSecurityAdminDelete?: boolean;
  /** False: ORDS_SECURITY_ADMIN is executable by PUBLIC, as reported for releases below 26.2. Default true. */
  readonly securityAdminNeedsRole?: boolean;
  /** The DBA_ORDS_* views exist (from 24.4). Default true. */
  readonly hasDbaViews?: boolean;
}

export type CompleteOrdsOptions = Required<OrdsOptions>;

export function completeOrdsOptions(options: OrdsOptions = {}): CompleteOrdsOptions {
  return {
    version: '25.4.0.r3641739',
    status: 'VALID',
    definePrivilege: 'replace',
    setModulePrivilege: 'replace',
    deleteJwtProfile: 'silent',
    hasRoleClaim: true,
    hasSecurity: true,
    hasSecurityAdminDelete: true,
    securityAdminNeedsRole: true,
    hasDbaViews: true,
    ...options,
  };
}
