import type { Faults } from '../identity/faults';
import type { IssuingRules } from '../identity/issuingRules';
import type { PublishedKeys } from '../identity/publishedKeys';
import type { TenantKeys } from './keys/tenantKeys';
import type { TenantBehaviour } from './tenantBehaviour';
import type { EntityKind } from './tenantState';
import type { TenantStore } from './tenantStore';

/** What every route of a tenant works with. */
export interface TenantContext {
  readonly store: TenantStore;
  readonly keys: TenantKeys;
  readonly published: PublishedKeys;
  readonly faults: Faults<EntityKind>;
  readonly rules: IssuingRules;
  readonly behaviour: TenantBehaviour;
  readonly clock: () => Date;
}
