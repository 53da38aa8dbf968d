import type { Kind } from './kind';
import { isUnknown, same, type Props } from './plain';
import type { StateOfAll } from './resourceState';

/** What a change of the program means for a resource. */
export interface Difference {
  readonly changed: readonly string[];
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

/** @param olds - the state; @param news - inputs, in canonical form. */
export function difference<Inputs extends object, Extra extends object>(
  kind: Kind<Inputs, Extra>,
  olds: Props,
  news: Props,
): Difference {
  const leaves = new Set<string>(kind.leaves);
  const unmanaged = new Set((olds as unknown as StateOfAll).unmanaged);
  const changed = [...kind.properties, 'schema', 'connection', 'adopt', 'owner'].filter((property) =>
    leaves.has(property) && news[property] === undefined
      ? !unmanaged.has(property)
      : !same(olds[property], news[property]),
  );
  const identity = new Set<string>([...kind.identity, 'schema']);
  // In a preview a name may be unknown; whether it changes will be seen when it is known.
  const replaces = changed.filter((property) => identity.has(property) && !isUnknown(news[property]));
  return { changed, replaces, deleteBeforeReplace: kind.deleteBeforeReplace === true };
}
