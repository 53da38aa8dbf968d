import type { JwksFacts, KeyFacts } from '../facts';
import type { Http, HttpAnswer } from '../http';
import { FEW_REPEATS, patient } from './patience';
import { jsonObject, text, withoutQuery } from './readings';

/** The public half of a key, as much of it as a check of a signature needs. */
export interface PublicKey {
  readonly kid: string | undefined;
  readonly kty: string;
  readonly n: string;
  readonly e: string;
}

/** What a JWKS URL gave, and its RSA keys for checking signatures; those stay in memory. */
export interface FetchedJwks {
  readonly facts: JwksFacts;
  readonly keys: readonly PublicKey[];
  /** Every key with all its members, as they came. */
  readonly members: readonly Readonly<Record<string, unknown>>[];
}

/**
 * `security.jwks.size`. 100,000 by the listed default of 24.4, 10,000 by the guide (facts/ords.md 9, disputed): only the larger
 * one is sure to be refused, and `bytes` lets a reader see the other.
 */
export const JWKS_MAX_BYTES = 100_000;
/** Connection and read time-out of ORDS together would be 10 s; a JWKS that needs more than one of them is in trouble. */
const JWKS_TIMEOUT = 5;

/**
 * Fetches a JWKS as ORDS does: without credentials, bounded in bytes and time. Whether ORDS follows redirects has no source.
 * A 429 or 5xx is asked again, since ORDS comes back as well: only one that lasts is a fault of the trust.
 */
export async function fetchJwks(
  url: string,
  http: Http,
  timeoutSeconds: number = JWKS_TIMEOUT,
): Promise<FetchedJwks> {
  const without = (outcome: JwksFacts['outcome'], detail?: string, bytes = 0): FetchedJwks => ({
    facts: { url, outcome, detail, bytes, keys: [] },
    keys: [],
    members: [],
  });
  // ORDS takes the text as it stands: a URL parser would forgive white space and upper case.
  if (!/^https:\/\/\S+$/.test(url) || !URL.canParse(url)) return without('not_https');
  const result = await patient(
    http,
    FEW_REPEATS,
  )({
    url,
    headers: { accept: 'application/json' },
    timeoutSeconds,
    maxBytes: JWKS_MAX_BYTES,
  });
  if (!result.ok) {
    const { kind, detail } = result.failure;
    return without(kind, detail, kind === 'too_large' ? JWKS_MAX_BYTES : 0);
  }
  const { answer } = result;
  const refusal = refused(url, answer);
  if (refusal) return without(refusal.outcome, refusal.detail, answer.bytes);
  const document = jsonObject(answer.body);
  if (!document) return without('not_json', answer.headers['content-type'], answer.bytes);
  if (!Array.isArray(document.keys)) return without('no_keys_member', undefined, answer.bytes);
  const keys = document.keys.filter(
    (key): key is Record<string, unknown> => typeof key === 'object' && key !== null,
  );
  return {
    facts: { url, outcome: 'keys', detail: undefined, bytes: answer.bytes, keys: keys.map(keyFacts) },
    keys: keys.flatMap(publicKey),
    members: keys,
  };
}

function refused(
  url: string,
  { status, headers }: HttpAnswer,
): Pick<JwksFacts, 'outcome' | 'detail'> | undefined {
  if (status === 200) return undefined;
  if (status === 401 || status === 403) return { outcome: 'needs_sign_in', detail: String(status) };
  if (status >= 300 && status < 400 && headers.location !== undefined) {
    const target = URL.canParse(headers.location, url)
      ? new URL(headers.location, url).href
      : headers.location;
    const detail = withoutQuery(target);
    return { outcome: isSignIn(detail) ? 'needs_sign_in' : 'redirect', detail };
  }
  return { outcome: 'status', detail: String(status) };
}

function isSignIn(url: string): boolean {
  const path = URL.canParse(url) ? new URL(url).pathname : url;
  return /\/(sign-?[io]n|log-?[io]n|authorize|authenticate|sso|saml2?|adfs)\b/i.test(path);
}

function keyFacts(key: Record<string, unknown>): KeyFacts {
  return {
    kid: text(key.kid),
    kty: text(key.kty),
    use: text(key.use),
    alg: text(key.alg),
    bits: key.kty === 'RSA' && typeof key.n === 'string' ? modulusBits(key.n) : undefined,
  };
}

function publicKey(key: Record<string, unknown>): PublicKey[] {
  const { n, e } = key;
  if (key.kty !== 'RSA' || typeof n !== 'string' || typeof e !== 'string') return [];
  return [{ kid: text(key.kid), kty: 'RSA', n, e }];
}

// Some writers put a zero byte in front of the modulus, which is no part of its length.
function modulusBits(modulus: string): number {
  const bytes = Buffer.from(modulus, 'base64url');
  const first = bytes.findIndex((byte) => byte !== 0);
  if (first < 0) return 0;
  return (bytes.length - first) * 8 - (Math.clz32(bytes[first] ?? 0) - 24);
}
