import type { ClientFacts } from '../facts';
import type { Finding } from '../finding';
import { finding, shown, shownList } from './build';
import { own, valueOf, type ApiView } from './view';

type DeclaredClient = ApiView['manifest']['clients'][string];

/** The one without which the client can do nothing, and all that it has use for. */
function grantTypesOf({ redirectUris }: DeclaredClient): { needed: string; useful: readonly string[] } {
  return redirectUris === undefined
    ? { needed: 'client_credentials', useful: ['client_credentials'] }
    : { needed: 'authorization_code', useful: ['authorization_code', 'refresh_token'] };
}

/**
 * Each declared client and its grant. Without the API there can be no grant that works, and its absence has been said:
 * `apiExists` false leaves the grants out.
 */
export function clientRules(view: ApiView, apiExists: boolean): Finding[] {
  const clients = valueOf(view.sides.identityProvider.clients);
  if (!clients) return [];
  return Object.entries(view.manifest.clients).flatMap(([key, declared]) => {
    const live = own(clients, key);
    if (live === undefined) return [];
    if (live === null) return [missingClient(view, key, declared.clientId)];
    return [
      ...grantTypeRule(view, key, declared, live),
      ...redirectUriRules(view, key, declared, live),
      ...(apiExists ? grantRules(view, key, declared.scopes, live) : []),
    ];
  });
}

/** Clients that a create has left which was killed, or which the plugin had sent twice (facts/auth0.md 1.5). */
export function orphanRules(view: ApiView): Finding[] {
  return (valueOf(view.sides.identityProvider.orphans) ?? []).map(({ clientId, resource }) =>
    finding('idp.client.orphan', {
      subject: { api: view.manifest.api, kind: 'client', name: clientId },
      field: 'clients',
      expected: shownList(Object.values(view.manifest.clients).map((client) => client.clientId)),
      found: `${shown(clientId)}, made for resource ${shown(resource)}`,
      remedy: 'npx pulumi-ords cleanup lists it, and removes it with --yes',
    }),
  );
}

function missingClient(view: ApiView, key: string, clientId: string): Finding {
  return finding('idp.client.missing', {
    subject: { api: view.manifest.api, kind: 'client', name: key },
    field: 'clientId',
    expected: shown(clientId),
    found: 'no such client',
    remedy: 'run pulumi up --refresh, which creates the client anew with another id and secret',
  });
}

function grantTypeRule(
  view: ApiView,
  key: string,
  declared: DeclaredClient,
  { grantTypes }: ClientFacts,
): Finding[] {
  const { needed, useful } = grantTypesOf(declared);
  const able = grantTypes.includes(needed);
  if (able && grantTypes.every((type) => useful.includes(type))) return [];
  return [
    finding('idp.client.grant_types', {
      subject: { api: view.manifest.api, kind: 'client', name: key },
      field: 'grantTypes',
      // Without it the token endpoint refuses the client (facts/auth0.md 3.3).
      ...(!able && {
        severity: 'error' as const,
        summary: 'a client may not use the one grant type that it needs',
      }),
      expected: shownList(useful),
      found: shownList(grantTypes),
      remedy: `set its grant types to ${shownList(useful)}: run pulumi up --refresh`,
    }),
  ];
}

function redirectUriRules(
  view: ApiView,
  key: string,
  { redirectUris: declared }: DeclaredClient,
  { redirectUris: live }: ClientFacts,
): Finding[] {
  if (declared === undefined || live === undefined) return [];
  const common = {
    subject: { api: view.manifest.api, kind: 'client' as const, name: key },
    field: 'redirectUris',
  };
  return [
    ...declared
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
      .filter((uri) => !declared.includes(uri))
      .map((uri) =>
        finding('idp.client.redirect_uri_undeclared', {
          ...common,
          expected: shownList(declared),
          found: shown(uri),
          remedy: `add ${shown(uri)} to redirectUris of client ${shown(key)} in the program, or run pulumi up --refresh, which takes it away`,
        }),
      ),
  ];
}

function grantRules(view: ApiView, key: string, declared: readonly string[], live: ClientFacts): Finding[] {
  const subject = { api: view.manifest.api, kind: 'grant' as const, name: key };
  const granted = live.grantedScopes;
  if (granted === null)
    return [
      finding('idp.grant.missing', {
        subject,
        field: 'grant',
        expected: `a grant with ${shownList(declared, 'no scope')}`,
        found: 'none',
        remedy: 'run pulumi up --refresh, which creates the grant',
      }),
    ];
  return [
    ...declared
      .filter((scope) => !granted.includes(scope))
      .map((scope) =>
        finding('idp.grant.scope_missing', {
          subject,
          field: 'grant.scope',
          expected: shown(scope),
          found: shownList(granted),
          remedy: `run pulumi up --refresh, which adds ${shown(scope)} to the grant`,
        }),
      ),
    ...granted
      .filter((scope) => !declared.includes(scope))
      .map((scope) =>
        finding('idp.grant.scope_undeclared', {
          subject,
          field: 'grant.scope',
          expected: shownList(declared),
          found: shown(scope),
          remedy: `declare ${shown(scope)} for client ${shown(key)} in the program, or run pulumi up --refresh, which takes it away`,
        }),
      ),
  ];
}
