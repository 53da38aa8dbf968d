import type * as pulumi from '@pulumi/pulumi';
import type { MicrosoftGraph } from '../diagnose/collect/microsoftGraph';
import { text } from '../diagnose/collect/readings';
import { known, withHooks } from '../hooks';
import { withGraph } from './entraGraph';

/** Who has which role of what. */
export interface Assignment {
  readonly appRoleId: string;
  /** Object id of the client's service principal. */
  readonly principalObjectId: string;
  /** Object id of the API's service principal. */
  readonly resourceObjectId: string;
}

const RIGHT = 'AppRoleAssignment.ReadWrite.All';

/**
 * The options that take away the same assignment before it is made: one that the state does not have, because a run was killed behind
 * its creation or the answer got lost. With it there the directory refuses every further `up`: "EntitlementGrant entry already exists"
 * (facts/entra.md 1.6). Only for an assignment between two applications of one's own.
 */
export function replacingLeftAssignment(
  assignment: Readonly<Record<keyof Assignment, pulumi.Input<string>>>,
): pulumi.CustomResourceOptions {
  return withHooks({
    beforeCreate: [() => withGraph(async (graph) => removeAssignment(graph, await known({ ...assignment })))],
  });
}

/** Takes it away where it is there. Throws UnreadError. */
export async function removeAssignment(
  graph: Pick<MicrosoftGraph, 'list' | 'remove'>,
  { appRoleId, principalObjectId, resourceObjectId }: Assignment,
): Promise<void> {
  const path = `servicePrincipals/${encodeURIComponent(resourceObjectId)}/appRoleAssignedTo`;
  for (const found of await graph.list(path, {}, RIGHT)) {
    const [id, role, principal] = [text(found.id), text(found.appRoleId), text(found.principalId)];
    if (id === undefined || role?.toLowerCase() !== appRoleId || principal !== principalObjectId) continue;
    await graph.remove(`${path}/${encodeURIComponent(id)}`, RIGHT);
  }
}
