import type { Holds } from '../holds';
import type { Refusal } from '../identity/faults';
import { type Mint, mintToken, type MintOptions } from '../identity/mintToken';
import type { JwksAnswer } from '../identity/publishedKeys';
import type { RateLimit } from '../identity/rateLimit';
import { privateKeyOf } from '../identity/signingKeys';
import type { UntrustedKeyServer } from '../identity/untrustedKeyServer';
import { directoryControl } from './directoryControl';
import type { TenantBehaviour } from './tenantBehaviour';
import type { TenantContext } from './tenantContext';
import type { EntityKind } from './tenantState';

/** Which tokens a rule is about: one API's, by its audience; every one's but Graph's when absent. */
export interface TokenRule {
  readonly audience?: string;
}

/** An API and whoever holds a role of it; without `client` and `user` everybody is meant. */
export interface RoleHolder {
  /** Client id of the API. */
  readonly api: string;
  /** Client id. */
  readonly client?: string;
  /** `demo@…`. */
  readonly user?: string;
}

/** What tests may do to a tenant beyond its public API; arguments and results are plain JSON. The twin of Auth0's control. */
export interface EntraControl {
  /** Refuses the next requests that match. Throws RangeError or SyntaxError on a refusal that makes no sense. */
  refuse(refusal: Refusal): void;
  /** Requests to Graph a second that are served; the others answer 429. Null serves all. Throws RangeError below 1. */
  setRateLimit(options: { perSecond: number | null }): void;
  /** Requests that stop on the way; the text of a request is `METHOD /path`. */
  readonly holds: Holds;
  /** The first call about the next created object of this kind answers 404, as replication does; a password is not listed once. */
  notFoundOnceAfterCreate(kind: EntityKind): void;
  /** The key that is published ahead becomes the current one. The old one stays published unless `keepPrevious` is false. */
  rotateKeys(options?: { keepPrevious?: boolean }): Promise<void>;
  /** Lifetime of tokens issued from now on, in seconds; null lifts the rule. */
  setTokenLifetime(options: TokenRule & { seconds: number | null }): void;
  /** Tokens issued from now on expired an hour ago; `enabled: false` ends it. */
  expireTokens(options?: TokenRule & { enabled?: boolean }): void;
  /** Every secret of a client ended a minute ago, or the one of this `keyId`. Throws RangeError on an unknown one. */
  expireSecrets(options: { clientId: string; keyId?: string }): void;
  /** Gives a role by its value, as an administrator does in the portal. Throws RangeError where there is no such role or holder. */
  assignRole(options: RoleHolder & { role: string }): void;
  /** Takes roles of an API away, as an administrator does in the portal. Returns how many there were. */
  removeAssignments(options: RoleHolder): number;
  /** What the operator may do in Graph, in tokens issued from now on. Throws RangeError on an unknown permission. */
  setOperatorPermissions(permissions: readonly string[]): void;
  /** Every client secret and refresh token since the start, also of what is gone. */
  issuedSecrets(): string[];
  /** A token signed with the tenant's key, whatever claims are asked for. */
  mintToken(options?: MintOptions): Promise<string>;
  /** How the keys are answered from now on. Throws RangeError on an unknown mode. */
  jwks(answer: JwksAnswer): void;
  /** Members of the version 2 discovery document that differ from the true ones; one that is left out is true again. */
  discovery(members?: { readonly issuer?: string; readonly jwks_uri?: string }): void;
  /** Address of the same keys under a certificate that nobody trusts. */
  untrustedJwksUrl(): Promise<string>;
  /** What no source tells of a real tenant; members that are left out stay. */
  setBehaviour(behaviour: Partial<TenantBehaviour>): void;
}

export function createTenantControl(
  context: TenantContext,
  rateLimit: RateLimit,
  untrustedKeys: UntrustedKeyServer,
): EntraControl {
  const { store, keys, published, faults, rules, behaviour, clock } = context;
  return {
    holds: faults.holds,
    refuse: (refusal) => faults.plan(refusal),
    setRateLimit: ({ perSecond }) => rateLimit.keep(perSecond),
    notFoundOnceAfterCreate: (kind) => faults.hideNextCreated(kind),
    rotateKeys: ({ keepPrevious = true } = {}) => keys.rotate(keepPrevious),
    setTokenLifetime: ({ audience, seconds }) => rules.setLifetime(audience ?? null, seconds),
    expireTokens: ({ audience, enabled = true } = {}) => rules.setExpired(audience ?? null, enabled),
    ...directoryControl(context),
    issuedSecrets: () => [...store.issuedSecrets],
    mintToken: async (options = {}) => {
      const current = await keys.current();
      const mint: Mint = {
        published,
        kid: current.kid,
        key: privateKeyOf(current),
        issuer: store.addresses.issuerV2,
        sub: 'minted',
        typ: 'JWT',
      };
      return mintToken(mint, options, clock());
    },
    jwks: (answer) => published.set(answer),
    discovery: ({ issuer, jwks_uri } = {}) => {
      published.discovery = {
        ...(issuer !== undefined && { issuer }),
        ...(jwks_uri !== undefined && { jwks_uri }),
      };
    },
    untrustedJwksUrl: () => untrustedKeys.url(),
    setBehaviour: (changed) => {
      const unknown = Object.keys(changed).find((name) => !Object.hasOwn(behaviour, name));
      if (unknown !== undefined)
        throw new RangeError(`no behaviour ${unknown}: ${Object.keys(behaviour).join(', ')}`);
      Object.assign(behaviour, changed);
    },
  };
}
