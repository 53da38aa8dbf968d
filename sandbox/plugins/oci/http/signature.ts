import { createHash, sign, type KeyObject } from 'node:crypto';

/** An API key of a user of the tenancy. */
export interface SigningKey {
  /** `<tenancy OCID>/<user OCID>/<fingerprint>`. */
  readonly keyId: string;
  readonly privateKey: KeyObject;
}

/** The parts of a request that are signed. */
export interface Signable {
  readonly method: string;
  readonly url: URL;
  /** Absent where the method has none. */
  readonly body?: string | undefined;
  readonly date: Date;
}

/**
 * The headers that authenticate a request (facts/oci-iam.md 1.1), signed here and not with oci-common: its packages
 * would more than double the time the plugin takes to start, which every `pulumi` command waits for.
 */
export function signatureHeaders(request: Signable, key: SigningKey): Record<string, string> {
  const { method, url, body, date } = request;
  const signed: Record<string, string> = {
    date: date.toUTCString(),
    '(request-target)': `${method.toLowerCase()} ${url.pathname}${url.search}`,
    host: url.host,
  };
  if (body !== undefined) {
    signed['content-length'] = String(Buffer.byteLength(body));
    signed['content-type'] = 'application/json';
    signed['x-content-sha256'] = createHash('sha256').update(body).digest('base64');
  }
  const text = Object.entries(signed).map(([name, value]) => `${name}: ${value}`);
  const signature = sign('RSA-SHA256', Buffer.from(text.join('\n')), key.privateKey).toString('base64');
  const names = Object.keys(signed).join(' ');
  const { '(request-target)': _, ...headers } = signed;
  return {
    ...headers,
    authorization: `Signature version="1",headers="${names}",keyId="${key.keyId}",algorithm="rsa-sha256",signature="${signature}"`,
  };
}
