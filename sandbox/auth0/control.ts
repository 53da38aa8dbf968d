import type { Faults, Refusal } from './faults';
import { newClientSecret } from './identifiers';
import type { IssuingRules } from './issuingRules';
import { mintToken, type MintOptions } from './mintToken';
import type { EntityKind, TenantStore } from './tenantStore';

/** Which tokens a rule is about: one API's; every API's but the Management API's when absent. */
export interface TokenRule {
  readonly audience?: string;
}

/**
 * What tests may do to the tenant beyond its public API; arguments and results are plain JSON. Changes behind
 * Pulumi's back need none of it: they are made through the Management API.
 */
export interface Auth0Control {
  /** Refuses the next requests that match. Throws RangeError or SyntaxError on a refusal that makes no sense. */
  refuse(refusal: Refusal): void;
  /** The first read of the next created object of this kind answers 404, as eventual consistency does. */
  notFoundOnceAfterCreate(kind: EntityKind): void;
  /** No more than `limit` objects of a kind (the system API and the operator count); null lifts it. */
  setEntityLimit(options: { kind: EntityKind; limit: number | null }): void;
  /** The next signing key becomes the current one. The old one stays in the JWKS unless `keepPrevious` is false. */
  rotateKeys(options?: { keepPrevious?: boolean }): Promise<void>;
  /** Lifetime of tokens issued from now on, in seconds, instead of the API's own; null lifts the rule. */
  setTokenLifetime(options: TokenRule & { seconds: number | null }): void;
  /** Tokens issued from now on expired an hour ago; `enabled: false` ends it. */
  expireTokens(options?: TokenRule & { enabled?: boolean }): void;
  /** The audience of token requests that name none; null: such requests are refused. */
  setDefaultAudience(audience: string | null): void;
  /** Gives the client a new secret and returns it. Throws RangeError on an unknown client. */
  rotateSecret(clientId: string): string;
  /** A token signed with the tenant's key, whatever claims are asked for. */
  mintToken(options?: MintOptions): Promise<string>;
}

export function createControl(
  store: TenantStore,
  faults: Faults,
  rules: IssuingRules,
  clock: () => Date,
): Auth0Control {
  return {
    refuse: (refusal) => faults.plan(refusal),
    notFoundOnceAfterCreate: (kind) => faults.hideNextCreated(kind),
    setEntityLimit: ({ kind, limit }) => faults.limit(kind, limit),
    rotateKeys: ({ keepPrevious = true } = {}) => store.rotateKeys(keepPrevious),
    setTokenLifetime: ({ audience, seconds }) => rules.setLifetime(audience ?? null, seconds),
    expireTokens: ({ audience, enabled = true } = {}) => rules.setExpired(audience ?? null, enabled),
    setDefaultAudience: (audience) => {
      store.state.defaultAudience = audience;
      store.changed();
    },
    rotateSecret: (clientId) => {
      const client = store.client(clientId);
      if (!client) throw new RangeError(`no client ${clientId}`);
      client.client_secret = newClientSecret();
      store.changed();
      return client.client_secret;
    },
    mintToken: (options = {}) => mintToken(store, options, clock()),
  };
}
