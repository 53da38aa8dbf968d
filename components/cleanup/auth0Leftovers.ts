import type { Auth0Management } from '../diagnose/collect/auth0Management';
import { allClients, allPages, type Json } from '../diagnose/collect/auth0Pages';
import { CLIENT_MARK, markedPart, ownerOfClient } from '../idp/clientMark';
import type { Leftover } from './leftover';
import type { StackState } from './stackState';

export interface Auth0Leftovers {
  readonly leftovers: readonly Leftover[];
  readonly unproven: readonly Leftover[];
}

/**
 * What of a tenant is this stack's and not in its state: clients by their mark, grants of such clients and of the stack's own, and
 * an API, which has no place for a mark, by an identifier that the stack has claimed; only an API without scopes and without
 * other grants, as an interrupted create leaves it, which nobody can be using.
 */
export async function findAuth0Leftovers(
  management: Pick<Auth0Management, 'get'>,
  place: string,
  state: StackState,
): Promise<Auth0Leftovers> {
  const leftover = (kind: Leftover['kind'], name: string, mark: string): Leftover => ({
    side: 'identity provider',
    place,
    kind,
    name,
    mark,
  });
  const tokens = new Set(state.claims.map(({ token }) => token));
  const marked = (await allClients(management)).flatMap((client) => {
    const owner = ownerOfClient((client.client_metadata as Json | undefined)?.[CLIENT_MARK]);
    const id = text(client.client_id);
    if (owner?.stack !== markedPart(state.stack) || state.clientIds.has(id)) return [];
    return [{ id, proven: tokens.has(owner.claim), mark: `${owner.stack}@${owner.claim} ${owner.resource}` }];
  });
  const orphans = new Set(marked.filter(({ proven }) => proven).map(({ id }) => id));

  const grants: Leftover[] = [];
  const apis: Leftover[] = [];
  for (const audience of new Set(state.claims.flatMap((claim) => claim.audience ?? []))) {
    const path = `audience=${encodeURIComponent(audience)}`;
    const listed = await allPages(management, 'client-grants', path, 'read:client_grants');
    const own = listed.filter(
      ({ id, client_id: client, subject_type: type }) =>
        (type === undefined || type === 'client') &&
        !state.grantIds.has(text(id)) &&
        (orphans.has(text(client)) || state.clientIds.has(text(client))),
    );
    for (const { id, client_id: client } of own)
      grants.push(leftover('grant', text(id), `of client ${text(client)} for ${audience}`));
    if (state.audiences.has(audience) || own.length < listed.length) continue;
    const api = (await management.get(
      `resource-servers/${encodeURIComponent(audience)}`,
      'read:resource_servers',
    )) as Json | undefined;
    const scopes = Array.isArray(api?.scopes) ? api.scopes.length : 0;
    if (api && api.is_system !== true && scopes === 0)
      apis.push(leftover('api', audience, 'claimed by this stack, without scopes and grants'));
  }
  const clients = marked.map(({ id, proven, mark }) => ({ proven, leftover: leftover('client', id, mark) }));
  const of = (proven: boolean): Leftover[] =>
    clients.filter((client) => client.proven === proven).map((client) => client.leftover);
  // A grant goes before its client and its API: whether Auth0 takes it along has no source.
  return { leftovers: [...grants, ...of(true), ...apis], unproven: of(false) };
}

export async function removeAuth0Leftover(
  management: Pick<Auth0Management, 'remove'>,
  { kind, name }: Leftover,
): Promise<void> {
  const id = encodeURIComponent(name);
  if (kind === 'grant') await management.remove(`client-grants/${id}`, 'delete:client_grants');
  else if (kind === 'client') await management.remove(`clients/${id}`, 'delete:clients');
  else await management.remove(`resource-servers/${id}`, 'delete:resource_servers');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
