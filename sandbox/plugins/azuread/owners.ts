import type { Json } from '../framework/properties/mapping';
import { isList, text, type Values } from '../framework/properties/value';
import type { GraphApi } from './graph/api';

/** How many a create takes at once. */
const MOST_AT_CREATE = 20;

/** Whom a create names, and what is to be done once the object is there (facts/entra.md 1.4). */
export interface OwnersPlan {
  readonly atCreate: readonly string[];
  /** Beyond those that a create takes. */
  readonly later: readonly string[];
  /** The caller is an owner at first, so that it may go on; it is taken off again where the program does not list it. */
  readonly removeCaller: boolean;
}

export function ownersPlan(api: GraphApi, inputs: Values): OwnersPlan {
  const wanted = ownersOf(inputs);
  const others = wanted.filter((id) => id.toLowerCase() !== api.callerId.toLowerCase());
  return {
    atCreate: [api.callerId, ...others.slice(0, MOST_AT_CREATE - 1)],
    later: others.slice(MOST_AT_CREATE - 1),
    removeCaller: others.length === wanted.length,
  };
}

/** The member of a create's body. */
export function boundOwners(api: GraphApi, { atCreate }: OwnersPlan): Record<string, Json> {
  return { 'owners@odata.bind': atCreate.map((id) => api.directoryObject(id)) };
}

export async function finishOwners(api: GraphApi, path: string, plan: OwnersPlan): Promise<void> {
  for (const id of plan.later) await addOwner(api, path, id);
  if (plan.removeCaller) await api.delete(`${path}/owners/${api.callerId}/$ref`);
}

/** Makes the owners those of the program; [?] the order of the official plugin. */
export async function changeOwners(api: GraphApi, path: string, inputs: Values): Promise<void> {
  const wanted = ownersOf(inputs);
  const there = await readOwners(api, path);
  for (const id of wanted.filter((one) => !there.includes(one))) await addOwner(api, path, id);
  for (const id of there.filter((one) => !wanted.includes(one)))
    await api.delete(`${path}/owners/${id}/$ref`);
}

/** Object ids. */
export async function readOwners(api: GraphApi, path: string): Promise<string[]> {
  const owners = await api.list({ path: `${path}/owners` });
  return owners.map(({ id }) => String(id));
}

function ownersOf({ owners }: Values): string[] {
  return isList(owners) ? owners.map((id) => text(id)) : [];
}

async function addOwner(api: GraphApi, path: string, id: string): Promise<void> {
  await api.post({ path: `${path}/owners/$ref`, body: { '@odata.id': api.directoryObject(id) } });
}
