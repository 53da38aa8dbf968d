import type { Holds } from '../../holds';
import type { Refusal } from '../../identity/faults';
import { type Mint, mintToken, type MintOptions } from '../../identity/mintToken';
import type { JwksAnswer } from '../../identity/publishedKeys';
import type { RateLimit } from '../../identity/rateLimit';
import { privateKeyOf } from '../../identity/signingKeys';
import type { UntrustedKeyServer } from '../../identity/untrustedKeyServer';
import type { DomainBehaviour } from './domainBehaviour';
import type { DomainContext } from './domainContext';
import type { EntityKind } from './domainState';
import { SIGNING_KEY_ID } from './keys/domainKeys';

/** Which tokens a rule is about: one resource app's; every one's but those for the domain itself when absent. */
export interface TokenRule {
  readonly audience?: string;
}

/** What tests may do to a domain beyond its public API; arguments and results are plain JSON. The twin of Auth0's control. */
export interface DomainControl {
  /** Refuses the next requests that match. Throws RangeError or SyntaxError on a refusal that makes no sense. */
  refuse(refusal: Refusal): void;
  /** Requests a second that are served, discovery aside; the others answer 429. Null serves all. Throws RangeError below 1. */
  setRateLimit(options: { perSecond: number | null }): void;
  /** Requests that stop on the way; the text of a request is `METHOD /path`. */
  readonly holds: Holds;
  /** The first read of the next created object of this kind answers 404, as eventual consistency does. */
  notFoundOnceAfterCreate(kind: EntityKind): void;
  /** Another key under the same `kid`; the old one is published no more. */
  rotateKeys(): Promise<void>;
  /** Lifetime of tokens issued from now on, in seconds, instead of the resource app's own; null lifts the rule. */
  setTokenLifetime(options: TokenRule & { seconds: number | null }): void;
  /** Tokens issued from now on expired an hour ago; `enabled: false` ends it. */
  expireTokens(options?: TokenRule & { enabled?: boolean }): void;
  /** Every client secret and refresh token since the start, also of apps that are gone. */
  issuedSecrets(): string[];
  /** A token signed with the domain's key, whatever claims are asked for. */
  mintToken(options?: MintOptions): Promise<string>;
  /** How the JWKS answers from now on, to those who may read it. Throws RangeError on an unknown mode. */
  jwks(answer: JwksAnswer): void;
  /** Members of the discovery document that differ from the true ones; one that is left out is true again. */
  discovery(members?: { readonly issuer?: string; readonly jwks_uri?: string }): void;
  /** Address of the same keys under a certificate that nobody trusts. */
  untrustedJwksUrl(): Promise<string>;
  /** What no source tells of a real domain; members that are left out stay. */
  setBehaviour(behaviour: Partial<DomainBehaviour>): void;
}

export function createDomainControl(
  { store, keys, published, faults, rules, behaviour, clock }: DomainContext,
  rateLimit: RateLimit,
  untrustedKeys: UntrustedKeyServer,
): DomainControl {
  return {
    holds: faults.holds,
    refuse: (refusal) => faults.plan(refusal),
    setRateLimit: ({ perSecond }) => rateLimit.keep(perSecond),
    notFoundOnceAfterCreate: (kind) => faults.hideNextCreated(kind),
    rotateKeys: () => keys.rotate(),
    setTokenLifetime: ({ audience, seconds }) => rules.setLifetime(audience ?? null, seconds),
    expireTokens: ({ audience, enabled = true } = {}) => rules.setExpired(audience ?? null, enabled),
    issuedSecrets: () => [...store.issuedSecrets],
    mintToken: async (options = {}) => {
      const mint: Mint = {
        published,
        kid: SIGNING_KEY_ID,
        key: privateKeyOf(await keys.current()),
        issuer: store.issuer,
        sub: 'minted',
        typ: null,
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
