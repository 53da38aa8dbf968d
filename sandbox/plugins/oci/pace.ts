import { officialWaits } from '../framework/waits';

/** How long the plugin tries again and waits. All times in milliseconds (facts/oci-iam.md 1.7). */
export interface Pace {
  /** How long a conflict (409) is tried again; 0 is not at all. */
  readonly conflictWindow: number;
  /** The same for 429, 5xx and broken connections. */
  readonly passingWindow: number;
  /** The same for a 404 `NotAuthorizedOrNotFound` after a domain was deleted. */
  readonly deletionWindow: number;
  /** The n-th try again comes after this to 2n² times this. */
  readonly backoffUnit: number;
  /** Between two looks at a work request or at a state. */
  readonly poll: number;
  /** How long a state is waited for. */
  readonly stateTimeout: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

export const OFFICIAL_PACE: Pace = {
  conflictWindow: 2 * MINUTE,
  passingWindow: 10 * MINUTE,
  deletionWindow: 150 * SECOND,
  backoffUnit: SECOND,
  poll: 5 * SECOND,
  stateTimeout: 20 * MINUTE,
};

/** A service on the same machine is asked again soon and given up on soon. */
const QUICK_PACE: Pace = {
  conflictWindow: 2 * SECOND,
  passingWindow: 10 * SECOND,
  deletionWindow: 2 * SECOND,
  backoffUnit: 5,
  poll: 20,
  stateTimeout: 2 * MINUTE,
};

/**
 * The pace in force. `disable_409_retry=true`, in any of the spellings of a setting, ends the retries after a conflict;
 * `disableAutoRetries` all of them.
 *
 * @throws Error when `ORDS_SANDBOX_PLUGIN_WAITS` is neither `official` nor `none`.
 */
export function paceOf(
  env: NodeJS.ProcessEnv,
  disabled: { readonly conflicts: boolean; readonly all: boolean },
): Pace {
  const pace = officialWaits(env) ? OFFICIAL_PACE : QUICK_PACE;
  if (disabled.all) return { ...pace, conflictWindow: 0, passingWindow: 0, deletionWindow: 0 };
  return disabled.conflicts ? { ...pace, conflictWindow: 0 } : pace;
}
