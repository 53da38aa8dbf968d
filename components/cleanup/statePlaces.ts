import { dictionaryName } from '../database/connection';
import type { Manifest } from '../manifest';
import type { Place } from './judge';
import { manifestOfClaim, type StackState } from './stackState';

export interface StatePlace extends Place {
  /** How to get there; absent: only the environment can say. */
  readonly manifest?: Manifest;
}

/** Every schema that a claim of the state is about, and `more` of them, each in each of its databases. */
export function statePlaces(
  { claims }: StackState,
  more: readonly string[],
  manifests: readonly Manifest[],
): StatePlace[] {
  const claimed = claims.map(({ token, schema }) => place(schema, manifestOfClaim(token, schema, manifests)));
  const named = more.map(dictionaryName).flatMap((schema) => {
    const known = manifests.filter(({ ords }) => dictionaryName(ords.schema) === schema);
    return known.length === 0 ? [place(schema, undefined)] : known.map((manifest) => place(schema, manifest));
  });
  const distinct = new Map<string, StatePlace>();
  for (const one of [...claimed, ...named]) {
    const key = JSON.stringify([one.schema, one.database]);
    if (!distinct.has(key)) distinct.set(key, one);
  }
  return [...distinct.values()];
}

function place(schema: string, manifest: Manifest | undefined): StatePlace {
  return { schema, ...(manifest && { manifest, database: manifest.ords.connectString }) };
}
