import type { IdentityDomain } from '../diagnose/collect/identityDomain';
import { allMarkedApps } from '../diagnose/collect/ociIamApps';
import { markText, ownerIn } from '../ords/lifecycle/mark';
import type { Leftover } from './leftover';
import type { StackState } from './stackState';

export interface OciLeftovers {
  /** Clients before the resource apps whose scopes they are allowed. */
  readonly leftovers: readonly Leftover[];
  readonly unproven: readonly Leftover[];
}

/** Apps of an identity domain that carry this stack's mark in their description and are not in its state. */
export async function findOciLeftovers(
  identityDomain: Pick<IdentityDomain, 'list'>,
  place: string,
  { stack, claims, appIds }: StackState,
): Promise<OciLeftovers> {
  const tokens = new Set(claims.map(({ token }) => token));
  const left = (await allMarkedApps(identityDomain)).flatMap(({ id, description, isOAuthResource }) => {
    const owner = ownerIn(typeof description === 'string' ? description : undefined);
    if (owner?.stack !== stack || typeof id !== 'string' || id === '' || appIds.has(id)) return [];
    const proven = owner.claim !== undefined && tokens.has(owner.claim);
    const leftover: Leftover = {
      side: 'identity provider',
      place,
      kind: 'app',
      name: id,
      mark: markText(owner),
      ...(!proven && { doubt: 'other_claim' as const }),
    };
    return [{ leftover, proven, isResource: isOAuthResource === true }];
  });
  const ordered = [...left.filter((app) => !app.isResource), ...left.filter((app) => app.isResource)];
  const of = (proven: boolean): Leftover[] =>
    ordered.filter((app) => app.proven === proven).map(({ leftover }) => leftover);
  return { leftovers: of(true), unproven: of(false) };
}

/** An active app cannot be deleted (facts/oci-iam.md 1.7). */
export async function removeOciLeftover(
  identityDomain: Pick<IdentityDomain, 'replace' | 'remove'>,
  { name }: Leftover,
): Promise<void> {
  await identityDomain.replace(name, 'active', false);
  await identityDomain.remove(name);
}
