import type { Manifest } from '../../manifest';
import type { ApiFacts, ClientFacts } from '../facts';
import { CLIENT_MARK, ownerOfClient } from '../../idp/clientMark';
import { Auth0Management } from './auth0Management';
import { allClients, type Json } from './auth0Pages';
import { auth0Tenant } from './auth0Tenant';
import { withoutManagement, type ProviderReader } from './providerReader';
import { reading, text, texts } from './readings';

/** Auth0: the API, the clients and their grants through the Management API v2 (facts/auth0.md 2). */
export const auth0Reader: ProviderReader = {
  tokenKind: 'auth0',
  tokenUrl: (settings) => `${tenant(settings)}/oauth/token`,
  discoveryBase: () => undefined,
  account: (settings) => tenant(settings),
  management(settings, { auth0: credentials }, http, timeoutSeconds) {
    if (!credentials || credentials.domain !== settings['domain'])
      return withoutManagement('no credentials of the identity provider were given');
    const management = new Auth0Management(tenant(settings), credentials, http, timeoutSeconds);
    const apis = new Map<string, Promise<Json | undefined>>();
    let everyClient: Promise<Json[]> | undefined;
    const findApi = (audience: string): Promise<Json | undefined> => {
      let found = apis.get(audience);
      if (!found) {
        found = management.get(
          `resource-servers/${encodeSegment(audience)}`,
          'read:resource_servers',
        ) as Promise<Json | undefined>;
        apis.set(audience, found);
      }
      return found;
    };

    const client = async (
      audience: string,
      { clientId, scopes, redirectUris }: Manifest['clients'][string],
    ): Promise<ClientFacts | null> => {
      const found = await management.get(
        // Whoever may read client secrets would otherwise be sent this one's.
        `clients/${encodeSegment(clientId)}?fields=client_id%2Cgrant_types%2Ccallbacks&include_fields=true`,
        'read:clients',
      );
      if (!found) return null;
      const query = new URLSearchParams({
        audience,
        client_id: clientId,
        include_totals: 'true',
        per_page: '50',
      });
      const listed = await management.get(`client-grants?${query.toString()}`, 'read:client_grants');
      const grant = grantFor(redirectUris === undefined ? 'client' : 'user', listed);
      const everything = async (): Promise<readonly string[]> =>
        // What the API offers may be hidden from these credentials; then the grant is not what is wrong.
        (await findApi(audience).then(apiScopes, () => undefined)) ?? scopes;
      return {
        clientId,
        grantTypes: texts((found as Json).grant_types),
        redirectUris: texts((found as Json).callbacks),
        grantedScopes: grant && (grant.allow_all_scopes === true ? await everything() : texts(grant.scope)),
      };
    };

    return {
      api: (audience) => reading(async () => apiFacts(await findApi(audience))),
      clients: (audience, declared) =>
        reading(async () => {
          const found = await Promise.all(
            Object.entries(declared).map(
              async ([key, entry]) => [key, await client(audience, entry)] as const,
            ),
          );
          return Object.fromEntries(found);
        }),
      orphans: (claim, declared) =>
        reading(async () => {
          const known = new Set(Object.values(declared).map(({ clientId }) => clientId));
          return (await (everyClient ??= allClients(management))).flatMap((found) => {
            const owner = ownerOfClient((found.client_metadata as Json | undefined)?.[CLIENT_MARK]);
            const clientId = text(found.client_id) ?? '';
            return owner?.claim === claim && !known.has(clientId)
              ? [{ clientId, resource: owner.resource }]
              : [];
          });
        }),
    };
  },
};

function tenant({ domain = '' }: Readonly<Record<string, string>>): string {
  return auth0Tenant(domain);
}

// Half a surrogate pair has no UTF-8; Auth0 has no object of such a name.
function encodeSegment(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'));
}

function apiFacts(api: Json | undefined): ApiFacts | null {
  if (!api) return null;
  return {
    identifier: text(api.identifier) ?? '',
    scopes: apiScopes(api) ?? [],
    signingAlgorithm: text(api.signing_alg),
    tokenDialect: text(api.token_dialect),
    tokenLifetime: typeof api.token_lifetime === 'number' ? api.token_lifetime : undefined,
  };
}

function apiScopes(api: Json | undefined): string[] | undefined {
  if (!api) return undefined;
  const scopes = Array.isArray(api.scopes) ? (api.scopes as readonly (Json | null)[]) : [];
  return texts(scopes.map((scope) => scope?.value));
}

// A machine calls by the grant for the client itself, people by the one for its users (facts/auth0.md 3.2).
function grantFor(subjectType: 'client' | 'user', listed: unknown): Json | null {
  const list = Array.isArray(listed) ? listed : (listed as Json | undefined)?.client_grants;
  const grants = Array.isArray(list) ? (list as readonly Json[]) : [];
  return grants.find(({ subject_type: type = 'client' }) => type === subjectType) ?? null;
}
