import { officialWaits } from '../framework/waits';

/** How long the plugin waits and tries again. All times in milliseconds (facts/entra.md 1.2, 1.5). */
export interface Pace {
  /** Between two looks after a deletion. */
  readonly goneInterval: number;
  /** Between two looks at whether something new is listed, or has been disabled. */
  readonly thereInterval: number;
  /** The first wait before another try; each further one is twice as long. */
  readonly backoffFirst: number;
  readonly backoffMost: number;
  /** How long an operation is tried or waited for in all. */
  readonly deadline: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

export const OFFICIAL_PACE: Pace = {
  goneInterval: 5 * SECOND,
  thereInterval: SECOND,
  backoffFirst: SECOND,
  backoffMost: 61 * SECOND,
  deadline: 5 * MINUTE,
};

/** A service on the same machine is asked again soon and given up on soon. */
const QUICK_PACE: Pace = {
  goneInterval: 5,
  thereInterval: 5,
  backoffFirst: 5,
  backoffMost: 200,
  deadline: 10 * SECOND,
};

/** @throws Error when `ORDS_SANDBOX_PLUGIN_WAITS` is neither `official` nor `none`. */
export function paceOf(env: NodeJS.ProcessEnv): Pace {
  return officialWaits(env) ? OFFICIAL_PACE : QUICK_PACE;
}
