/** What no source tells of a real domain, so that tests can try either answer. Not part of the domain's state. */
export interface DomainBehaviour {
  /** Status for a known caller who lacks the role: OCI policies are not enough (facts/oci-iam.md 1.5 says 401 or 403). */
  deniedStatus: 401 | 403;
  /** Whether a PUT of the settings gives the attributes it leaves out their defaults (facts/oci-iam.md 1.5: unproven). */
  settingsPutResets: boolean;
  /** Whether custom claims with a constant value reach tokens of client_credentials (facts/oci-iam.md 2.6: untested). */
  constantClaimsForClients: boolean;
  /** The groups claim of a user without groups: `""` (facts/ords.md 8) or absent. */
  emptyGroupsClaim: 'empty text' | 'absent';
}

/** The answers that bite harder. */
export function defaultBehaviour(): DomainBehaviour {
  return {
    deniedStatus: 403,
    settingsPutResets: true,
    constantClaimsForClients: true,
    emptyGroupsClaim: 'empty text',
  };
}
