import type { Agent } from 'undici';
import type { GatewaySettings } from '../settings';
import type { JsonObject } from './compactToken';
import { isKeyKnown, keysOfDocument } from './keys';
import { TokenRefused } from './refusal';

const OK = 200;

interface CachedKeys {
  readonly keys: readonly JsonObject[];
  readonly fetchedAt: number;
}

/**
 * The keys behind JWK URLs. A fetched set is kept until a token names a key that it lacks; then it is fetched again, at
 * most once per refresh interval (facts/ords.md 9). How long ORDS itself keeps keys, and what an outage does to kept
 * ones: no source; here they stay.
 */
export class JwksCache {
  private readonly cached = new Map<string, CachedKeys>();
  private readonly running = new Map<string, Promise<readonly JsonObject[]>>();
  private readonly agents = new Map<string, Agent>();
  /** Requests sent. */
  fetches = 0;
  private generation = 0;

  constructor(
    private readonly settings: GatewaySettings,
    /** PEM certificates trusted beside the built-in ones' place: when given, only these are trusted. */
    private readonly ca: string | undefined,
    /** Milliseconds since 1970. */
    private readonly clock: () => number,
  ) {}

  /** The keys for a token with this header, under the settings of its pool. Throws TokenRefused `jwks_unavailable` or `jwks_url_not_allowed`. */
  async keysFor(
    url: string,
    header: JsonObject,
    settings: GatewaySettings = this.settings,
  ): Promise<readonly JsonObject[]> {
    const allowed = settings.jwtProfileMode === 'POOL' ? undefined : settings.jwksAllowedUrls;
    if (!url.startsWith('https://') || (allowed !== undefined && !allowed.includes(url))) {
      throw new TokenRefused('jwks_url_not_allowed', url);
    }
    const cached = this.cached.get(url);
    if (cached !== undefined) {
      const mayRefresh = this.clock() - cached.fetchedAt >= settings.jwksRefreshInterval;
      if (!mayRefresh || isKeyKnown(header, cached.keys)) return cached.keys;
    }
    return await this.fetchOnce(url, settings);
  }

  /** Forgets every key, as a restart of ORDS would. */
  clear(): void {
    this.cached.clear();
    this.running.clear();
    this.generation += 1;
  }

  async close(): Promise<void> {
    await Promise.all([...this.agents.values()].map((agent) => agent.destroy()));
  }

  private async fetchOnce(url: string, settings: GatewaySettings): Promise<readonly JsonObject[]> {
    const running = this.running.get(url) ?? this.fetch(url, settings);
    this.running.set(url, running);
    try {
      return await running;
    } finally {
      if (this.running.get(url) === running) this.running.delete(url);
    }
  }

  private async fetch(url: string, settings: GatewaySettings): Promise<readonly JsonObject[]> {
    this.fetches += 1;
    const { generation } = this;
    let keys: readonly JsonObject[] | undefined;
    try {
      keys = keysOfDocument(JSON.parse(await this.download(url, settings)));
    } catch (error) {
      throw new TokenRefused(
        'jwks_unavailable',
        `${url} (${error instanceof Error ? error.message : 'failed'})`,
      );
    }
    if (keys === undefined) throw new TokenRefused('jwks_unavailable', `${url} (no JWKS document)`);
    // What was asked for before the keys were forgotten is forgotten too.
    if (generation === this.generation) this.cached.set(url, { keys, fetchedAt: this.clock() });
    return keys;
  }

  private async download(url: string, settings: GatewaySettings): Promise<string> {
    const { jwksConnectionTimeout, jwksReadTimeout, jwksSize } = settings;
    // Loaded at the first fetch: a tenth of a second that no start needs.
    const { Agent, request } = await import('undici');
    const { statusCode, body } = await request(url, {
      dispatcher: this.agent(Agent, jwksConnectionTimeout),
      headers: { accept: 'application/json' },
      headersTimeout: jwksReadTimeout,
      bodyTimeout: jwksReadTimeout,
      // A body that drips for ever must end too.
      signal: AbortSignal.timeout(jwksConnectionTimeout + jwksReadTimeout),
    });
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > jwksSize) throw new Error(`larger than ${jwksSize} bytes`);
      chunks.push(chunk);
    }
    // Redirects are not followed: the key source is the one that the profile names.
    if (statusCode !== OK) throw new Error(`status ${statusCode}`);
    return Buffer.concat(chunks).toString('utf8');
  }

  private agent(AgentClass: typeof Agent, connectTimeout: number): Agent {
    const key = String(connectTimeout);
    const known = this.agents.get(key);
    if (known !== undefined) return known;
    const agent = new AgentClass({
      connect: { timeout: connectTimeout, ...(this.ca === undefined ? {} : { ca: this.ca }) },
    });
    this.agents.set(key, agent);
    return agent;
  }
}
