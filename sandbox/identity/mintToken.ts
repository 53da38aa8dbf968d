import { createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import { CompactEncrypt } from 'jose';
import type { JsonObject } from './json';
import { signCompact, type CompactAlgorithm, type CompactKey } from './compactSignature';
import type { PublishedKeys } from './publishedKeys';

const DEFAULT_EXPIRES_IN_S = 86400;
const OPAQUE_BYTES = 24;

export interface MintOptions {
  /** Default: no `aud`. */
  readonly audience?: string | readonly string[];
  /** Blank-separated; default: no `scope`. */
  readonly scope?: string;
  /** Default `minted@clients`, of an identity domain `minted`. */
  readonly sub?: string;
  /** Default: the provider's. */
  readonly issuer?: string;
  /** Seconds from now, also negative; default 86400. */
  readonly expiresIn?: number;
  /** `iat`, in seconds before now, negative for the future; default 0. */
  readonly issuedAgo?: number;
  /** `nbf`, in seconds from now; default: no `nbf`. */
  readonly notBefore?: number;
  /**
   * Default RS256. HS256 signs with the signing_secret of the audience's API, or else with the provider's public key
   * as PEM, which is how algorithm confusion is tried; ES256 with the key that the JWKS mode `ec` shows; `none` does
   * not sign.
   */
  readonly alg?: CompactAlgorithm;
  /** Default the provider's current key; `weak` and `reused_kid`: the one that the JWKS mode of that name shows. */
  readonly key?: 'current' | 'weak' | 'reused_kid';
  /** Default: the current key's; null: none. */
  readonly kid?: string | null;
  /** Default `JWT`, of an identity domain none; null: none. */
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

/** With what a provider signs, and how its tokens look where the options say nothing. */
export interface Mint {
  readonly published: PublishedKeys;
  readonly kid: string;
  readonly key: KeyObject;
  readonly issuer: string;
  readonly sub: string;
  readonly typ: string | null;
  /** Of an API that signs with HS256. */
  readonly sharedSecret?: ((audience: string) => string | undefined) | undefined;
}

/** A token for negative tests: nothing about it is checked. */
export async function mintToken(mint: Mint, options: MintOptions, now: Date): Promise<string> {
  if (options.form === 'opaque') return randomBytes(OPAQUE_BYTES).toString('base64url');
  const { alg = 'RS256', kid = mint.kid, typ = mint.typ } = options;
  const header: JsonObject = {
    alg,
    ...(typ !== null && { typ }),
    ...(kid !== null && { kid }),
    ...options.extraHeader,
  };
  const token = signCompact(header, claimsOf(mint, options, now), alg, keyFor(mint, options));
  if (options.form === 'encrypted') return encrypted(token, mint);
  return options.altered === true ? altered(token) : token;
}

function claimsOf(mint: Mint, options: MintOptions, now: Date): JsonObject {
  const seconds = Math.floor(now.getTime() / 1000);
  const { audience, scope, notBefore } = options;
  const claims: JsonObject = {
    iss: options.issuer ?? mint.issuer,
    sub: options.sub ?? mint.sub,
    ...(audience === undefined ? {} : { aud: typeof audience === 'string' ? audience : [...audience] }),
    iat: seconds - (options.issuedAgo ?? 0),
    exp: seconds + (options.expiresIn ?? DEFAULT_EXPIRES_IN_S),
    ...(notBefore === undefined ? {} : { nbf: seconds + notBefore }),
    ...(scope === undefined ? {} : { scope }),
    ...options.claims,
  };
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== null));
}

function keyFor(mint: Mint, { alg, key, audience }: MintOptions): CompactKey {
  if (alg === 'HS256') return sharedSecret(mint, audience);
  if (alg === 'ES256') return mint.published.oddKey('ec');
  return key === 'weak' || key === 'reused_kid' ? mint.published.oddKey(key) : mint.key;
}

function sharedSecret(mint: Mint, audience: MintOptions['audience']): Buffer {
  const secret = typeof audience === 'string' ? mint.sharedSecret?.(audience) : undefined;
  return Buffer.from(secret ?? createPublicKey(mint.key).export({ type: 'spki', format: 'pem' }).toString());
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

function encrypted(token: string, { kid, key }: Mint): Promise<string> {
  return new CompactEncrypt(Buffer.from(token))
    .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', cty: 'JWT', kid })
    .encrypt(createPublicKey(key));
}
