import { createPublicKey, randomBytes } from 'node:crypto';
import { CompactEncrypt } from 'jose';
import type { JsonObject } from './json';
import { signCompact, type CompactAlgorithm, type CompactKey } from './compactSignature';
import type { PublishedKeys } from './publishedKeys';
import { privateKeyOf } from './signingKeys';
import type { TenantStore } from './tenantStore';

const DEFAULT_EXPIRES_IN_S = 86400;
const OPAQUE_BYTES = 24;

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
  /** `iat`, in seconds before now, negative for the future; default 0. */
  readonly issuedAgo?: number;
  /** `nbf`, in seconds from now; default: no `nbf`. */
  readonly notBefore?: number;
  /**
   * Default RS256. HS256 signs with the signing_secret of the audience's API, or else with the tenant's public key
   * as PEM, which is how algorithm confusion is tried; ES256 with the key that the JWKS mode `ec` shows; `none` does
   * not sign.
   */
  readonly alg?: CompactAlgorithm;
  /** Default the tenant's current key; `weak` and `reused_kid`: the one that the JWKS mode of that name shows. */
  readonly key?: 'current' | 'weak' | 'reused_kid';
  /** Default: the current key's; null: none. */
  readonly kid?: string | null;
  /** Default `JWT`; null: none. */
  readonly typ?: string | null;
  /** Set over the others; null takes a claim away. */
  readonly claims?: JsonObject;
  readonly extraHeader?: JsonObject;
  /** The claims are changed after signing. */
  readonly altered?: boolean;
  /**
   * Default a signed token. `encrypted`: the same inside of a JWE; `opaque`: what Auth0 hands out when no audience is
   * requested (facts/ords.md 8), claims and all else ignored.
   */
  readonly form?: 'signed' | 'encrypted' | 'opaque';
}

/** A token for negative tests: nothing about it is checked. */
export async function mintToken(
  store: TenantStore,
  published: PublishedKeys,
  options: MintOptions,
  now: Date,
): Promise<string> {
  if (options.form === 'opaque') return randomBytes(OPAQUE_BYTES).toString('base64url');
  const { alg = 'RS256', kid = store.currentKey.kid, typ = 'JWT' } = options;
  const header: JsonObject = {
    alg,
    ...(typ !== null && { typ }),
    ...(kid !== null && { kid }),
    ...options.extraHeader,
  };
  const token = signCompact(header, claimsOf(store, options, now), alg, keyFor(store, published, options));
  if (options.form === 'encrypted') return encrypted(token, store);
  return options.altered === true ? altered(token) : token;
}

function claimsOf(store: TenantStore, options: MintOptions, now: Date): JsonObject {
  const seconds = Math.floor(now.getTime() / 1000);
  const { audience, scope, notBefore } = options;
  const claims: JsonObject = {
    iss: options.issuer ?? store.issuer,
    sub: options.sub ?? 'minted@clients',
    ...(audience === undefined ? {} : { aud: typeof audience === 'string' ? audience : [...audience] }),
    iat: seconds - (options.issuedAgo ?? 0),
    exp: seconds + (options.expiresIn ?? DEFAULT_EXPIRES_IN_S),
    ...(notBefore === undefined ? {} : { nbf: seconds + notBefore }),
    ...(scope === undefined ? {} : { scope }),
    ...options.claims,
  };
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== null));
}

function keyFor(
  store: TenantStore,
  published: PublishedKeys,
  { alg, key, audience }: MintOptions,
): CompactKey {
  if (alg === 'HS256') return sharedSecret(store, audience);
  if (alg === 'ES256') return published.oddKey('ec');
  return key === 'weak' || key === 'reused_kid' ? published.oddKey(key) : privateKeyOf(store.currentKey);
}

function sharedSecret(store: TenantStore, audience: MintOptions['audience']): Buffer {
  const api = typeof audience === 'string' ? store.resourceServerOfAudience(audience) : undefined;
  const publicKey = createPublicKey(privateKeyOf(store.currentKey));
  return Buffer.from(api?.signing_secret ?? publicKey.export({ type: 'spki', format: 'pem' }).toString());
}

/** Another subject under the signature of the first one. */
function altered(token: string): string {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as JsonObject;
  const changed = Buffer.from(JSON.stringify({ ...claims, sub: 'somebody-else@clients' })).toString(
    'base64url',
  );
  return [header, changed, signature].join('.');
}

function encrypted(token: string, store: TenantStore): Promise<string> {
  return new CompactEncrypt(Buffer.from(token))
    .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', cty: 'JWT', kid: store.currentKey.kid })
    .encrypt(createPublicKey(privateKeyOf(store.currentKey)));
}
