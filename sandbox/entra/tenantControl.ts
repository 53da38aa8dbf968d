import { createProviderControl, type ProviderControl } from '../identity/providerControl';
import type { RateLimit } from '../identity/rateLimit';
import { setBehaviour } from '../identity/setBehaviour';
import { privateKeyOf } from '../identity/signingKeys';
import type { UntrustedKeyServer } from '../identity/untrustedKeyServer';
import { directoryControl } from './directoryControl';
import type { TenantBehaviour } from './tenantBehaviour';
import type { TenantContext } from './tenantContext';
import type { EntityKind } from './tenantState';

/** An API and whoever holds a role of it; without `client` and `user` everybody is meant. */
export interface RoleHolder {
  /** Client id of the API. */
  readonly api: string;
  /** Client id. */
  readonly client?: string;
  /** `demo@…`. */
  readonly user?: string;
}

/** What tests may do to a tenant. Its own interface is Graph; a password that is not found yet is not listed once. */
export interface EntraControl extends ProviderControl<EntityKind> {
  /** The key that is published ahead becomes the current one. The old one stays published unless `keepPrevious` is false. */
  rotateKeys(options?: { keepPrevious?: boolean }): Promise<void>;
  /** Every secret of a client ended a minute ago, or the one of this `keyId`. Throws RangeError on an unknown one. */
  expireSecrets(options: { clientId: string; keyId?: string }): void;
  /** Gives a role by its value, as an administrator does in the portal. Throws RangeError where there is no such role or holder. */
  assignRole(options: RoleHolder & { role: string }): void;
  /** Takes roles of an API away, as an administrator does in the portal. Returns how many there were. */
  removeAssignments(options: RoleHolder): number;
  /** What the operator may do in Graph, in tokens issued from now on. Throws RangeError on an unknown permission. */
  setOperatorPermissions(permissions: readonly string[]): void;
  /** What no source tells of a real tenant; members that are left out stay. */
  setBehaviour(behaviour: Partial<TenantBehaviour>): void;
}

export function createTenantControl(
  context: TenantContext,
  rateLimit: RateLimit,
  untrustedKeys: UntrustedKeyServer,
): EntraControl {
  const { store, keys, published, behaviour } = context;
  return {
    ...createProviderControl({ ...context, rateLimit, untrustedKeys }, async () => {
      const current = await keys.current();
      return {
        published,
        kid: current.kid,
        key: privateKeyOf(current),
        issuer: store.addresses.issuerV2,
        sub: 'minted',
        typ: 'JWT',
      };
    }),
    ...directoryControl(context),
    rotateKeys: ({ keepPrevious = true } = {}) => keys.rotate(keepPrevious),
    setBehaviour: (changed) => setBehaviour(behaviour, changed),
  };
}
