import type { ProfileFacts } from '../diagnose/facts';
import { checkAuth0Settings } from '../idp/auth0Rules';
import { isGuid } from '../idp/entraRules';
import { checkGroupClaim } from '../idp/ociGroupClaim';
import { checkDomain, jwksUrlOf } from '../oci/domainUrl';
import { checkRoleClaimPointer } from '../rules/roleClaim';
import { quote } from '../rules/text';
import type { Authorisation } from '../trust';
import type { ExportedKind, ExportedProvider } from './exportedApi';

export interface ProfiledProvider {
  readonly provider: ExportedProvider;
  /** Undefined: by roles in a claim that the values cannot name. */
  readonly authorisation: Authorisation | undefined;
  readonly reasons: readonly string[];
}

/** What most domains call themselves in their tokens (facts/oci-iam.md 3); `up` asks the domain. */
const USUAL_ISSUER = 'https://identity.oraclecloud.com/';

/**
 * The identity provider that a profile trusts, and how it authorises.
 *
 * @param kind The one that was asked for; absent: the one whose JWKS URL it is.
 */
export function exportProvider(profile: ProfileFacts | null, kind?: ExportedKind): ProfiledProvider {
  if (profile === null)
    return {
      provider: { kind: kind ?? 'auth0', settings: {} },
      authorisation: { mode: 'scope' },
      reasons: [],
    };
  const chosen = kind ?? kindOf(profile);
  const { domain, reasons } = PLACES[chosen](profile);
  const mode = modeOf(profile, chosen);
  return {
    provider: { kind: chosen, ...(domain !== undefined && { domain }), settings: mode.settings },
    authorisation: mode.authorisation,
    reasons: [...reasons, ...mode.reasons],
  };
}

function kindOf(profile: ProfileFacts): ExportedKind {
  if (originOf(profile.jwkUrl) !== undefined) return 'oci-iam';
  return directoryOf(profile).domain === undefined ? 'auth0' : 'entra';
}

const PLACES: Readonly<Record<ExportedKind, (profile: ProfileFacts) => Place>> = {
  auth0: tenantOf,
  'oci-iam': identityDomainOf,
  entra: directoryOf,
};

interface Place {
  readonly domain?: string | undefined;
  readonly reasons: readonly string[];
}

/** Only an issuer and a JWKS URL that `auth0()` would derive again, byte for byte. */
function tenantOf({ issuer, jwkUrl }: ProfileFacts): Place {
  const domain = /^https:\/\/([^/]+)\/$/.exec(issuer)?.[1];
  const isTenant =
    domain !== undefined &&
    jwkUrl === `https://${domain}/.well-known/jwks.json` &&
    !checkAuth0Settings({ domain }).some(({ severity }) => severity === 'error');
  return isTenant ? { domain, reasons: [] } : foreign('an Auth0 tenant', "the tenant's", issuer, jwkUrl);
}

function identityDomainOf({ issuer, jwkUrl }: ProfileFacts): Place {
  const domain = originOf(jwkUrl);
  if (domain === undefined) return foreign('an identity domain', "the domain's", issuer, jwkUrl);
  const written = jwksUrlOf(domain);
  return {
    domain,
    reasons: [
      ...(jwkUrl === written
        ? []
        : [`its JWKS URL is ${quote(jwkUrl)}; up writes it as ${quote(written)}, which is the same`]),
      ...(issuer === USUAL_ISSUER
        ? []
        : [`its issuer is ${quote(issuer)}; up writes what the domain's discovery document says`]),
    ],
  };
}

/** Issuer and keys of version 2; those of other clouds have another host (facts/entra.md 2.4). */
function directoryOf({ issuer, jwkUrl }: ProfileFacts): Place {
  const [, base, id = ''] = /^(https:\/\/.+)\/([^/]+)\/v2\.0$/.exec(issuer) ?? [];
  return isGuid(id) && jwkUrl === `${base}/${id}/discovery/v2.0/keys`
    ? { domain: id, reasons: [] }
    : foreign('a directory of Microsoft Entra', "the directory's", issuer, jwkUrl);
}

function foreign(what: string, whose: string, issuer: string, jwkUrl: string): Place {
  return {
    reasons: [
      `issuer ${quote(issuer)} and JWKS URL ${quote(jwkUrl)} are not those of ${what}; up would write ${whose}`,
    ],
  };
}

/** The origin of the identity domain whose keys these are. */
function originOf(jwkUrl: string): string | undefined {
  if (!URL.canParse(jwkUrl)) return undefined;
  const { origin, pathname, search, hash } = new URL(jwkUrl);
  const isKeys = origin + pathname + search + hash === jwksUrlOf(origin);
  return isKeys && checkDomain(origin, 'domain').length === 0 ? origin : undefined;
}

interface Mode {
  readonly authorisation: Authorisation | undefined;
  readonly settings: ExportedProvider['settings'];
  readonly reasons: readonly string[];
}

/** How the options of a provider name the claim, and what they say of the mode besides. */
interface ModeForm {
  readonly option: string;
  readonly scopeMode: ExportedProvider['settings'];
  check(roleClaim: string): readonly { readonly summary: string }[];
  roleMode(roleClaim: string): ExportedProvider['settings'];
}

const ENTRA_CLAIM = '/roles';
const MODES: Readonly<Record<ExportedKind, ModeForm>> = {
  auth0: {
    option: 'roleClaim',
    scopeMode: {},
    check: (roleClaim) => checkRoleClaimPointer(roleClaim, 'roleClaim'),
    roleMode: (roleClaim) => ({ roleClaim }),
  },
  'oci-iam': {
    option: 'groupClaim',
    scopeMode: {},
    check: (roleClaim) =>
      roleClaim.startsWith('/')
        ? checkGroupClaim(roleClaim.slice(1))
        : [{ summary: 'has no slash in front' }],
    // A domain has each claim once, and somebody has it in use already.
    roleMode: (roleClaim) => ({ groupClaim: roleClaim.slice(1), groupClaimExists: true }),
  },
  entra: {
    option: 'mode',
    scopeMode: { mode: 'scope' },
    check: (roleClaim) => (roleClaim === ENTRA_CLAIM ? [] : [{ summary: `is not ${quote(ENTRA_CLAIM)}` }]),
    roleMode: () => ({ mode: 'role' }),
  },
};

function modeOf({ roleClaim }: ProfileFacts, kind: ExportedKind): Mode {
  const { option, scopeMode, check, roleMode } = MODES[kind];
  if (roleClaim == null)
    return {
      authorisation: { mode: 'scope' },
      settings: scopeMode,
      reasons:
        roleClaim === undefined
          ? [
              'this release of ORDS does not show whether it authorises by the roles in a claim; up makes it authorise by scope',
            ]
          : [],
    };
  const problems = check(roleClaim);
  if (problems.length > 0)
    return {
      authorisation: undefined,
      settings: scopeMode,
      reasons: problems.map(
        ({ summary }) =>
          `it authorises by the roles in ${quote(roleClaim)}, which ${option} cannot name: it ${summary}; up would make it authorise by scope`,
      ),
    };
  return { authorisation: { mode: 'role', roleClaim }, settings: roleMode(roleClaim), reasons: [] };
}
