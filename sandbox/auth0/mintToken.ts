import { createPublicKey } from 'node:crypto';
import { sign, signWithTenantKey } from './accessToken';
import type { JsonObject } from './json';
import { privateKeyOf } from './signingKeys';
import type { TenantStore } from './tenantStore';

const DEFAULT_EXPIRES_IN_S = 86400;

export interface MintOptions {
  /** Default: no `aud`. */
  readonly audience?: string | readonly string[];
  /** Blank-separated; default: no `scope`. */
  readonly scope?: string;
  /** Default `minted@clients`. */
  readonly sub?: string;
  /** Default: the tenant's issuer. */
  readonly issuer?: string;
  /** Seconds from now, also negative; default 86400. */
  readonly expiresIn?: number;
  /**
   * Default RS256. HS256 signs with the signing_secret of the audience's API, or else with the tenant's public key
   * as PEM, which is how algorithm confusion is tried; `none` does not sign.
   */
  readonly alg?: 'RS256' | 'RS384' | 'RS512' | 'PS256' | 'HS256' | 'none';
  /** Default: the current key's. */
  readonly kid?: string;
  /** Default `JWT`. */
  readonly typ?: string;
  /** Set over the others; null takes a claim away. */
  readonly claims?: JsonObject;
  readonly extraHeader?: JsonObject;
}

/** A token for negative tests: nothing about it is checked. */
export function mintToken(store: TenantStore, options: MintOptions, now: Date): Promise<string> {
  const key = store.currentKey;
  const { alg = 'RS256', kid = key.kid, typ = 'JWT' } = options;
  const header = { ...options.extraHeader, alg, typ, kid };
  const payload = claimsOf(store, options, now);
  switch (alg) {
    case 'none':
      return Promise.resolve(`${encoded(header)}.${encoded(payload)}.`);
    case 'HS256':
      return sign(header, payload, sharedSecret(store, options.audience));
    default:
      return signWithTenantKey(header, payload, key);
  }
}

function claimsOf(store: TenantStore, options: MintOptions, now: Date): JsonObject {
  const issuedAt = Math.floor(now.getTime() / 1000);
  const { audience, scope } = options;
  const claims: JsonObject = {
    iss: options.issuer ?? store.issuer,
    sub: options.sub ?? 'minted@clients',
    ...(audience === undefined ? {} : { aud: typeof audience === 'string' ? audience : [...audience] }),
    iat: issuedAt,
    exp: issuedAt + (options.expiresIn ?? DEFAULT_EXPIRES_IN_S),
    ...(scope === undefined ? {} : { scope }),
    ...options.claims,
  };
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== null));
}

function sharedSecret(store: TenantStore, audience: MintOptions['audience']): Buffer {
  const api = typeof audience === 'string' ? store.resourceServerOfAudience(audience) : undefined;
  const publicKey = createPublicKey(privateKeyOf(store.currentKey));
  return Buffer.from(api?.signing_secret ?? publicKey.export({ type: 'spki', format: 'pem' }).toString());
}

function encoded(value: JsonObject): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
