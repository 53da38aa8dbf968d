import { officialWaits } from '../../framework/waits';

/** Times the official plugin waits, in milliseconds (facts/auth0.md 1.5 and "Observed"). */
export interface Waits {
  readonly afterClientCreate: number;
  readonly afterClientUpdate: number;
  readonly afterResourceServerUpdate: number;
  /** First and longest delay between tries after a 5xx answer or a network error. */
  readonly backoffFirst: number;
  readonly backoffMost: number;
}

export const OFFICIAL_WAITS: Waits = {
  afterClientCreate: 800,
  afterClientUpdate: 200,
  afterResourceServerUpdate: 200,
  backoffFirst: 500,
  backoffMost: 10_000,
};

const NO_WAITS: Waits = {
  afterClientCreate: 0,
  afterClientUpdate: 0,
  afterResourceServerUpdate: 0,
  backoffFirst: 0,
  backoffMost: 0,
};

/**
 * The waits in force. `ORDS_SANDBOX_PLUGIN_WAITS=none` takes them out, which suits a tenant on the same machine; the
 * wait for a rate limit's reset is the tenant's word and stays.
 *
 * @throws Error when the variable holds anything else.
 */
export function waitsFromEnvironment(env: NodeJS.ProcessEnv): Waits {
  return officialWaits(env) ? OFFICIAL_WAITS : NO_WAITS;
}
