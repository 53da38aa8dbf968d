import type { Hold, Holds } from '../holds';

/** JSON in, JSON out. */
export type Action = (args: Record<string, unknown>) => unknown;

/** Stops a call of one side and says when it is stopped: `held` answers no sooner. */
export function holdActions(part: string, holds: Holds): Record<string, Action> {
  return {
    [`${part}/hold`]: (args) => holds.plan(args as Hold),
    [`${part}/held`]: async () => ({ call: (await holds.waiting()) ?? null }),
    [`${part}/release`]: ({ open }) => holds.release(open !== false),
  };
}
