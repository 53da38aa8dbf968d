import type { FastifyInstance } from 'fastify';
import { sameSecret } from '../../identity/clientSecrets';
import { type AuthorizingClient, registerAuthorizeEndpoint } from '../../identity/signIn/authorizeEndpoint';
import { CHALLENGE_METHODS, type CodeChallenge, codeChallenge } from '../../identity/signIn/pkce';
import type { TokenParameters } from '../../identity/tokenParameters';
import type { OAuthContext } from '../oauthContext';
import type { Client, TenantUser } from '../tenantState';
import type { TenantStore } from '../tenantStore';
import {
  grantTypeOff,
  invalidRequest,
  missingParameter,
  sentTwice,
  unsupportedResponseType,
} from '../tokenErrors';
import { accessOf } from './access';

export const AUTHORIZE_PATH = '/authorize';

/** [?] no source tells how long a code of Auth0 lives; posts speak of a minute. */
export const CODE_VALIDITY_MS = 60 * 1000;

/** For the authorization code, with and without PKCE. The page is Auth0's in nothing but its purpose. */
export function registerAuthorize(app: FastifyInstance, { store, clock, codes }: OAuthContext): void {
  registerAuthorizeEndpoint<Client, TenantUser>(app, {
    path: AUTHORIZE_PATH,
    codes,
    clock,
    clientOf: (parameters) => checkedClient(parameters, store),
    check: (parameters, client) => checkRequest(parameters, client, store),
    userOf: (email, password) => {
      const user = store.userNamed(email);
      return user && sameSecret(password, user.password) ? user : undefined;
    },
    text: ({ name }) => ({
      client: name,
      provider: store.domain,
      standInFor: "an Auth0 tenant, not Auth0's software",
      userLabel: 'Email address',
      wrong: 'Wrong email or password.',
    }),
    repeated: sentTwice,
  });
}

/** [?] wildcards in callbacks, and a request without redirect_uri, which Auth0 may take, are not served. */
function checkedClient(parameters: TokenParameters, store: TenantStore): AuthorizingClient<Client> | string {
  const { client_id: clientId, redirect_uri: redirectUri } = parameters;
  if (clientId === undefined) return 'Missing required parameter: client_id';
  const client = store.client(clientId);
  if (!client) return `Unknown client: ${clientId}`;
  if (redirectUri === undefined) return 'Missing required parameter: redirect_uri';
  if (!client.callbacks?.includes(redirectUri) || !URL.canParse(redirectUri))
    return `Callback URL mismatch. ${redirectUri} is not in the list of allowed callback URLs`;
  return { client, clientId, redirectUri };
}

function checkRequest(
  parameters: TokenParameters,
  client: Client,
  store: TenantStore,
): CodeChallenge | undefined {
  const { response_type: responseType, response_mode: responseMode = 'query', audience, scope } = parameters;
  if (responseType === undefined) throw missingParameter('response_type');
  // Auth0 has more of both; this stand-in does not play them.
  if (responseType !== 'code') throw unsupportedResponseType(responseType);
  if (responseMode !== 'query') throw invalidRequest(`Unsupported response mode: ${responseMode}`);
  if (!client.grant_types.includes('authorization_code')) throw grantTypeOff('authorization_code');
  accessOf({ audience, scope }, client, undefined, store);
  return codeChallenge(parameters, CHALLENGE_METHODS, (method) =>
    invalidRequest(`Unsupported code_challenge_method: ${method}`),
  );
}
