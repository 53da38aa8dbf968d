import { applicationKeysUrl } from '../../idp/entraDirectory';
import { MAKE_AGAIN } from '../adoptedWords';
import type { EntraApiFacts } from '../entraFacts';
import type { Finding } from '../finding';
import { finding, shown, shownList } from './build';
import type { ApiView } from './view';

/** What the application of an API has to be like for ORDS, its roles and scopes aside (facts/entra.md 2.2, 2.4, 3). */
export function entraApiRules(view: ApiView, entra: EntraApiFacts): Finding[] {
  return [
    ...principalRule(view, entra),
    ...identifierUriRule(view, entra),
    ...versionRule(view, entra),
    ...ownKeyRule(view, entra),
  ];
}

function principalRule({ manifest }: ApiView, { principal }: EntraApiFacts): Finding[] {
  if (principal !== null) return [];
  return [
    finding('idp.api.no_principal', {
      subject: { api: manifest.api },
      field: 'servicePrincipal',
      expected: `a service principal of ${shown(manifest.trust.audience)}`,
      found: 'none, so that token requests are refused (AADSTS500011)',
      remedy: `${MAKE_AGAIN}, which creates it and assigns the roles of the clients again`,
    }),
  ];
}

/** People ask for `api://<client id>/<scope>`, the only form that Microsoft documents for them (facts/entra.md 6.4); machines need none. */
function identifierUriRule({ manifest }: ApiView, { identifierUris }: EntraApiFacts): Finding[] {
  const people = Object.values(manifest.clients).some(({ redirectUris }) => redirectUris !== undefined);
  const uri = `api://${manifest.trust.audience}`;
  if (!people || identifierUris.includes(uri)) return [];
  return [
    finding('idp.api.identifier_uri', {
      subject: { api: manifest.api },
      field: 'identifierUris',
      expected: shown(uri),
      found: shownList(identifierUris),
      remedy: `${MAKE_AGAIN}, which adds ${shown(uri)}`,
    }),
  ];
}

function versionRule(view: ApiView, { tokenVersion }: EntraApiFacts): Finding[] {
  return tokenVersion === 2 ? [] : [oldTokens(view, 'requestedAccessTokenVersion 1, or none')];
}

/** Also told by a token. The registration of the API decides, not the endpoint that was asked (facts/entra.md 2.2). */
export function oldTokens({ manifest }: ApiView, found: string): Finding {
  return finding('idp.api.token_version', {
    subject: { api: manifest.api },
    field: 'requestedAccessTokenVersion',
    expected: `2: tokens of issuer ${shown(manifest.trust.issuer)} and audience ${shown(manifest.trust.audience)}`,
    found,
    remedy:
      'run pulumi up --refresh, which sets it; by hand: App registrations, Manifest, requestedAccessTokenVersion 2; then request a new token',
  });
}

/** Mapped claims alone may leave the common key in use: Microsoft’s pages do not agree (facts/entra.md 2.4). */
function ownKeyRule(view: ApiView, { ownKey }: EntraApiFacts): Finding[] {
  if (ownKey === 'none') return [];
  return [
    ownSigningKey(
      view,
      ownKey === 'signing key'
        ? { found: 'a signing key on its service principal' }
        : {
            severity: 'warning',
            summary:
              'the API accepts mapped claims, and may have a signing key of its own, which the JWKS does not show',
            found: 'acceptMappedClaims true',
          },
    ),
  ];
}

/** Also told by a token. */
export function ownSigningKey(
  { manifest }: ApiView,
  parts: Pick<Finding, 'found'> & Partial<Pick<Finding, 'severity' | 'summary'>>,
): Finding {
  return finding('idp.api.own_key', {
    subject: { api: manifest.api },
    field: 'acceptMappedClaims',
    expected: `tokens signed with a key of ${shown(manifest.trust.jwksUrl)}`,
    ...parts,
    remedy: `take claims mapping and signing key off the application: pulumi up --refresh sets acceptMappedClaims to false (what was adopted, by hand: App registrations, Manifest), a signing key goes by hand; its keys are at ${shown(applicationKeysUrl(manifest.trust))}, where no profile of this library looks`,
  });
}
