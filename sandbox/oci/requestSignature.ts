import { createHash, verify, type KeyObject } from 'node:crypto';

/**
 * OCI request signatures, version 1 (Oracle's "Request Signatures" page; draft-cavage-http-signatures-08): RSA-SHA256 over the
 * request target and headers, and a digest of the body. Pure: whoever holds the request decides what to answer.
 */

/** A request as it came in. */
export interface SignedRequest {
  readonly method: string;
  /** Path with query, exactly as it was sent. */
  readonly target: string;
  /** Names in lower case, as Node gives them. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The raw body; absent = empty. */
  readonly body?: Uint8Array;
}

export interface SignatureRules {
  /** The public key of `<tenancy>/<user>/<fingerprint>`; undefined for a key that nobody uploaded. */
  readonly publicKey: (keyId: string) => KeyObject | undefined;
  readonly now: Date;
}

export type SignatureVerdict =
  | { readonly valid: true; readonly keyId: string }
  /** For the log; the caller of the API is told less. */
  | { readonly valid: false; readonly reason: string };

/** The service refuses a clock that is further off. */
const CLOCK_SKEW_MS = 5 * 60 * 1000;
const METHODS_WITH_BODY = new Set(['POST', 'PUT', 'PATCH']);
const BODY_HEADERS = ['content-length', 'content-type', 'x-content-sha256'];

interface Authorization {
  readonly keyId: string;
  readonly headers: readonly string[];
  readonly signature: Buffer;
}

/** Whether a request has an OCI signature at all: other schemes (bearer tokens of a domain) are somebody else's. */
export function hasRequestSignature(headers: SignedRequest['headers']): boolean {
  return /^signature /i.test(single(headers['authorization']) ?? '');
}

export function verifyRequestSignature(request: SignedRequest, rules: SignatureRules): SignatureVerdict {
  const authorization = parseAuthorization(single(request.headers['authorization']));
  if (typeof authorization === 'string') return refused(authorization);
  const { keyId, headers, signature } = authorization;

  const missing = requiredHeaders(request, headers).find((name) => !headers.includes(name));
  if (missing !== undefined) return refused(`the signature does not cover ${missing}`);
  const unsent = headers.find((name) => headerValue(request, name) === undefined);
  if (unsent !== undefined) return refused(`the signed header ${unsent} was not sent`);

  const sentAt = Date.parse(headerValue(request, dateHeader(headers)) ?? '');
  if (!(Math.abs(rules.now.getTime() - sentAt) <= CLOCK_SKEW_MS))
    return refused('the date is more than 5 minutes off');

  const digest = headerValue(request, 'x-content-sha256');
  if (digest !== undefined && digest !== sha256(request.body))
    return refused('x-content-sha256 is not that of the body');

  const publicKey = rules.publicKey(keyId);
  if (!publicKey) return refused('the key is unknown');
  const text = headers.map((name) => `${name}: ${headerValue(request, name) ?? ''}`).join('\n');
  if (!verify('sha256', Buffer.from(text), publicKey, signature))
    return refused('the signature does not fit the request');
  return { valid: true, keyId };
}

function parseAuthorization(header: string | undefined): Authorization | string {
  if (header === undefined) return 'there is no Authorization header';
  if (!/^signature /i.test(header)) return 'the Authorization header is no Signature';
  const parameters = new Map(
    [...header.matchAll(/([a-z]+)\s*=\s*"([^"]*)"/gi)].map(([, name = '', value = '']) => [
      name.toLowerCase(),
      value,
    ]),
  );
  const keyId = parameters.get('keyid');
  const signature = parameters.get('signature');
  if (keyId === undefined || signature === undefined) return 'keyId or signature is missing';
  if ((parameters.get('version') ?? '1') !== '1') return 'the version is not 1';
  if (parameters.get('algorithm')?.toLowerCase() !== 'rsa-sha256') return 'the algorithm is not rsa-sha256';
  const headers = (parameters.get('headers') ?? 'date').toLowerCase().split(' ').filter(Boolean);
  return { keyId, headers, signature: Buffer.from(signature, 'base64') };
}

/** Browsers cannot set Date, so x-date stands for it (the JavaScript SDK sends that one). */
function dateHeader(headers: readonly string[]): string {
  return headers.includes('x-date') ? 'x-date' : 'date';
}

function requiredHeaders({ method }: SignedRequest, headers: readonly string[]): readonly string[] {
  const always = [dateHeader(headers), '(request-target)', 'host'];
  return METHODS_WITH_BODY.has(method.toUpperCase()) ? [...always, ...BODY_HEADERS] : always;
}

function headerValue({ method, target, headers }: SignedRequest, name: string): string | undefined {
  return name === '(request-target)' ? `${method.toLowerCase()} ${target}` : single(headers[name]);
}

function sha256(body: Uint8Array = new Uint8Array()): string {
  return createHash('sha256').update(body).digest('base64');
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value;
}

function refused(reason: string): SignatureVerdict {
  return { valid: false, reason };
}
