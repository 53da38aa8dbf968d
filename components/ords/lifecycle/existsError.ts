import { OrdsError } from '../../errors';
import type { Created, Kind } from './kind';
import type { Owner } from './mark';
import { heldBy, releaseRemedy } from './ownership';

/** An object that is in the way of a create: whose it is, where that is known, and what leads out. */
export function existsError<Inputs extends object, Extra extends object>(
  kind: Kind<Inputs, Extra>,
  inputs: Inputs,
  { outcome, detail }: Created,
  { schema, owner }: { readonly schema: string; readonly owner?: Owner },
): OrdsError {
  const stack = owner?.stack ?? null;
  const held = outcome === 'held';
  const more = held ? heldBy(detail, stack) : detail;
  const otherName = kind.objectName(inputs) === undefined ? '' : ', or choose another name';
  const left = kind.whereLeft === undefined ? '' : `; ${kind.whereLeft}`;
  return new OrdsError(
    `${kind.label(inputs)} exists already in schema ${schema}${more ? ` (${more})` : ''}`,
    {
      code: `ords.${kind.kind}.exists`,
      remedy: held
        ? releaseRemedy(detail, stack)
        : `set adopt: true to take it over as it will be declared (destroy then leaves it)${otherName}${left}`,
    },
  );
}
