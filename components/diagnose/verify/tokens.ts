import type { Manifest } from '../../manifest';
import type { AccessToken, TokenRequest } from '../collect/tokenRequest';
import type { Reading } from '../facts';
import type { Http } from '../http';
import type { TokenNeed } from './check';
import { requestOf } from './tokenNeeds';

/** Gets a token by client credentials; `requestToken` of collect. Does not reject for what the other side does. */
export type RequestToken = (request: TokenRequest, http: Http) => Promise<Reading<AccessToken>>;

/** The secret of a client by its key and the manifest of its API; undefined when it is not at hand. */
export type ClientSecret = (client: string, manifest: Manifest) => string | undefined;

export interface TokenSource {
  readonly http: Http;
  readonly requestToken: RequestToken;
  readonly clientSecret: ClientSecret;
  /** For one request, in seconds; default 10. */
  readonly timeoutSeconds?: number;
}

/**
 * One token for each client, audience and scope set, for as long as this object lives and in memory only: identity providers
 * count them (Auth0's free plan: 1,000 a month, facts/auth0.md 3.5). One cache serves all APIs of a run.
 */
export class TokenCache {
  readonly #source: TokenSource;
  readonly #tokens = new Map<string, Entry>();
  #used = 0;

  constructor(source: TokenSource) {
    this.#source = source;
  }

  /** Tokens that were issued so far. */
  get used(): number {
    return this.#used;
  }

  /** Never rejects. A refusal is remembered like a token, until it is forgotten. */
  get(need: TokenNeed): Promise<Reading<AccessToken>> {
    const key = keyOf(need);
    let entry = this.#tokens.get(key);
    if (entry === undefined) {
      entry = { since: performance.now(), token: this.request(need) };
      this.#tokens.set(key, entry);
    }
    return entry.token;
  }

  /** The next one is asked for anew, unless that was done after `moment` (of `performance.now()`): several checks share a token. */
  forget(need: TokenNeed, moment: number): void {
    const key = keyOf(need);
    const entry = this.#tokens.get(key);
    if (entry !== undefined && entry.since <= moment) this.#tokens.delete(key);
  }

  private async request(need: TokenNeed): Promise<Reading<AccessToken>> {
    const { http, requestToken, clientSecret: secretOf, timeoutSeconds } = this.#source;
    const clientSecret = secretOf(need.client, need.manifest);
    if (!clientSecret)
      return failed('the secret of the client is not at hand', 'give the secret of the client');
    try {
      const result = await requestToken(
        {
          ...requestOf(need),
          clientSecret,
          ...(timeoutSeconds !== undefined && { timeoutSeconds }),
        },
        http,
      );
      if (result.state === 'read') this.#used += 1;
      return result;
    } catch {
      // The error is not shown: its text may repeat what was sent.
      return failed('the token request ended in an unexpected error', 'try again');
    }
  }
}

interface Entry {
  /** Of `performance.now()`, when it was asked for. */
  readonly since: number;
  readonly token: Promise<Reading<AccessToken>>;
}

function keyOf({ tokenUrl, clientId, audience, scopes }: TokenNeed): string {
  return JSON.stringify([tokenUrl, clientId, audience, scopes === undefined ? null : [...scopes].sort()]);
}

function failed(message: string, remedy: string): Reading<never> {
  return { state: 'failed', failure: { code: 'idp.token.not_requested', message, remedy } };
}
