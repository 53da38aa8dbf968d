import type { CheckFailure } from './properties/check';
import type { Fields } from './properties/property';
import type { Values } from './properties/value';

/** One function of a package (`oci.identity.getDomain`): it reads and changes nothing. */
export interface FunctionKind<Api> {
  /** `oci:Identity/getDomain:getDomain`. */
  readonly token: string;
  readonly arguments: Fields;
  /** What no single argument can tell. */
  checkTogether?(values: Values): CheckFailure[];
  call(api: Api, values: Values): Promise<Values>;
}
