import type { Holds } from '../holds';
import type { Faults, Refusal } from './faults';
import type { IssuingRules } from './issuingRules';
import { type Mint, mintToken, type MintOptions } from './mintToken';
import type { JwksAnswer, PublishedKeys } from './publishedKeys';
import type { RateLimit } from './rateLimit';
import type { UntrustedKeyServer } from './untrustedKeyServer';

/** Which tokens a rule is about: one API's; when absent every API's but those for the provider's own interface. */
export interface TokenRule {
  readonly audience?: string;
}

/** What tests may do to every identity provider beyond its public API; arguments and results are plain JSON. */
export interface ProviderControl<Kind extends string> {
  /** Refuses the next requests that match. Throws RangeError or SyntaxError on a refusal that makes no sense. */
  refuse(refusal: Refusal): void;
  /** Requests to its own interface a second that are served; the others answer 429. Null serves all. Throws RangeError below 1. */
  setRateLimit(options: { perSecond: number | null }): void;
  /** Requests that stop on the way; the text of a request is `METHOD /path`. */
  readonly holds: Holds;
  /** The first read of the next created object of this kind answers 404, as eventual consistency does. */
  notFoundOnceAfterCreate(kind: Kind): void;
  /** Lifetime of tokens issued from now on, in seconds, instead of the API's own; null lifts the rule. */
  setTokenLifetime(options: TokenRule & { seconds: number | null }): void;
  /** Tokens issued from now on expired an hour ago; `enabled: false` ends it. */
  expireTokens(options?: TokenRule & { enabled?: boolean }): void;
  /** Every client secret and refresh token since the start, also of what is gone. */
  issuedSecrets(): string[];
  /** A token signed with the provider's key, whatever claims are asked for. */
  mintToken(options?: MintOptions): Promise<string>;
  /** How the keys are answered from now on, to those who may read them. Throws RangeError on an unknown mode. */
  jwks(answer: JwksAnswer): void;
  /** Members of the discovery document that differ from the true ones; one that is left out is true again. */
  discovery(members?: { readonly issuer?: string; readonly jwks_uri?: string }): void;
  /** Address of the same keys under a certificate that nobody trusts. */
  untrustedJwksUrl(): Promise<string>;
}

/** The parts of a provider that every control works on. */
export interface ControlledParts<Kind extends string> {
  readonly faults: Faults<Kind>;
  readonly rateLimit: RateLimit;
  readonly rules: IssuingRules;
  readonly published: PublishedKeys;
  readonly untrustedKeys: UntrustedKeyServer;
  readonly store: { readonly issuedSecrets: Iterable<string> };
  readonly clock: () => Date;
}

/** @param mintOf - what a minted token has where nothing else is asked for, with the key of that moment */
export function createProviderControl<Kind extends string>(
  { faults, rateLimit, rules, published, untrustedKeys, store, clock }: ControlledParts<Kind>,
  mintOf: () => Mint | Promise<Mint>,
): ProviderControl<Kind> {
  return {
    holds: faults.holds,
    refuse: (refusal) => faults.plan(refusal),
    setRateLimit: ({ perSecond }) => rateLimit.keep(perSecond),
    notFoundOnceAfterCreate: (kind) => faults.hideNextCreated(kind),
    setTokenLifetime: ({ audience, seconds }) => rules.setLifetime(audience ?? null, seconds),
    expireTokens: ({ audience, enabled = true } = {}) => rules.setExpired(audience ?? null, enabled),
    issuedSecrets: () => [...store.issuedSecrets],
    mintToken: async (options = {}) => mintToken(await mintOf(), options, clock()),
    jwks: (answer) => published.set(answer),
    discovery: ({ issuer, jwks_uri } = {}) => {
      published.discovery = {
        ...(issuer !== undefined && { issuer }),
        ...(jwks_uri !== undefined && { jwks_uri }),
      };
    },
    untrustedJwksUrl: () => untrustedKeys.url(),
  };
}
