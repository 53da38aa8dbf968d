import type { FastifyInstance } from 'fastify';
import { sameSecret } from '../../../identity/clientSecrets';
import type { AuthorizationCodes } from '../../../identity/signIn/authorizationCodes';
import {
  type Agreement,
  type AuthorizingClient,
  registerAuthorizeEndpoint,
} from '../../../identity/signIn/authorizeEndpoint';
import { type CodeChallenge, codeChallenge } from '../../../identity/signIn/pkce';
import type { TokenParameters } from '../../../identity/tokenParameters';
import type { DomainContext } from '../domainContext';
import type { App, User } from '../domainState';
import type { DomainStore } from '../domainStore';
import { requestedScopes } from './requestedScopes';
import { invalidRequest, sentTwice, unauthorizedClient } from './tokenErrors';

const AUTHORIZE_PATH = '/oauth2/v1/authorize';

/** Facts/oci-iam.md 2.1. */
export const CODE_VALIDITY_MS = 3 * 60 * 1000;

export type DomainCodes = AuthorizationCodes<Agreement<User>>;

/** `/oauth2/v1/authorize`: scopes that need consent are not asked about. */
export function registerAuthorize(
  app: FastifyInstance,
  { store, clock }: DomainContext,
  codes: DomainCodes,
): void {
  registerAuthorizeEndpoint<App, User>(app, {
    path: AUTHORIZE_PATH,
    codes,
    clock,
    clientOf: (parameters) => checkedClient(parameters, store),
    check: (parameters, client) => checkRequest(parameters, client, store),
    userOf: (name, password) => {
      const user = store.userNamed(name);
      return user?.active && sameSecret(password, user.password ?? '') ? user : undefined;
    },
    text: ({ displayName }) => ({
      client: displayName,
      provider: store.state.displayName,
      standInFor: "an identity domain, not Oracle's software",
      userLabel: 'User name',
      wrong: 'The user name or the password is not right.',
    }),
    repeated: sentTwice,
  });
}

function checkedClient(parameters: TokenParameters, store: DomainStore): AuthorizingClient<App> | string {
  if (!store.isActive) return 'The domain is not active.';
  const client = store.client(parameters['client_id'] ?? '');
  if (!client?.active) return 'The client is unknown or not active.';
  const redirectUri = parameters['redirect_uri'] ?? '';
  if (!client.redirectUris.includes(redirectUri))
    return 'The redirect URI is not registered for this client.';
  return { client, clientId: client.name, redirectUri };
}

function checkRequest(
  parameters: TokenParameters,
  client: App,
  store: DomainStore,
): CodeChallenge | undefined {
  if (parameters['response_type'] !== 'code') throw invalidRequest('response_type is code.'); // [?] the others are not served
  if (!client.allowedGrants.includes('authorization_code')) throw unauthorizedClient();
  const challenge = codeChallenge(parameters, ['S256'], () =>
    invalidRequest('code_challenge_method is S256.'),
  );
  if (!challenge && client.clientType === 'public') throw invalidRequest('code_challenge is missing.'); // [?]
  requestedScopes(parameters['scope'], client, store);
  return challenge;
}
