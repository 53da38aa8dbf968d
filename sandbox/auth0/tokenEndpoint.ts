import type { FastifyInstance } from 'fastify';
import type { JsonObject } from '../identity/json';
import { type TokenParameters, tokenParameters } from '../identity/tokenParameters';
import { authenticateClient } from './clientAuthentication';
import { clientCredentials } from './clientCredentials';
import type { OAuthContext } from './oauthContext';
import { authorizationCode, refreshToken } from './people/userTokens';
import type { Client } from './tenantState';
import { grantTypeOff, missingParameter, sentTwice, unsupportedGrantType } from './tokenErrors';

export const TOKEN_PATH = '/oauth/token';

interface Grant {
  answer(context: OAuthContext, client: Client, parameters: TokenParameters): Promise<JsonObject>;
  /** Whether an application without a secret may use it. */
  readonly forPublicClients: boolean;
}

const GRANTS: Readonly<Record<string, Grant>> = {
  client_credentials: { answer: clientCredentials, forPublicClients: false },
  authorization_code: { answer: authorizationCode, forPublicClients: true },
  refresh_token: { answer: refreshToken, forPublicClients: true },
};

/** `POST /oauth/token`, as form or JSON (facts/auth0.md 3.2 and 3.3). */
export function registerTokenEndpoint(app: FastifyInstance, context: OAuthContext): void {
  const { store, clock } = context;
  app.post(TOKEN_PATH, async (request, reply) => {
    const parameters = tokenParameters(request.body, sentTwice);
    const grantType = parameters['grant_type'];
    if (grantType === undefined) throw missingParameter('grant_type');
    const grant = Object.hasOwn(GRANTS, grantType) ? GRANTS[grantType] : undefined;
    if (!grant) throw unsupportedGrantType(grantType);
    const { authorization } = request.headers;
    const client = await authenticateClient(
      authorization,
      parameters,
      store,
      clock(),
      grant.forPublicClients,
    );
    if (!client.grant_types.includes(grantType)) throw grantTypeOff(grantType);
    reply.header('cache-control', 'no-store');
    return grant.answer(context, client, parameters);
  });
}
