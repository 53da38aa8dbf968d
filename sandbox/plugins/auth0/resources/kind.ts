import type { ManagementApi } from '../management/api';
import type { CheckFailure } from '../properties/check';
import type { Versions } from '../properties/diff';
import type { Fields } from '../properties/property';
import type { Values } from '../properties/value';

/** A resource as Auth0 shows it. */
export interface LiveObject {
  readonly id: string;
  readonly outputs: Values;
}

/**
 * One resource type: its properties, and the Management API calls of each operation in the official plugin's order
 * (facts/auth0.md 1.6). A 404 is left to the caller: it knows what a missing object means for the operation.
 */
export interface ResourceKind {
  /** `auth0:index/client:Client`. */
  readonly token: string;
  readonly fields: Fields;
  /** Inputs for properties the program leaves out. */
  readonly defaults?: Values;
  readonly autoName?: { readonly property: string; readonly maxLength: number };
  /** What no single property can tell. */
  checkTogether?(inputs: Values): CheckFailure[];
  /** Makes the object, or adopts it where the official plugin does, and returns the resource's id. */
  create(api: ManagementApi, inputs: Values): Promise<string>;
  /** `prior` holds the values known before, for what the API does not show. */
  read(api: ManagementApi, id: string, prior: Values): Promise<LiveObject>;
  update(api: ManagementApi, id: string, versions: Versions): Promise<void>;
  delete(api: ManagementApi, id: string, state: Values): Promise<void>;
}
