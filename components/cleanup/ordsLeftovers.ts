import type { Connection, OpenDatabase } from '../database/database';
import { readMarked, removeMarked, type MarkedObject } from '../ords/lifecycle/leftovers';
import { markText } from '../ords/lifecycle/mark';
import { Target } from '../ords/lifecycle/target';
import { judge, type Judged, type Place } from './judge';
import type { Leftover } from './leftover';
import type { StackState } from './stackState';

export interface SchemaPlace extends Place {
  readonly connection: Connection;
  /** As a person is shown it. */
  readonly name: string;
}

export interface OrdsLeftovers {
  readonly leftovers: readonly Leftover[];
  readonly unproven: readonly Leftover[];
  remove(chosen: (leftover: Leftover) => boolean, removed: (leftover: Leftover) => void): Promise<void>;
}

/** What of one schema carries the stack's mark and is not in its state. */
export async function findOrdsLeftovers(
  open: OpenDatabase,
  place: SchemaPlace,
  state: StackState,
): Promise<OrdsLeftovers> {
  const target = new Target(open, place.connection, quoted(place.schema));
  const { objects, links } = await readMarked(target);
  const judged = judge(objects, place, state);
  const leftover = ({ object, doubt }: Judged): Leftover => ({
    side: 'ORDS',
    place: place.name,
    kind: object.kind,
    name: object.name,
    mark: markText(object.owner),
    ...(doubt !== undefined && { doubt }),
  });
  const proven = new Map<MarkedObject, Leftover>(
    judged.filter(({ doubt }) => doubt === undefined).map((one) => [one.object, leftover(one)]),
  );
  return {
    leftovers: [...proven.values()],
    unproven: judged.filter(({ doubt }) => doubt !== undefined).map(leftover),
    remove: (chosen, removed) => {
      const going = [...proven].filter(([, one]) => chosen(one)).map(([object]) => object);
      return removeMarked(target, { objects: going, links }, 'unpublish', (object) => {
        const gone = proven.get(object);
        if (gone !== undefined) removed(gone);
      });
    },
  };
}

// A name of the dictionary as SQL writes it.
function quoted(schema: string): string {
  return `"${schema}"`;
}
