import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import type { OAuthContext } from './oauthContext';
import { registerAuthorize } from './people/authorize';
import { registerUserinfo } from './people/userinfo';
import { registerTokenEndpoint } from './tokenEndpoint';

/** `/oauth/token`, `/authorize` and `/userinfo`. */
export async function registerOAuthEndpoints(app: FastifyInstance, context: OAuthContext): Promise<void> {
  await app.register(async (scope) => {
    await scope.register(formbody); // inside this scope: the Management API takes JSON only
    registerTokenEndpoint(scope, context);
    registerAuthorize(scope, context);
    registerUserinfo(scope, context);
  });
}
