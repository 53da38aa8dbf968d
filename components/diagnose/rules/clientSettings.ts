import type { Manifest } from '../../manifest';
import { ENABLE_PRINCIPAL } from '../adoptedWords';
import type { ClientFacts } from '../facts';
import type { Finding } from '../finding';
import { finding, shown, shownList } from './build';
import { entraClientRules } from './entraClient';
import { isEntra } from './providerWords';
import type { ApiView } from './view';

type Declared = Manifest['clients'][string];

/** What each of the two kinds of clients has to be able to, and may be able to besides. */
const MACHINE = { needed: 'client_credentials', allowed: ['client_credentials'] };
const PEOPLE = { needed: 'authorization_code', allowed: ['authorization_code', 'refresh_token'] };

/** What a client is set to, its scopes aside. */
export function clientSettingRules(
  view: ApiView,
  key: string,
  declared: Declared,
  live: ClientFacts,
): Finding[] {
  return [
    ...(live.entra ? entraClientRules(view, key, live.entra) : []),
    ...activeRule(view, key, live),
    ...grantTypeRule(view, key, declared, live),
    ...redirectUriRules(view, key, declared, live),
  ];
}

function activeRule(view: ApiView, key: string, { active }: ClientFacts): Finding[] {
  if (active !== false) return [];
  return [
    finding('idp.client.inactive', {
      subject: subject(view, key),
      field: 'active',
      expected: 'active',
      found: isEntra(view) ? 'a service principal that is disabled' : 'not active',
      remedy: isEntra(view) ? ENABLE_PRINCIPAL : 'run pulumi up --refresh, which activates its app',
    }),
  ];
}

function grantTypeRule(
  view: ApiView,
  key: string,
  declared: Declared,
  { grantTypes }: ClientFacts,
): Finding[] {
  const { needed, allowed } = declared.redirectUris === undefined ? MACHINE : PEOPLE;
  if (grantTypes === undefined) return [];
  const able = grantTypes.includes(needed);
  if (able && grantTypes.every((type) => allowed.includes(type))) return [];
  return [
    finding('idp.client.grant_types', {
      subject: subject(view, key),
      field: 'grantTypes',
      // Without it the token endpoint refuses the client (facts/auth0.md 3.3, facts/oci-iam.md 2.4).
      ...(!able && {
        severity: 'error' as const,
        summary: 'a client may not use the one grant type that it needs',
      }),
      expected: shownList(allowed),
      found: shownList(grantTypes),
      remedy: `set its grant types to ${shownList(allowed)}: run pulumi up --refresh`,
    }),
  ];
}

/** Compared byte for byte by the identity provider: whoever comes from another address is turned away after the sign-in. */
function redirectUriRules(
  view: ApiView,
  key: string,
  { redirectUris }: Declared,
  { redirectUris: live }: ClientFacts,
): Finding[] {
  if (redirectUris === undefined || live === undefined) return [];
  const common = { subject: subject(view, key), field: 'redirectUris' };
  return [
    ...redirectUris
      .filter((uri) => !live.includes(uri))
      .map((uri) =>
        finding('idp.client.redirect_uri_missing', {
          ...common,
          expected: shown(uri),
          found: shownList(live),
          remedy: `run pulumi up --refresh, which adds ${shown(uri)} to the client`,
        }),
      ),
    ...live
      .filter((uri) => !redirectUris.includes(uri))
      .map((uri) =>
        finding('idp.client.redirect_uri_undeclared', {
          ...common,
          expected: shownList(redirectUris),
          found: shown(uri),
          remedy: `declare ${shown(uri)} for client ${shown(key)} in the program, or run pulumi up --refresh, which takes it away`,
        }),
      ),
  ];
}

function subject(view: ApiView, key: string) {
  return { api: view.manifest.api, kind: 'client' as const, name: key };
}
