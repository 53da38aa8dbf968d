import type { CheckFailure } from './properties/check';
import type { Versions } from './properties/diff';
import type { Fields } from './properties/property';
import type { Values } from './properties/value';

/** A resource as the service shows it. */
export interface LiveObject {
  readonly id: string;
  readonly outputs: Values;
}

/**
 * One resource type: its properties, and the calls of each operation in the official plugin's order. A missing object
 * is left to the caller: it knows what that means for the operation.
 */
export interface ResourceKind<Api> {
  /** `auth0:index/client:Client`. */
  readonly token: string;
  readonly fields: Fields;
  /** Inputs for properties the program leaves out. */
  readonly defaults?: Values;
  readonly autoName?: { readonly property: string; readonly maxLength: number };
  /** What no single property can tell. */
  checkTogether?(inputs: Values): CheckFailure[];
  /**
   * Makes the object, or adopts it where the official plugin does. A bare id is read back; a live object is taken as
   * it is, where the official plugin is content with the answer to its create.
   */
  create(api: Api, inputs: Values): Promise<string | LiveObject>;
  /** In the place of `read` after a create that gave a bare id: waits until the object can be used, and reads it. */
  settle?(api: Api, id: string, inputs: Values): Promise<LiveObject>;
  /** `prior` holds the values known before, for what the API does not show. */
  read(api: Api, id: string, prior: Values): Promise<LiveObject>;
  /** Without outputs the object is read back. */
  update(api: Api, id: string, versions: Versions): Promise<Values | void>;
  delete(api: Api, id: string, state: Values): Promise<void>;
}
