import type * as pulumi from '@pulumi/pulumi';
import type { MicrosoftGraph } from '../diagnose/collect/microsoftGraph';
import { texts } from '../diagnose/collect/readings';
import { objectIdOf, withGraph } from './entraGraph';

const RIGHT = 'Application.ReadWrite.All';

/**
 * Hooks that keep the identifier URIs of an application through a change of it. The official provider sends the whole application, with the
 * URIs that the state has: without a refresh those of its making, which are none (facts/entra.md 1.4). Then people could no longer sign in,
 * and a `destroy` of the URI's own resource fails over one that has vanished.
 */
export function keepingIdentifierUris(): Required<
  Pick<pulumi.ResourceHookBinding, 'beforeUpdate' | 'afterUpdate'>
> {
  let before: readonly string[] = [];
  return {
    beforeUpdate: [
      ({ id }) =>
        withGraph(async (graph) => {
          before = await identifierUris(graph, objectIdOf(id));
        }),
    ],
    afterUpdate: [({ id }) => withGraph((graph) => restoreUris(graph, objectIdOf(id), before))],
  };
}

/** Adds those that are gone. Throws UnreadError. */
export async function restoreUris(
  graph: Pick<MicrosoftGraph, 'get' | 'replace'>,
  objectId: string,
  before: readonly string[],
): Promise<void> {
  if (before.length === 0) return;
  const now = await identifierUris(graph, objectId);
  const gone = before.filter((uri) => !now.includes(uri));
  if (gone.length > 0) await graph.replace(pathOf(objectId), { identifierUris: [...now, ...gone] }, RIGHT);
}

async function identifierUris(graph: Pick<MicrosoftGraph, 'get'>, objectId: string): Promise<string[]> {
  return texts((await graph.get(pathOf(objectId), RIGHT))?.identifierUris);
}

function pathOf(objectId: string): string {
  return `applications/${encodeURIComponent(objectId)}`;
}
