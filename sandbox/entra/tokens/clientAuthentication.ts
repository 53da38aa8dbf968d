import { basicCredentials, sameSecret } from '../../identity/clientSecrets';
import type { TokenParameters } from '../../identity/tokenParameters';
import type { TenantContext } from '../tenantContext';
import type { Application, ServicePrincipal } from '../tenantState';
import {
  clientWithoutPrincipal,
  disabledClient,
  expiredSecret,
  malformedRequest,
  missingField,
  missingSecret,
  missingUserFlowSecret,
  unknownClient,
  wrongSecret,
} from './tokenErrors';

/** An application that may ask for tokens. */
export interface Client {
  readonly application: Application;
  readonly principal: ServicePrincipal;
  /** What `azpacr` says: "0" for a public client, "1" for one with a secret. */
  readonly authentication: '0' | '1';
}

/** The client that a request names, before it has proved anything. Throws EntraOAuthError. */
export function namedClient(
  { store }: TenantContext,
  appId: string | undefined,
): Omit<Client, 'authentication'> {
  if (appId === undefined) throw missingField('client_id');
  const application = store.client(appId);
  if (!application) throw unknownClient(appId, store.state.displayName);
  const principal = store.servicePrincipalOf(appId);
  if (!principal) throw clientWithoutPrincipal(appId, store.state.tenantId);
  if (!principal.properties.accountEnabled) throw disabledClient(appId, application.properties.displayName);
  return { application, principal };
}

/** By a secret in the form or in a Basic header; a client without any only where it may be public. Throws EntraOAuthError. */
export function authenticateClient(
  context: TenantContext,
  authorization: string | undefined,
  parameters: TokenParameters,
  mayBePublic: (application: Application) => boolean,
): Client {
  const basic = basicCredentials(authorization);
  if (basic === null) throw malformedRequest('The Authorization header is not well-formed.');
  const client = namedClient(context, basic?.clientId ?? parameters['client_id']);
  const secret = basic?.secret ?? parameters['client_secret'];
  if (secret === undefined) {
    if (mayBePublic(client.application)) return { ...client, authentication: '0' };
    const grantType = parameters['grant_type'] ?? '';
    throw grantType === 'client_credentials' ? missingSecret(grantType) : missingUserFlowSecret();
  }
  checkSecret(client.application, secret, context.clock());
  return { ...client, authentication: '1' };
}

function checkSecret({ properties, secrets }: Application, secret: string, now: Date): void {
  const found = properties.passwordCredentials.filter(({ keyId }) =>
    sameSecret(secret, secrets[keyId] ?? ''),
  );
  if (found.length === 0) throw wrongSecret(properties.appId);
  const lives = found.some(
    ({ startDateTime, endDateTime }) =>
      Date.parse(startDateTime) <= now.getTime() && now.getTime() < Date.parse(endDateTime),
  );
  if (!lives) throw expiredSecret(properties.appId);
}
