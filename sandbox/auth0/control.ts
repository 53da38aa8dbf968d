import type { Holds } from '../holds';
import type { Faults, Refusal } from '../identity/faults';
import { newClientSecret } from './identifiers';
import type { IssuingRules } from '../identity/issuingRules';
import type { JsonObject } from '../identity/json';
import type { RateLimit } from '../identity/rateLimit';
import { type Mint, mintToken, type MintOptions } from '../identity/mintToken';
import type { JwksAnswer, PublishedKeys } from '../identity/publishedKeys';
import { privateKeyOf } from '../identity/signingKeys';
import type { PostLoginAction } from './people/postLoginAction';
import type { EntityKind, TenantStore } from './tenantStore';
import type { UntrustedKeyServer } from '../identity/untrustedKeyServer';

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
  /** Management requests a second that are served; the others answer 429. Null serves all. Throws RangeError below 1. */
  setRateLimit(options: { perSecond: number | null }): void;
  /** Requests that stop on the way; the text of a request is `METHOD /path`. */
  readonly holds: Holds;
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
  /** Every client secret and refresh token since the start, also of clients that are gone. */
  issuedSecrets(): string[];
  /** What a post-login Action adds to the access tokens of people from now on; names that Auth0 sets itself are left out. */
  setPostLoginClaims(claims: JsonObject): void;
  /** What RBAC (`enforce_policies` of an API) lets somebody have. Throws RangeError on an unknown user. */
  setPermissions(options: { email: string; audience: string; permissions: readonly string[] }): void;
  /** A token signed with the tenant's key, whatever claims are asked for. */
  mintToken(options?: MintOptions): Promise<string>;
  /** How the JWKS answers from now on. Throws RangeError on an unknown mode. */
  jwks(answer: JwksAnswer): void;
  /** Members of the discovery document that differ from the true ones; one that is left out is true again. */
  discovery(members?: { readonly issuer?: string; readonly jwks_uri?: string }): void;
  /** Address of the same keys under a certificate that nobody trusts. */
  untrustedJwksUrl(): Promise<string>;
}

export function createControl({
  store,
  faults,
  rateLimit,
  rules,
  action,
  published,
  untrustedKeys,
  clock,
}: {
  readonly store: TenantStore;
  readonly faults: Faults<EntityKind>;
  readonly rateLimit: RateLimit;
  readonly rules: IssuingRules;
  readonly action: PostLoginAction;
  readonly published: PublishedKeys;
  readonly untrustedKeys: UntrustedKeyServer;
  readonly clock: () => Date;
}): Auth0Control {
  return {
    holds: faults.holds,
    refuse: (refusal) => faults.plan(refusal),
    setRateLimit: ({ perSecond }) => rateLimit.keep(perSecond),
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
    issuedSecrets: () => [...store.issuedSecrets],
    setPostLoginClaims: (claims) => action.setClaims(claims),
    setPermissions: ({ email, audience, permissions }) => {
      const user = store.userNamed(email);
      if (!user) throw new RangeError(`no user ${email}`);
      user.permissions[audience] = [...permissions];
      store.changed();
    },
    mintToken: (options = {}) => mintToken(mintOf(store, published), options, clock()),
    untrustedJwksUrl: () => untrustedKeys.url(),
    jwks: (answer) => published.set(answer),
    discovery: ({ issuer, jwks_uri } = {}) => {
      published.discovery = {
        ...(issuer !== undefined && { issuer }),
        ...(jwks_uri !== undefined && { jwks_uri }),
      };
    },
  };
}

function mintOf(store: TenantStore, published: PublishedKeys): Mint {
  return {
    published,
    kid: store.currentKey.kid,
    key: privateKeyOf(store.currentKey),
    issuer: store.issuer,
    sub: 'minted@clients',
    typ: 'JWT',
    sharedSecret: (audience) => store.resourceServerOfAudience(audience)?.signing_secret,
  };
}
