import type { FindingCode } from '../../../components/diagnose/catalogue';
import type { Manifest } from '../../../components/manifest';
import type { MintOptions } from '../../../sandbox/identity/mintToken';
import { PROVIDERS, type ProviderKind } from './identityProviders/identityProvider';
import type { Place } from './place';
import type { Shape } from './shape';

/**
 * What a caller sees: the status of the call, `open` (answered without any token), `no token` (the identity provider
 * refuses the token request), or `works` (answered as it should be: the finding is a warning).
 */
export type Seen = number | 'open' | 'no token' | 'works';

/** How the token of the refused call came to be. `earlier`: requested while all was well; the default: afterwards. */
export type TokenOf = 'earlier' | 'requested' | MintOptions | ((place: Place) => string | Promise<string>);

/** What comes of a configuration. */
export interface Expectation {
  readonly seen: Seen;
  /** What has to be named first. */
  readonly finding: FindingCode;
  /** Default doctor; `drift` for what is never the cause of a refusal, so that doctor leaves it out. */
  readonly namedBy?: 'doctor' | 'drift';
  /** What has to be among the other findings: the cause of a hole, where the hole itself is named first. */
  readonly cause?: FindingCode;
  readonly token?: TokenOf;
}

export interface BrokenConfiguration extends Expectation {
  /** What is wrong, for the table in the docs. */
  readonly name: string;
  /** Those that it can be made with; default all. */
  readonly providers?: readonly ProviderKind[];
  /** What is otherwise with one of them. */
  readonly differs?: Partial<Readonly<Record<ProviderKind, Partial<Expectation>>>>;
  /** What it is made of before it breaks; default one module, one scope, one client. */
  readonly shape?: Partial<Shape>;
  readonly break?: (place: Place) => unknown;
  /** Values other than those that were provisioned: the mistake is in the program. */
  readonly declare?: (manifest: Manifest, place: Place) => Manifest;
  /** Other APIs that `drift` looks at together with this one. */
  readonly beside?: (place: Place) => readonly Manifest[];
  /** Path below the schema alias; default the first module's base path. */
  readonly path?: string;
  /** Another alias than the place's. */
  readonly alias?: (place: Place) => string;
}

export interface HealthyConfiguration {
  readonly name: string;
  /** Those that it can be made with; default all. */
  readonly providers?: readonly ProviderKind[];
  readonly shape?: Partial<Shape>;
  /** What else is done that must not matter. */
  readonly also?: (place: Place) => unknown;
  readonly declare?: (manifest: Manifest, place: Place) => Manifest;
  readonly token?: TokenOf;
  readonly path?: string;
}

export function isOf(
  kind: ProviderKind,
  { providers = PROVIDERS }: Pick<BrokenConfiguration, 'providers'>,
): boolean {
  return providers.includes(kind);
}

/** What is to come of a configuration with one identity provider. */
export function expectationOf(kind: ProviderKind, configuration: BrokenConfiguration) {
  const {
    seen,
    finding,
    cause,
    namedBy = 'doctor',
    token,
  } = { ...configuration, ...configuration.differs?.[kind] };
  return { seen, finding, cause, namedBy, tokenOf: token ?? ('requested' as const) };
}
