import { MAKE_AGAIN } from '../adoptedWords';
import type { ApiFacts } from '../facts';
import type { Finding } from '../finding';
import { fetchesTheSame } from './address';
import { apiSettingRules, fusionRule } from './apiSettings';
import { finding, shown, shownList } from './build';
import { clientRules, orphanRules } from './clients';
import { entraApiRules } from './entraApi';
import { entraPermissionRules } from './entraPermissions';
import { apiWords, isEntra } from './providerWords';
import { claimRules } from './roles';
import { valueOf, type ApiView } from './view';

/** RSA signatures of PKCS #1 v1.5 only (facts/ords.md 8). */
export const ACCEPTED_ALGORITHMS: readonly string[] = ['RS256', 'RS384', 'RS512'];

/** What the identity provider has for this API, as far as it was read. */
export function identityProviderRules(view: ApiView): Finding[] {
  const api = valueOf(view.sides.identityProvider.api);
  return [
    ...(api === null ? [missingApi(view)] : []),
    ...(api ? apiRules(view, api) : []),
    ...fusionRule(view),
    ...claimRules(view),
    // Roles go with a service principal.
    ...clientRules(view, api !== null && api?.entra?.principal !== null),
    ...orphanRules(view),
    ...discoveryRules(view),
  ];
}

function apiRules(view: ApiView, api: ApiFacts): Finding[] {
  const { entra } = api;
  return [
    ...(entra
      ? [...entraApiRules(view, entra), ...entraPermissionRules(view, entra)]
      : scopeRules(view, api)),
    ...tokenRules(view, api),
    ...apiSettingRules(view, api),
  ];
}

function missingApi(view: ApiView): Finding {
  const { audience } = view.manifest.trust;
  const { api, identifier } = apiWords(view);
  return finding('idp.api.missing', {
    subject: { api: view.manifest.api },
    field: 'audience',
    expected: shown(audience),
    found: `no such ${api}`,
    remedy: isEntra(view)
      ? `${MAKE_AGAIN}, which creates the ${api} anew with another ${identifier}, and a JWT profile for that; clients then ask for tokens of the new one`
      : `${MAKE_AGAIN}, which creates the ${api} with ${identifier} ${shown(audience)}`,
  });
}

function scopeRules(view: ApiView, api: ApiFacts): Finding[] {
  const { manifest, sameAudience } = view;
  const declared = manifest.scopes.map(({ name }) => name);
  const known = new Set([...declared, ...sameAudience.flatMap(({ scopes }) => scopes.map((s) => s.name))]);
  const subject = (name: string) => ({ api: manifest.api, kind: 'scope' as const, name });
  return [
    ...declared
      .filter((name) => !api.scopes.includes(name))
      .map((name) =>
        finding('idp.scope.missing', {
          subject: subject(name),
          field: 'scopes',
          expected: shown(name),
          found: shownList(api.scopes),
          remedy: `run pulumi up --refresh, which adds the scope to the ${apiWords(view).api} ${shown(api.identifier)}`,
        }),
      ),
    ...api.scopes
      .filter((name) => !known.has(name))
      .map((name) =>
        finding('idp.scope.undeclared', {
          subject: subject(name),
          field: 'scopes',
          expected: shownList(declared),
          found: shown(name),
          remedy: `declare ${shown(name)} under scopes in the program, or run pulumi up --refresh, which removes it from the ${apiWords(view).api}`,
        }),
      ),
  ];
}

/** Settings of the API whose tokens ORDS refuses (facts/auth0.md 3.1, facts/ords.md 8). */
function tokenRules(view: ApiView, { signingAlgorithm, tokenDialect }: ApiFacts): Finding[] {
  const subject = { api: view.manifest.api };
  return [
    ...(signingAlgorithm === undefined || ACCEPTED_ALGORITHMS.includes(signingAlgorithm)
      ? []
      : [
          finding('idp.signing_algorithm', {
            subject,
            field: 'signingAlgorithm',
            expected: shownList(ACCEPTED_ALGORITHMS),
            found: shown(signingAlgorithm),
            remedy: 'set the signing algorithm of the API to "RS256": run pulumi up --refresh',
          }),
        ]),
    ...(tokenDialect?.startsWith('rfc9068')
      ? [
          finding('idp.token_dialect', {
            subject,
            field: 'tokenDialect',
            expected: '"access_token" or "access_token_authz"',
            found: shown(tokenDialect),
            remedy: 'set the token dialect of the API to "access_token": run pulumi up --refresh',
          }),
        ]
      : []),
  ];
}

function discoveryRules(view: ApiView): Finding[] {
  const discovery = valueOf(view.sides.identityProvider.discovery);
  if (!discovery) return [];
  const { api, trust } = view.manifest;
  const remedy = (live: string): string =>
    `correct the identity provider’s settings in the program so that they yield ${shown(live)}, then run pulumi up`;
  return [
    ...(trust.issuer !== discovery.issuer
      ? [
          finding('idp.discovery.issuer', {
            subject: { api },
            field: 'issuer',
            expected: shown(trust.issuer),
            found: shown(discovery.issuer),
            remedy: remedy(discovery.issuer),
          }),
        ]
      : []),
    // OCI IAM writes :443 into some of its URLs and not into others (facts/ords.md 13): the same place.
    ...(!fetchesTheSame(trust.jwksUrl, discovery.jwksUri)
      ? [
          finding('idp.discovery.jwks_url', {
            subject: { api },
            field: 'jwksUrl',
            expected: shown(trust.jwksUrl),
            found: shown(discovery.jwksUri),
            remedy: remedy(discovery.jwksUri),
          }),
        ]
      : []),
  ];
}
