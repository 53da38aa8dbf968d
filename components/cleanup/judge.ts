import type { MarkedObject } from '../ords/lifecycle/leftovers';
import type { Doubt } from './leftover';
import type { ObjectOfState, StackState } from './stackState';

/** A schema of a database, as far as the state can name it. */
export interface Place {
  /** As the dictionary writes it. */
  readonly schema: string;
  /** Connect string of the manifests that are about it; absent where none is. */
  readonly database?: string;
}

export interface Judged {
  readonly object: MarkedObject;
  readonly doubt?: Doubt;
}

/** Objects of this stack's name that its state does not have, each with what speaks against its being this stack's. */
export function judge(objects: readonly MarkedObject[], place: Place, state: StackState): Judged[] {
  const known = state.objects.filter(({ schema }) => schema === place.schema);
  return objects
    .filter((object) => object.owner.stack === state.stack && !known.some((one) => is(one, object, place)))
    .map((object) => {
      const doubt = doubtOf(object, place, state, known);
      return { object, ...(doubt !== undefined && { doubt }) };
    });
}

/** Two texts may name one database: an object whose claim is the same is known wherever it is seen. */
function is(known: ObjectOfState, { kind, name, owner }: MarkedObject, place: Place): boolean {
  if (known.kind !== kind || known.name !== nameOf(kind, name)) return false;
  return mayBeAt(known.database, place) || (known.claim !== undefined && known.claim === owner.claim);
}

function doubtOf(
  { kind, name, owner }: MarkedObject,
  place: Place,
  { claims }: StackState,
  known: readonly ObjectOfState[],
): Doubt | undefined {
  const own = claims.filter(({ token, database }) => token === owner.claim && mayBeAt(database, place));
  if (own.length === 0) return 'other_claim';
  if (own.every(({ keeps }) => keeps)) return 'kept';
  // A mark travels with the comments that it stands in.
  const isElsewhere = known.some(
    (one) => one.kind === kind && one.resource === owner.resource && one.name !== nameOf(kind, name),
  );
  return isElsewhere ? 'copy' : undefined;
}

function mayBeAt(database: string | undefined, place: Place): boolean {
  return database === undefined || place.database === undefined || database === place.database;
}

function nameOf(kind: string, name: string): string {
  return kind === 'jwt_profile' ? '' : name;
}
