import type { Auth0Management } from '../diagnose/collect/auth0Management';
import { allClients, allPages } from '../diagnose/collect/auth0Pages';
import type { Json } from '../diagnose/collect/managementReader';
import { CLIENT_MARK, markedPart, ownerOfClient } from '../idp/clientMark';
import type { Doubt, Leftover } from './leftover';
import type { StackState } from './stackState';

export interface Auth0Leftovers {
  readonly leftovers: readonly Leftover[];
  readonly unproven: readonly Leftover[];
}

/**
 * What of a tenant is this stack's and not in its state: clients by their mark, and grants of such clients and of the stack's own. An
 * API has no place for a mark. One that has an identifier which the stack has claimed, no scopes and no other grants, as an
 * interrupted create leaves it, may still be somebody else's, and in use: by default an API gives tokens to every user's application
 * (facts/auth0.md 2.2). It counts only when it is `named`.
 */
export async function findAuth0Leftovers(
  management: Pick<Auth0Management, 'get'>,
  place: string,
  state: StackState,
  named: readonly string[] = [],
): Promise<Auth0Leftovers> {
  const leftover = (kind: Leftover['kind'], name: string, mark: string, doubt?: Doubt): Leftover => ({
    side: 'identity provider',
    place,
    kind,
    name,
    mark,
    ...(doubt !== undefined && { doubt }),
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
      apis.push(
        leftover(
          'api',
          audience,
          'an identifier that this stack has claimed; without scopes and grants',
          named.includes(audience) ? undefined : 'identifier',
        ),
      );
  }
  const clients = marked.map(({ id, proven, mark }) =>
    leftover('client', id, mark, proven ? undefined : 'other_claim'),
  );
  // A grant goes before its client and its API: whether Auth0 takes it along has no source.
  const all = [...grants, ...clients, ...apis];
  return {
    leftovers: all.filter(({ doubt }) => doubt === undefined),
    unproven: all.filter(({ doubt }) => doubt !== undefined),
  };
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
