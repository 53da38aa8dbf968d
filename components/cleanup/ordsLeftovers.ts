import type { Connection, OpenDatabase } from '../database/database';
import { readMarked, removeMarked, type MarkedObject, type MarkedSchema } from '../ords/lifecycle/leftovers';
import { markText } from '../ords/lifecycle/mark';
import { Target } from '../ords/lifecycle/target';
import type { Leftover } from './leftover';
import { objectKey, type StackState } from './stackState';

export interface SchemaPlace {
  readonly connection: Connection;
  /** As the dictionary writes it. */
  readonly schema: string;
}

export interface OrdsLeftovers {
  readonly leftovers: readonly Leftover[];
  readonly unproven: readonly Leftover[];
  remove(removed: (leftover: Leftover) => void): Promise<void>;
}

/** What of one schema carries the stack's mark and is not in its state. */
export async function findOrdsLeftovers(
  open: OpenDatabase,
  { connection, schema }: SchemaPlace,
  state: StackState,
): Promise<OrdsLeftovers> {
  const target = new Target(open, connection, quoted(schema));
  const marked = await readMarked(target);
  const { proven, unproven } = judge(marked, schema, state);
  const leftover = (object: MarkedObject): Leftover => ({
    side: 'ORDS',
    place: schema,
    kind: object.kind,
    name: object.name,
    mark: markText(object.owner),
  });
  return {
    leftovers: proven.map(leftover),
    unproven: unproven.map(leftover),
    remove: (removed) =>
      removeMarked(target, { objects: proven, links: marked.links }, 'unpublish', (object) =>
        removed(leftover(object)),
      ),
  };
}

/** Objects of this stack's name that its state does not have, by whether a claim of the state proves them. */
export function judge(
  { objects }: MarkedSchema,
  schema: string,
  { stack, claims, objects: known }: StackState,
): { proven: MarkedObject[]; unproven: MarkedObject[] } {
  const tokens = new Set(claims.map(({ token }) => token));
  const left = objects.filter(
    ({ kind, name, owner }) => owner.stack === stack && !known.has(objectKey(schema, kind, name)),
  );
  const isProven = ({ owner }: MarkedObject): boolean => owner.claim !== undefined && tokens.has(owner.claim);
  return { proven: left.filter(isProven), unproven: left.filter((object) => !isProven(object)) };
}

// A name of the dictionary as SQL writes it.
function quoted(schema: string): string {
  return `"${schema}"`;
}
