import type { FastifyInstance } from 'fastify';
import { sameSecret } from '../../identity/clientSecrets';
import type { AuthorizationCodes } from '../../identity/signIn/authorizationCodes';
import {
  type Agreement,
  type AuthorizingClient,
  registerAuthorizeEndpoint,
} from '../../identity/signIn/authorizeEndpoint';
import { CHALLENGE_METHODS, type CodeChallenge, codeChallenge } from '../../identity/signIn/pkce';
import type { TokenParameters } from '../../identity/tokenParameters';
import type { TenantContext } from '../tenantContext';
import type { Application, User } from '../tenantState';
import { namedClient } from '../tokens/clientAuthentication';
import { requireTenant } from '../tokens/namedTenant';
import {
  badChallengeMethod,
  EntraOAuthError,
  missingChallenge,
  mismatchedRedirect,
  repeatedField,
  unsupportedResponseType,
} from '../tokens/tokenErrors';
import { redirectKind } from './redirects';
import { requestedScopes } from './requestedScopes';

/** Of a tenant, after the tenant. */
const AUTHORIZE_PATH = '/oauth2/v2.0/authorize';

export type UserCodes = AuthorizationCodes<Agreement<User>>;

/** For the authorization code, with and without PKCE. To sign in is the consent: no scope is asked about. */
export async function registerAuthorize(
  app: FastifyInstance,
  context: TenantContext,
  codes: UserCodes,
): Promise<void> {
  const { store, clock } = context;
  await app.register(async (scope) => {
    scope.addHook<{ Params: { tenant: string } }>('preValidation', async ({ params }) =>
      requireTenant(store, params.tenant),
    );
    registerAuthorizeEndpoint<Application, User>(scope, {
      path: `/:tenant${AUTHORIZE_PATH}`,
      codes,
      clock,
      clientOf: (parameters) => checkedClient(context, parameters),
      check: (parameters, client) => checkRequest(context, parameters, client),
      userOf: (name, password) => {
        const user = store.userNamed(name);
        const known = user?.accountEnabled === true ? store.state.passwords[user.id] : undefined;
        return user && sameSecret(password, known ?? '') ? user : undefined;
      },
      text: ({ properties }) => ({
        client: properties.displayName,
        provider: store.state.displayName,
        standInFor: "a tenant of Microsoft Entra, not Microsoft's software",
        userLabel: 'Email, such as someone@example.com',
        wrong: 'Your account or password is incorrect.',
      }),
      sentBack: ({ sessionId }) => ({ session_state: sessionId }),
      repeated: (name) => repeatedField(name),
    });
  });
}

/** A text says why nobody is sent anywhere. */
function checkedClient(
  context: TenantContext,
  parameters: TokenParameters,
): AuthorizingClient<Application> | string {
  try {
    const { application } = namedClient(context, parameters['client_id']);
    const { appId } = application.properties;
    const redirectUri = parameters['redirect_uri'] ?? '';
    if (redirectKind(application, redirectUri) === undefined || !URL.canParse(redirectUri))
      throw mismatchedRedirect(redirectUri, appId);
    return { client: application, clientId: appId, redirectUri };
  } catch (error) {
    if (error instanceof EntraOAuthError) return error.message;
    throw error;
  }
}

function checkRequest(
  context: TenantContext,
  parameters: TokenParameters,
  client: Application,
): CodeChallenge | undefined {
  const {
    response_type: type = '',
    response_mode: mode = 'query',
    scope,
    redirect_uri: uri = '',
  } = parameters;
  // Entra has more of both; this stand-in does not play them.
  if (type !== 'code') throw unsupportedResponseType(type);
  if (mode !== 'query') throw unsupportedResponseType(`${type} with response_mode ${mode}`);
  requestedScopes(context, scope);
  const challenge = codeChallenge(parameters, CHALLENGE_METHODS, (method) => badChallengeMethod(method));
  if (!challenge && redirectKind(client, uri) === 'spa') throw missingChallenge();
  return challenge;
}
