import { OrdsError } from '../errors';
import type { SigningKey } from './credentials';
import { loadOciCommon } from './loadOciCommon';

export interface SignedCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly body?: string;
}

/** The headers of one request, its signature among them. */
export type Sign = (call: SignedCall) => Promise<Record<string, string>>;

/**
 * Signs requests with an API key as Oracle Cloud Infrastructure asks for it (facts/oci-iam.md 1.1). A signature carries its time, so that
 * each attempt needs its own. Throws `oci.credentials.private_key`.
 */
export async function createSignature(key: SigningKey): Promise<Sign> {
  const { DefaultRequestSigner, SimpleAuthenticationDetailsProvider } = await loadOciCommon();
  const { tenancyOcid, userOcid, fingerprint, privateKey, privateKeyPassword = null } = key;
  const provider = new SimpleAuthenticationDetailsProvider(
    tenancyOcid,
    userOcid,
    fingerprint,
    privateKey,
    privateKeyPassword,
  );
  const signer = usable(() => new DefaultRequestSigner(provider));
  return async ({ method, url, body }) => {
    const headers = new Headers({ accept: 'application/json', 'content-type': 'application/json' });
    await signer.signHttpRequest({ method, uri: url, headers, ...(body !== undefined && { body }) });
    // The HTTP client writes these two itself, to the same values.
    headers.delete('host');
    headers.delete('content-length');
    return Object.fromEntries(headers.entries());
  };
}

function usable<T>(make: () => T): T {
  try {
    return make();
  } catch {
    // What the library says may repeat a piece of the key.
    throw new OrdsError('the private key cannot be used', {
      code: 'oci.credentials.private_key',
      field: 'identityProvider.credentials.privateKey',
      expected: 'a private key in PEM, and its pass phrase where it is encrypted',
      remedy: 'openssl pkey -in <file> -check -noout says whether it is one',
    });
  }
}
