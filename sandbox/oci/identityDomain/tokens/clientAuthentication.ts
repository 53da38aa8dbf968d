import { basicCredentials, sameSecret } from '../../../identity/clientSecrets';
import type { TokenParameters } from '../../../identity/tokenParameters';
import type { App } from '../domainState';
import type { DomainStore } from '../domainStore';
import { invalidClient, unauthorizedClient } from './tokenErrors';

/**
 * The client of a token request, by a Basic header or a secret in the body; a public client has none. An inactive app gets
 * nothing, nor does any app of an inactive domain. Throws OAuthError.
 */
export function authenticateClient(
  authorization: string | undefined,
  parameters: TokenParameters,
  store: DomainStore,
): App {
  const basic = basicCredentials(authorization);
  const clientId = basic?.clientId ?? parameters['client_id'];
  const client = clientId === undefined ? undefined : store.client(clientId);
  if (basic === null || !client) throw invalidClient();
  if (client.clientType !== 'public') {
    const secret = basic?.secret ?? parameters['client_secret'] ?? '';
    if (!sameSecret(secret, client.clientSecret ?? '')) throw invalidClient();
  }
  if (!client.active || !store.isActive) throw unauthorizedClient(); // [?] which error
  return client;
}
