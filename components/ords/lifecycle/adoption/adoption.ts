import type { Kind, Live } from '../kind';
import { UNKNOWN } from '../plain';
import { differences, type FieldDifference } from './differences';

/** What taking an object over would mean. */
export interface Adoption {
  /** Empty: it is as declared already, and nothing has to be written. */
  readonly differences: readonly FieldDifference[];
  /** So much changes that the object is the stack's own from then on, and `destroy` does not leave it. */
  readonly becomesOwn: boolean;
}

/** Compares an existing object with what is declared, both in canonical form. */
export function compareForAdoption<Inputs extends object, Extra extends object>(
  kind: Kind<Inputs, Extra>,
  live: Live<Inputs & Extra>,
  inputs: Inputs,
): Adoption {
  const left = new Set<string>(kind.leaves?.filter((property) => inputs[property] === undefined));
  const found = differences(
    kind.properties.filter((property) => !left.has(property)),
    live as Readonly<Record<string, unknown>>,
    inputs as Readonly<Record<string, unknown>>,
  );
  return { differences: found, becomesOwn: kind.becomesOwn?.(live, inputs) === true };
}

/** `privilege "orders.read" of schema HR`; what is not known yet is shown as such. */
export function objectName<Inputs extends object>(
  kind: Kind<Inputs>,
  schema: string,
  inputs: Inputs,
): string {
  const label = kind.label(inputs).replace(/^an? /, 'the ').replaceAll(UNKNOWN, '(not known yet)');
  return `${label} of schema ${schema}`;
}

/** One line for the log: `adopts privilege "orders.read" of schema HR: roles ["a"] -> ["b"]`. No secret, no source. */
export function adoptionLine<Inputs extends object>(
  kind: Kind<Inputs>,
  schema: string,
  inputs: Inputs,
  { differences: found, becomesOwn }: Adoption,
): string {
  const object = objectName(kind, schema, inputs);
  if (found.length === 0) return `adopts ${object} as it is`;
  const changes = found.map(({ field, live, wanted }) => `${field} ${live} -> ${wanted}`).join('; ');
  return `adopts ${object}: ${changes}${becomesOwn ? "; it is the stack's own from then on" : ''}`;
}
