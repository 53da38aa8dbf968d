import type { Rule } from './rules';

/** How a value is shaped, and how its parts are named on the service's side. */
export type Shape =
  | { readonly kind: 'string' | 'number' | 'boolean' }
  /** Ordered. */
  | { readonly kind: 'list'; readonly items: Shape }
  /** Compared without regard to order. */
  | { readonly kind: 'set'; readonly items: Shape }
  /** Free keys with text values, passed on as they are. */
  | { readonly kind: 'map' }
  | { readonly kind: 'object'; readonly fields: Fields };

/** One property of a resource: its shape, its name in the API and how the plugin treats it. */
export interface Property {
  /** Name in request and response bodies. */
  readonly api: string;
  readonly shape: Shape;
  readonly required?: boolean;
  /** The service fills it when the program does not: unknown in a preview, and leaving it out is no change. */
  readonly computed?: boolean;
  /** In the place of a value that the program leaves out, also inside of objects and their lists. */
  readonly default?: boolean | number | string;
  /**
   * Leaving it out means that there is none, so that a value from outside is a change (attributes that are optional and not computed).
   */
  readonly unsetIsEmpty?: boolean;
  /** Never an input. */
  readonly outputOnly?: boolean;
  /** A change makes a new resource. */
  readonly replaces?: boolean;
  readonly secret?: boolean;
  /** The API takes it and never shows it again, so the value of the program is the only one there is. */
  readonly writeOnly?: boolean;
  /** Sent on create only. */
  readonly createOnly?: boolean;
  /** Sent on update only when it changed (facts/auth0.md 1.6). */
  readonly sentOnChange?: boolean;
  /** A switch of the plugin's own; the API has no such field. */
  readonly local?: boolean;
  /** Never an input, yet part of a body that sends the whole object back. */
  readonly echoed?: boolean;
  /** In an item of a set: tells it from others even where the program leaves it out, although the service fills it. */
  readonly identifies?: boolean;
  /** The values the service takes. Others are refused just before the call, not in a preview. */
  readonly allowed?: readonly string[];
  readonly rule?: Rule;
}

/** Properties by their Pulumi names, in the order in which bodies list them. */
export type Fields = Readonly<Record<string, Property>>;

/** What a property has besides its name and shape. */
export type Options = Omit<Property, 'api' | 'shape'>;

export const string = (api: string, options: Options = {}): Property => ({
  api,
  shape: { kind: 'string' },
  ...options,
});
export const number = (api: string, options: Options = {}): Property => ({
  api,
  shape: { kind: 'number' },
  ...options,
});
export const boolean = (api: string, options: Options = {}): Property => ({
  api,
  shape: { kind: 'boolean' },
  ...options,
});
export const strings = (api: string, options: Options = {}): Property => ({
  api,
  shape: { kind: 'list', items: { kind: 'string' } },
  ...options,
});
export const stringSet = (api: string, options: Options = {}): Property => ({
  api,
  shape: { kind: 'set', items: { kind: 'string' } },
  ...options,
});
export const stringMap = (api: string, options: Options = {}): Property => ({
  api,
  shape: { kind: 'map' },
  ...options,
});
export const object = (api: string, fields: Fields, options: Options = {}): Property => ({
  api,
  shape: { kind: 'object', fields },
  ...options,
});
export const objects = (api: string, fields: Fields, options: Options = {}): Property => ({
  api,
  shape: { kind: 'list', items: { kind: 'object', fields } },
  ...options,
});
export const objectSet = (api: string, fields: Fields, options: Options = {}): Property => ({
  api,
  shape: { kind: 'set', items: { kind: 'object', fields } },
  ...options,
});

/** Several properties that are made alike and have the same name in the API. */
export function alike(
  make: (api: string, options: Options) => Property,
  options: Options,
  names: readonly string[],
): Fields {
  return Object.fromEntries(names.map((name) => [name, make(name, options)]));
}
