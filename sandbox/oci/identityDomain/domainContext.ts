import type { Faults } from '../../identity/faults';
import type { IssuingRules } from '../../identity/issuingRules';
import type { PublishedKeys } from '../../identity/publishedKeys';
import type { Signers } from '../signers';
import type { Caller } from './callers/caller';
import type { DomainBehaviour } from './domainBehaviour';
import type { EntityKind } from './domainState';
import type { DomainStore } from './domainStore';
import type { DomainKeys } from './keys/domainKeys';

/** What every route of a domain works with. */
export interface DomainContext {
  readonly store: DomainStore;
  readonly keys: DomainKeys;
  readonly published: PublishedKeys;
  readonly faults: Faults<EntityKind>;
  readonly rules: IssuingRules;
  readonly behaviour: DomainBehaviour;
  readonly signers: Signers;
  readonly clock: () => Date;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls the administration API; set before its routes are reached. */
    caller: Caller | undefined;
    /** The body of an administration request as it was sent. */
    rawBody: string;
  }
}
