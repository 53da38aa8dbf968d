import type { EntraAdoptArgs } from '../idp/entraAdoption';
import { SIGN_IN_AUDIENCE } from '../idp/entraApps';
import { checkEntraRequest } from '../idp/entraRules';
import { quote } from '../rules/text';
import type { ExportedApi, Unexpressed } from './exportedApi';
import { exportEntraClients, isForPeople } from './exportEntraClients';
import { exportPermissions } from './exportPermissions';
import { byKey } from './keepClients';
import type { LiveEntra, LiveEntraApi, LiveEntraClient } from './liveEntra';

/**
 * Adds the side of a directory to the values of a schema, with the ids under which `up` takes it over.
 *
 * @param privileges Names of all privileges of the schema, also of those that the values do not express.
 */
export function addEntra(api: ExportedApi, live: LiveEntra, privileges: readonly string[]): ExportedApi {
  const { audience = '' } = api;
  const provider = { ...api.provider, domain: live.tenantId };
  const notes = [...api.notExpressed, ...otherDirectory(api, live)];
  if (live.api === null)
    return {
      ...api,
      provider: { ...provider, adopt: {} },
      clients: {},
      notExpressed: [
        ...notes,
        {
          object: `application of ${quote(audience)}`,
          reason: `directory ${quote(live.tenantId)} has none; up makes a new one, whose client id is the new audience`,
        },
      ],
    };
  const mode = provider.settings.mode === 'scope' ? 'scope' : 'role';
  const {
    scopes,
    requests,
    adopt,
    notExpressed: permissionNotes,
  } = exportPermissions(api.scopes, live.api, {
    mode,
    privileges,
    audience,
  });
  const { clients, kept, notExpressed } = exportEntraClients(live.clients, {
    scopes: requests,
    apiId: live.api.id,
    mode,
  });
  const people = Object.values(kept).some((client) => isForPeople(client.live));
  const { settings, reasons } = apiSettings(live.api, { audience, people, mode });
  const { id, principalId, clientId, identifierUris } = live.api;
  const uri = `api://${clientId}`;
  return {
    ...api,
    scopes,
    provider: {
      ...provider,
      settings: { ...provider.settings, ...settings },
      adopt: {
        api: {
          application: id,
          ...(principalId !== undefined && { principal: principalId }),
          ...(people && identifierUris.includes(uri) && { identifierUri: uri }),
          ...adopt,
        },
        clients: byKey(kept, (client) => adoptedClient(client.live)),
      },
    },
    clients,
    notExpressed: [
      ...notes,
      ...reasons.map((reason) => ({ object: `application of ${quote(audience)}`, reason })),
      ...permissionNotes,
      ...notExpressed,
    ],
  };
}

function adoptedClient({
  id = '',
  principalId,
  assignments,
}: LiveEntraClient): NonNullable<EntraAdoptArgs['clients']>[string] {
  return {
    application: id,
    ...(principalId !== undefined && { principal: principalId }),
    ...(assignments.length > 0 && {
      assignments: Object.fromEntries(assignments.map(({ role, id: assignment }) => [role, assignment])),
    }),
  };
}

function otherDirectory({ provider: { domain } }: ExportedApi, { tenantId }: LiveEntra): Unexpressed[] {
  if (domain === undefined || domain.toLowerCase() === tenantId.toLowerCase()) return [];
  return [
    {
      object: 'JWT profile',
      reason: `it trusts directory ${quote(domain)}, and the applications were read from ${quote(tenantId)}; up makes it trust the latter`,
    },
  ];
}

function apiSettings(
  api: LiveEntraApi,
  { audience, people, mode }: { readonly audience: string; readonly people: boolean; readonly mode: string },
): { readonly settings: Readonly<Record<string, string | boolean>>; readonly reasons: readonly string[] } {
  const { name, clientId, principalId, tokenVersion, signInAudience, mappedClaims, assignmentRequired } = api;
  const [badName] = checkEntraRequest(name, { scopes: [], clients: {} }, 'role');
  return {
    settings: {
      ...(!badName && { apiName: name }),
      ...(principalId !== undefined && assignmentRequired !== (mode === 'role') && { assignmentRequired }),
    },
    reasons: [
      ...(badName ? [`its name ${badName.summary}; up gives it that of the ProtectedApi`] : []),
      ...(tokenVersion === 2
        ? []
        : [
            'its tokens are of version 1; up makes them version 2, with another issuer and its client id as audience',
          ]),
      ...(audience === clientId ? [] : [`up trusts its client id ${quote(clientId)} as the audience`]),
      ...(signInAudience === SIGN_IN_AUDIENCE
        ? []
        : [`its accounts are ${quote(signInAudience)}; up makes that ${quote(SIGN_IN_AUDIENCE)}`]),
      ...(mappedClaims
        ? ['it takes mapped claims, and may sign with keys that the JWKS URL does not have; up leaves that']
        : []),
      ...(principalId === undefined
        ? ['it has no service principal, so that nobody gets a token; up makes it']
        : []),
      ...(people && !api.identifierUris.includes(`api://${clientId}`)
        ? [`it has not the identifier URI ${quote(`api://${clientId}`)}; up adds it`]
        : []),
      ...(api.people.length > 0
        ? [`people have its roles, and keep them: ${api.people.map(quote).join(', ')}`]
        : []),
    ],
  };
}
