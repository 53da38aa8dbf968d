import { createProviderControl, type ProviderControl } from '../../identity/providerControl';
import type { RateLimit } from '../../identity/rateLimit';
import { setBehaviour } from '../../identity/setBehaviour';
import { privateKeyOf } from '../../identity/signingKeys';
import type { UntrustedKeyServer } from '../../identity/untrustedKeyServer';
import type { DomainBehaviour } from './domainBehaviour';
import type { DomainContext } from './domainContext';
import type { EntityKind } from './domainState';
import { SIGNING_KEY_ID } from './keys/domainKeys';

/** What tests may do to a domain. Its limit of requests counts everything but discovery. */
export interface DomainControl extends ProviderControl<EntityKind> {
  /** Another key under the same `kid`; the old one is published no more. */
  rotateKeys(): Promise<void>;
  /** What no source tells of a real domain; members that are left out stay. */
  setBehaviour(behaviour: Partial<DomainBehaviour>): void;
}

export function createDomainControl(
  context: DomainContext,
  rateLimit: RateLimit,
  untrustedKeys: UntrustedKeyServer,
): DomainControl {
  const { store, keys, published, behaviour } = context;
  return {
    ...createProviderControl({ ...context, rateLimit, untrustedKeys }, async () => ({
      published,
      kid: SIGNING_KEY_ID,
      key: privateKeyOf(await keys.current()),
      issuer: store.issuer,
      sub: 'minted',
      typ: null,
    })),
    rotateKeys: () => keys.rotate(),
    setBehaviour: (changed) => setBehaviour(behaviour, changed),
  };
}
