import type { FastifyInstance } from 'fastify';
import type { JsonObject } from '../../../identity/json';
import { type TokenParameters, tokenParameters } from '../../../identity/tokenParameters';
import type { DomainContext } from '../domainContext';
import type { App } from '../domainState';
import { issueAccessToken, type TokenOrder } from './accessToken';
import type { DomainCodes } from './authorizeEndpoint';
import { authenticateClient } from './clientAuthentication';
import { requestedClaims } from './customClaimValues';
import { issueIdToken } from './idToken';
import { issueRefreshToken, mayRefresh, redeemRefreshToken } from './refreshTokens';
import { requestedScopes } from './requestedScopes';
import {
  invalidRequest,
  invalidScope,
  sentTwice,
  unauthorizedClient,
  unsupportedGrantType,
} from './tokenErrors';
import type { DomainSignedIn } from './tokenSubject';

export const TOKEN_PATH = '/oauth2/v1/token';

type Grant = (client: App, parameters: TokenParameters) => Promise<JsonObject>;

/** `POST /oauth2/v1/token` (facts/oci-iam.md 2.1): client_credentials, authorization_code and refresh_token. */
export function registerTokenEndpoint(
  app: FastifyInstance,
  context: DomainContext,
  codes: DomainCodes,
): void {
  const { store } = context;
  const grants: Readonly<Record<string, Grant>> = {
    client_credentials: async (client, parameters) => {
      const requested = requestedScopes(parameters['scope'], client, store);
      if (requested.openid.length > 0) throw invalidScope('OpenID Connect needs a user.');
      const claims = requestedClaims(parameters['claims']);
      return answer(context, { client, requested, signedIn: undefined, claims });
    },
    authorization_code: async (client, parameters) => {
      const { request, signedIn } = codes.redeem(parameters, client.name);
      const { scope = '', nonce, claims } = request;
      return userAnswer(context, client, scope, signedIn, requestedClaims(claims), nonce);
    },
    refresh_token: async (client, parameters) => {
      const { scope, signedIn } = redeemRefreshToken(context, parameters['refresh_token'], client);
      return userAnswer(context, client, scope, signedIn, [], undefined);
    },
  };

  app.post(TOKEN_PATH, async (request, reply) => {
    const parameters = tokenParameters(request.body, sentTwice);
    const grantType = parameters['grant_type'];
    if (grantType === undefined) throw invalidRequest('grant_type is missing.');
    const grant = Object.hasOwn(grants, grantType) ? grants[grantType] : undefined;
    if (!grant) throw unsupportedGrantType(grantType);
    const client = authenticateClient(request.headers.authorization, parameters, store);
    const needsSecret = grantType === 'client_credentials' && client.clientType === 'public';
    if (needsSecret || !client.allowedGrants.includes(grantType)) throw unauthorizedClient();
    reply.header('cache-control', 'no-store').header('pragma', 'no-cache');
    return grant(client, parameters);
  });
}

/** No `scope` and no refresh token in it. Separate tokens, if that was asked for, come as a list. */
async function answer(context: DomainContext, order: TokenOrder): Promise<JsonObject> {
  const { requested } = order;
  if (!requested.isSeparate) return tokenAnswer(await issueAccessToken(context, order));
  const each = requested.resources.map((resource) =>
    issueAccessToken(context, { ...order, requested: { ...requested, resources: [resource] } }),
  );
  return { tokenResponses: (await Promise.all(each)).map(tokenAnswer) };
}

async function userAnswer(
  context: DomainContext,
  client: App,
  scope: string,
  signedIn: DomainSignedIn,
  claims: readonly string[],
  nonce: string | undefined,
): Promise<JsonObject> {
  // Once more: the client and the resources may have changed since the user agreed.
  const requested = requestedScopes(scope, client, context.store);
  const order = { client, requested, signedIn, claims };
  const lifetime = Math.min(...requested.resources.map(({ resource }) => resource.refreshTokenExpiry));
  return {
    ...(await answer(context, order)),
    ...(requested.openid.includes('openid') && {
      id_token: await issueIdToken(context, order, signedIn, nonce),
    }),
    ...(mayRefresh(client, requested) && {
      refresh_token: issueRefreshToken(context, client, signedIn, scope, lifetime),
    }),
  };
}

function tokenAnswer({ token, expiresIn }: { token: string; expiresIn: number }): JsonObject {
  return { access_token: token, token_type: 'Bearer', expires_in: expiresIn };
}
