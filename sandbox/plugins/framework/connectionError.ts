const UNTRUSTED = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_GET_ISSUER_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
]);

/** One sentence about a connection that failed, with the next step where there is one. */
export function connectionError(url: string, error: unknown): Error {
  const code = member(error, 'code');
  if (UNTRUSTED.has(code)) {
    const remedy = 'set SSL_CERT_FILE to the PEM file of the authority that signed it';
    return new Error(`${url}: x509: certificate signed by unknown authority (${code}); ${remedy}`, {
      cause: error,
    });
  }
  return new Error(`${url}: ${member(error, 'message') || code || String(error)}`, { cause: error });
}

/** Connection errors may come from another realm, where `instanceof` says nothing. */
function member(error: unknown, name: 'code' | 'message'): string {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
  return typeof value === 'string' ? value : '';
}
