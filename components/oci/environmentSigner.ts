import type { SignRequest } from '../diagnose/collect/credentials';
import { skipped, unreadFrom, UnreadError } from '../diagnose/collect/readings';
import { OrdsError } from '../errors';
import type { OciCredentials } from './credentials';
import { readCredentials } from './readCredentials';
import { createSignature, type Sign, type SignedCall } from './signature';

/** Neither a key nor the package is required: without them there is just no view from that side. */
const NOT_AT_HAND = ['oci.credentials.missing', 'idp.package_missing'];

/**
 * Signs requests with the API key that is given, or else that the environment or `~/.oci/config` holds, as the official provider finds
 * it; it is looked for by the first request. Throws UnreadError, skipped, where there is none, and `oci.credentials.*` for one that cannot be used.
 */
export function environmentSigner(environment: NodeJS.ProcessEnv, given: OciCredentials = {}): SignRequest {
  let signature: Promise<Sign> | undefined;
  return async (request) => {
    signature ??= readCredentials(given, environment).then(createSignature);
    const sign = await signature.catch((error: unknown) => {
      if (!(error instanceof OrdsError) || !NOT_AT_HAND.includes(error.code)) throw error;
      const { message, remedy } = unreadFrom(error);
      throw new UnreadError(skipped(`${message}; next: ${remedy}`));
    });
    const { method = 'GET', url, body, headers } = request;
    const signed = await sign({
      method: method as SignedCall['method'],
      url,
      ...(body !== undefined && { body }),
    });
    return { ...request, headers: { ...headers, ...signed } };
  };
}
