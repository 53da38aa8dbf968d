import { READ_APPLICATIONS, type MarkedApplication } from '../diagnose/collect/entraMarked';
import type { Json } from '../diagnose/collect/managementReader';
import type { MicrosoftGraph } from '../diagnose/collect/microsoftGraph';
import { objects, text, texts } from '../diagnose/collect/readings';
import { markText, ownerIn } from '../ords/lifecycle/mark';
import { clientKey, rightKey } from './entraState';
import type { Doubt, Leftover } from './leftover';
import type { StackState } from './stackState';

/** An application of the state, as the directory has it. */
export interface KnownApplication extends MarkedApplication {
  readonly application: Json;
}

interface Principal {
  readonly id: string;
  readonly of: KnownApplication;
}

/**
 * What an interrupted run has added to an application that the state has, each of which the official provider refuses to make a second time: a
 * service principal (facts/entra.md 1.4) with this stack's mark, a role of the stack's API assigned to its own client, and the API's identifier URI
 * where people's clients ask for it. An assignment carries no mark: one that no manifest declares may be a person's or another program's.
 */
export async function findEntraParts(
  graph: Pick<MicrosoftGraph, 'list'>,
  place: string,
  known: readonly KnownApplication[],
  { stack, claims, entra }: StackState,
): Promise<Leftover[]> {
  const tokens = new Set(claims.map(({ token }) => token));
  const part = (kind: Leftover['kind'], name: string, mark: string, doubt?: Doubt): Leftover => ({
    side: 'identity provider',
    place,
    kind,
    name,
    mark,
    ...(doubt !== undefined && { doubt }),
  });
  const leftovers: Leftover[] = [];
  const principals: Principal[] = [];
  for (const of of known) {
    const query = { $filter: `appId eq '${of.appId}'`, $select: 'id,appId,notes' };
    for (const found of await graph.list('servicePrincipals', query, READ_APPLICATIONS)) {
      const id = text(found.id) ?? '';
      const owner = ownerIn(text(found.notes));
      if (entra.principalIds.has(id)) principals.push({ id, of });
      else if (owner?.stack === stack && owner.claim !== undefined && tokens.has(owner.claim))
        leftovers.push(part('service_principal', id, markText(owner)));
    }
  }
  const grants = await Promise.all(
    principals.map(async ({ id: resource, of: api }) => {
      const path = `servicePrincipals/${encodeURIComponent(resource)}/appRoleAssignedTo`;
      if (!api.isApi) return [];
      return (await graph.list(path, {}, READ_APPLICATIONS)).flatMap((assignment) => {
        const holder = principals.find(({ id }) => id === assignment.principalId);
        const name = `/servicePrincipals/${resource}/appRoleAssignedTo/${text(assignment.id) ?? ''}`;
        if (!holder || entra.assignmentIds.has(name)) return [];
        const roleId = text(assignment.appRoleId) ?? '';
        const isOurs =
          entra.declared.get(clientKey(api.appId, holder.of.appId))?.includes(roleOf(api, roleId) ?? '') ===
            true && !entra.rights.has(rightKey(resource, holder.id, roleId));
        return [
          part(
            'grant',
            name,
            `of client ${holder.of.appId} for ${api.appId}`,
            isOurs ? undefined : 'undeclared',
          ),
        ];
      });
    }),
  );
  const uris = known.flatMap(({ appId, owner, application }) => {
    const uri = `api://${appId}`;
    const isInTheWay =
      texts(application.identifierUris).includes(uri) &&
      !entra.identifierUris.has(uri) &&
      known.some((client) => asksPeopleFor(client, appId));
    return isInTheWay ? [part('identifier_uri', uri, `of ${markText(owner)}`)] : [];
  });
  return [...grants.flat(), ...uris, ...leftovers];
}

/** The value of that role. */
function roleOf({ application }: KnownApplication, id: string): string | undefined {
  const role = objects(application.appRoles).find((one) => text(one.id)?.toLowerCase() === id.toLowerCase());
  return text(role?.value);
}

function asksPeopleFor({ application }: KnownApplication, appId: string): boolean {
  return objects(application.requiredResourceAccess).some(
    ({ resourceAppId, resourceAccess }) =>
      resourceAppId === appId && objects(resourceAccess).some(({ type }) => type === 'Scope'),
  );
}
