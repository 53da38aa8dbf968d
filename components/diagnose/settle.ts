import { ConstantBackoff, handleWhenResult, retry } from 'cockatiel';

import type { Manifest } from '../manifest';
import type { FindingCode } from './catalogue';
import type { Finding } from './finding';
import { isEntra } from './rules/providerWords';

/** Looks after the first one, and milliseconds before each: half a minute, of which no source says how much it takes (facts/entra.md 6.5). */
const LOOKS = { repeats: 10, wait: 3_000 };

/**
 * Looks again while something that was just written may not be seen yet. Microsoft Graph answers from copies that follow each other
 * (facts/entra.md 1.5); the other identity providers show at once what they have taken.
 */
export function settled<T>(
  look: () => Promise<T>,
  isPassing: (seen: T) => boolean,
  { repeats, wait } = LOOKS,
): Promise<T> {
  const policy = retry(
    handleWhenResult((seen) => isPassing(seen as T)),
    { maxAttempts: repeats, backoff: new ConstantBackoff(wait) },
  );
  return policy.execute(look);
}

/** Whether it may be that a directory does not show yet what it has. */
export function mayPass(manifest: Manifest, { code, severity }: Finding): boolean {
  return isEntra({ manifest }) && severity === 'error' && /^idp\.(api|scope|role|client|grant)\./.test(code);
}

/**
 * Whether it may be about what an `up` deletes at its end, after the Agreement has looked: a client that the program has dropped, and of Entra the
 * assignment of a role, which is a resource of its own (a grant of the others is changed in place, and before).
 */
export function isDeletedLater(manifest: Manifest, code: FindingCode | undefined): boolean {
  if (code === 'idp.client.orphan') return true;
  return code === 'idp.grant.scope_undeclared' && isEntra({ manifest });
}
