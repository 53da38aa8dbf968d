import type { FindingCode } from '../../../components/diagnose/catalogue';
import type { Manifest } from '../../../components/manifest';
import type { MintOptions } from '../../../sandbox/identity/mintToken';
import type { Place } from './place';
import type { Shape } from './shape';

/**
 * What a caller sees: the status of the call, `open` (answered without any token), `no token` (the identity provider
 * refuses the token request), or `works` (answered as it should be: the finding is a warning).
 */
export type Seen = number | 'open' | 'no token' | 'works';

/** How the token of the refused call came to be. `earlier`: requested while all was well; the default: afterwards. */
export type TokenOf = 'earlier' | 'requested' | MintOptions | ((place: Place) => string | Promise<string>);

export interface BrokenConfiguration {
  /** What is wrong, for the table in the docs. */
  readonly name: string;
  readonly seen: Seen;
  /** What has to be named first. */
  readonly finding: FindingCode;
  /** Default doctor; `drift` for what is never the cause of a refusal, so that doctor leaves it out. */
  readonly namedBy?: 'doctor' | 'drift';
  /** What has to be among the other findings: the cause of a hole, where the hole itself is named first. */
  readonly cause?: FindingCode;
  /** What it is made of before it breaks; default one module, one scope, one client. */
  readonly shape?: Partial<Shape>;
  readonly break?: (place: Place) => unknown;
  /** Values other than those that were provisioned: the mistake is in the program. */
  readonly declare?: (manifest: Manifest, place: Place) => Manifest;
  readonly token?: TokenOf;
  /** Path below the schema alias; default the first module's base path. */
  readonly path?: string;
  /** Another alias than the place's. */
  readonly alias?: (place: Place) => string;
}

export interface HealthyConfiguration {
  readonly name: string;
  readonly shape?: Partial<Shape>;
  /** What else is done that must not matter. */
  readonly also?: (place: Place) => unknown;
  readonly declare?: (manifest: Manifest, place: Place) => Manifest;
  readonly token?: TokenOf;
  readonly path?: string;
}
