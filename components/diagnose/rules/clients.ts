import { MAKE_AGAIN } from '../adoptedWords';
import type { ClientFacts } from '../facts';
import type { Finding } from '../finding';
import { finding, shown, shownList } from './build';
import { clientSettingRules } from './clientSettings';
import { grantWords } from './grantWords';
import { isEntra } from './providerWords';
import { own, valueOf, type ApiView } from './view';

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
      ...clientSettingRules(view, key, declared, live),
      ...(apiExists && live.entra?.hasPrincipal !== false
        ? grantRules(view, key, declared.scopes, live)
        : []),
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
    remedy: `${MAKE_AGAIN}, which creates the client anew with another id and secret`,
  });
}

function grantRules(view: ApiView, key: string, declared: readonly string[], live: ClientFacts): Finding[] {
  const subject = { api: view.manifest.api, kind: 'grant' as const, name: key };
  const granted = live.grantedScopes;
  if (granted === undefined) return [];
  // A grant of Auth0 exists by itself; elsewhere it is nothing but its scopes.
  if (granted === null && declared.length === 0 && view.manifest.identityProvider['kind'] !== 'auth0')
    return [];
  const words = grantWords(view);
  if (granted === null)
    return [
      finding('idp.grant.missing', {
        subject,
        field: 'grant',
        ...words.missing(declared),
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
          remedy: words.add(scope),
        }),
      ),
    ...granted
      .filter((scope) => !declared.includes(scope) && !isFurtherRole(view, declared, scope))
      .map((scope) =>
        finding('idp.grant.scope_undeclared', {
          subject,
          field: 'grant.scope',
          expected: shownList(declared),
          found: shown(scope),
          remedy: words.undeclared(scope, key),
        }),
      ),
  ];
}

/** In Entra what is granted are roles: a further role of a scope that the client has lets it in nowhere else, unless it is a scope as well. */
function isFurtherRole(view: ApiView, declared: readonly string[], role: string): boolean {
  const { scopes } = view.manifest;
  if (!isEntra(view) || scopes.some(({ name }) => name === role)) return false;
  return scopes.some(({ name, roles = [] }) => declared.includes(name) && roles.includes(role));
}
