import type { Connection } from '../../database/database';
import type { Kind } from './kind';
import type { Owner } from './mark';
import { compact, type Props } from './plain';

/** What every resource has besides its own properties. */
export interface Common {
  readonly connection: Connection;
  readonly schema: string;
  readonly adopt: boolean;
  /** Whose mark the object carries; absent in state that an older release wrote. */
  readonly owner?: Owner;
}

/** What the state of every resource holds besides its own properties. */
export interface StateOfAll extends Common {
  /** True when the object was there before and was taken over: destroy leaves it. */
  readonly adopted: boolean;
  /** The properties that the program leaves to the database. */
  readonly unmanaged?: readonly string[];
}

/** Inputs or state, taken apart. */
export interface Split<Inputs extends object> {
  readonly common: Common;
  readonly inputs: Inputs;
  readonly adopted: boolean;
}

export function split<Inputs extends object, Extra extends object>(
  kind: Kind<Inputs, Extra>,
  props: Props,
): Split<Inputs> {
  const { connection, schema, adopt, adopted, owner } = props as unknown as StateOfAll;
  return {
    common: { connection, schema, adopt: adopt ?? false, ...(owner !== undefined && { owner }) },
    inputs: pick(kind, props) as Inputs,
    adopted: adopted ?? false,
  };
}

/** What a create or an update leaves in the state. */
export function stateOf<Inputs extends object, Extra extends object>(
  kind: Kind<Inputs, Extra>,
  { common, inputs, adopted }: Split<Inputs>,
  extra: object = {},
): Props {
  const unmanaged = kind.leaves?.filter((property) => inputs[property] === undefined);
  return compact({ ...inputs, ...extra, ...common, adopted, unmanaged }) as Props;
}

/** State and inputs as a refresh finds them: what is not seen any more is blank, what the program does not manage is no input. */
export function refreshed<Inputs extends object, Extra extends object>(
  kind: Kind<Inputs, Extra>,
  props: Props,
  live: object,
  owner: Owner | undefined,
): { outs: Props; inputs: Props } {
  const { common, adopted } = split(kind, props);
  const { unmanaged } = props as unknown as StateOfAll;
  const blank = Object.fromEntries(kind.properties.map((property) => [property, undefined]));
  const managed = Object.fromEntries(
    Object.entries(pick(kind, live as Props)).filter(([property]) => !unmanaged?.includes(property)),
  );
  return {
    outs: compact({ ...props, ...blank, ...live, ...common, owner, adopted, unmanaged }) as Props,
    inputs: compact({ ...managed, ...common, owner }) as Props,
  };
}

/** `ords:SCHEMA:privilege:orders.read`. */
export function idOf<Inputs extends object, Extra extends object>(
  kind: Kind<Inputs, Extra>,
  schema: string,
  inputs: Inputs,
): string {
  const name = kind.objectName(inputs);
  return ['ords', schema, kind.kind.replace(/_/g, '-'), ...(name === undefined ? [] : [name])].join(':');
}

function pick<Inputs extends object, Extra extends object>(kind: Kind<Inputs, Extra>, props: Props): Props {
  return compact(Object.fromEntries(kind.properties.map((property) => [property, props[property]]))) as Props;
}
