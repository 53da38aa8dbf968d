import type { EntraCredentials } from '../diagnose/collect/credentials';
import { READ_APPLICATIONS } from '../diagnose/collect/entraMarked';
import type { Json } from '../diagnose/collect/managementReader';
import { MicrosoftGraph } from '../diagnose/collect/microsoftGraph';
import { objects, text, texts } from '../diagnose/collect/readings';
import type { Http } from '../diagnose/http';
import { apiOf, clientOf, isSameId } from './entraApplications';
import type { LiveEntra } from './liveEntra';
import { byNameAndId } from './liveOrder';
import { readOrThrow } from './readOrThrow';

/** No secret is asked for, nor the hint of one. */
const FIELDS = [
  ...['id', 'appId', 'displayName', 'description', 'signInAudience', 'identifierUris'],
  ...['requiredResourceAccess', 'web', 'spa', 'publicClient'],
];
const OF_THE_API = [...FIELDS, 'api', 'appRoles'];
const PRINCIPAL = ['id', 'appId', 'displayName', 'accountEnabled', 'appRoleAssignmentRequired'];

/**
 * Reads the application whose tokens have this audience, and the applications with a role of it or asking people for its scopes. Nothing
 * is written.
 *
 * @param audience A client id; or an identifier URI, as tokens of version 1 have it.
 * @throws OrdsError `cli.export.entra_rights`, and those of reaching the directory
 */
export async function readEntra(
  credentials: EntraCredentials,
  audience: string,
  http: Http,
): Promise<LiveEntra> {
  const graph = new MicrosoftGraph(credentials, http);
  return readOrThrow(() => readDirectory(graph, credentials.tenantId, audience), {
    code: 'cli.export.entra_rights',
    field: 'ARM_CLIENT_ID',
    remedy: `let an administrator consent to ${READ_APPLICATIONS} for that client, or leave --entra out`,
  });
}

async function readDirectory(graph: MicrosoftGraph, tenantId: string, audience: string): Promise<LiveEntra> {
  const all = await graph.list('applications', { $select: FIELDS.join(',') }, READ_APPLICATIONS);
  const found = all.find(
    ({ appId, identifierUris }) =>
      isSameId(text(appId), audience) || texts(identifierUris).includes(audience),
  );
  const id = text(found?.id);
  if (id === undefined) return { tenantId, api: null, clients: [] };
  const application = await graph.get(
    `applications/${encodeURIComponent(id)}?$select=${OF_THE_API.join(',')}`,
    READ_APPLICATIONS,
  );
  const principal = await principalOf(graph, text(found?.appId));
  const assignments = await assignmentsOf(graph, text(principal?.id));
  const api = apiOf(application ?? {}, principal, assignments);

  const holders = assignments.filter(({ principalType }) => principalType === 'ServicePrincipal');
  const principals = await Promise.all(
    [...new Set(holders.map(({ principalId }) => text(principalId) ?? ''))].map((holder) =>
      graph.get(
        `servicePrincipals/${encodeURIComponent(holder)}?$select=${PRINCIPAL.join(',')}`,
        READ_APPLICATIONS,
      ),
    ),
  );
  const holding = principals.flatMap((one) => (one === undefined ? [] : [one]));
  const asking = all.filter(
    (one) =>
      !holding.some(({ appId }) => appId === one.appId) &&
      clientOf(one, undefined, [], api).scopes.length > 0,
  );
  const clients = [
    ...holding.map((one) => {
      const own = holders.filter(({ principalId }) => principalId === one.id);
      return clientOf(
        all.find(({ appId }) => appId === one.appId),
        one,
        own,
        api,
      );
    }),
    ...(await Promise.all(
      asking.map(async (one) => clientOf(one, await principalOf(graph, text(one.appId)), [], api)),
    )),
  ];
  return { tenantId, api, clients: clients.sort(byNameAndId) };
}

async function principalOf(graph: MicrosoftGraph, appId: string | undefined): Promise<Json | undefined> {
  const query = { $filter: `appId eq '${appId ?? ''}'`, $select: PRINCIPAL.join(',') };
  return (await graph.list('servicePrincipals', query, READ_APPLICATIONS))[0];
}

async function assignmentsOf(graph: MicrosoftGraph, principalId: string | undefined): Promise<Json[]> {
  if (principalId === undefined) return [];
  const path = `servicePrincipals/${encodeURIComponent(principalId)}/appRoleAssignedTo`;
  return objects(await graph.list(path, {}, READ_APPLICATIONS));
}
