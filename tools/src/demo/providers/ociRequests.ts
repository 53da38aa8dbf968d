import { readFileSync } from 'node:fs';
import { DefaultRequestSigner, SimpleAuthenticationDetailsProvider } from 'oci-common';
import type { Http } from '../http';
import type { Environment } from '../identityProvider';

/** Requests that Oracle's own library signs with the operator's API key, as the OCI command line does. */
export class OciRequests {
  readonly #signer: DefaultRequestSigner;

  constructor(
    private readonly http: Http,
    environment: Environment,
  ) {
    this.#signer = new DefaultRequestSigner(
      new SimpleAuthenticationDetailsProvider(
        environment['OCI_tenancy_ocid'] ?? '',
        environment['OCI_user_ocid'] ?? '',
        environment['OCI_fingerprint'] ?? '',
        readFileSync(environment['OCI_private_key_path'] ?? '', 'utf8'),
        null,
      ),
    );
  }

  async send<T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, content?: object): Promise<T> {
    const headers = new Headers({ accept: 'application/json', 'content-type': 'application/json' });
    const body = content === undefined ? undefined : JSON.stringify(content);
    await this.#signer.signHttpRequest({ method, uri: url, headers, ...(body !== undefined && { body }) });
    // The client writes these two itself, to the same values.
    headers.delete('host');
    headers.delete('content-length');
    return this.http.send<T>(method, url, {
      headers: Object.fromEntries(headers.entries()),
      ...(body !== undefined && { body }),
    });
  }
}
