import type { ProfileFacts } from '../diagnose/facts';
import { checkAuth0Settings } from '../idp/auth0Rules';
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
  const chosen = kind ?? (originOf(profile.jwkUrl) === undefined ? 'auth0' : 'oci-iam');
  const { domain, reasons } = chosen === 'auth0' ? tenantOf(profile) : identityDomainOf(profile);
  const mode = modeOf(profile, chosen);
  return {
    provider: { kind: chosen, ...(domain !== undefined && { domain }), settings: mode.settings },
    authorisation: mode.authorisation,
    reasons: [...reasons, ...mode.reasons],
  };
}

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

function modeOf({ roleClaim }: ProfileFacts, kind: ExportedKind): Mode {
  if (roleClaim == null)
    return {
      authorisation: { mode: 'scope' },
      settings: {},
      reasons:
        roleClaim === undefined
          ? [
              'this release of ORDS does not show whether it authorises by the roles in a claim; up makes it authorise by scope',
            ]
          : [],
    };
  const option = kind === 'auth0' ? 'roleClaim' : 'groupClaim';
  const problems = kind === 'auth0' ? checkRoleClaimPointer(roleClaim, option) : checkGroupPointer(roleClaim);
  if (problems.length > 0)
    return {
      authorisation: undefined,
      settings: {},
      reasons: problems.map(
        ({ summary }) =>
          `it authorises by the roles in ${quote(roleClaim)}, which ${option} cannot name: it ${summary}; up would make it authorise by scope`,
      ),
    };
  return {
    authorisation: { mode: 'role', roleClaim },
    settings:
      kind === 'auth0'
        ? { roleClaim }
        : // A domain has each claim once, and somebody has it in use already.
          { groupClaim: roleClaim.slice(1), groupClaimExists: true },
    reasons: [],
  };
}

function checkGroupPointer(roleClaim: string): readonly { readonly summary: string }[] {
  return roleClaim.startsWith('/')
    ? checkGroupClaim(roleClaim.slice(1))
    : [{ summary: 'has no slash in front' }];
}
