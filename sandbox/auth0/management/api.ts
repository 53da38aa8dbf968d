import type { FastifyInstance } from 'fastify';
import { MANAGEMENT_PREFIX } from '../httpApp';
import { authorizeBearer } from './bearer';
import { registerClientGrants } from './clientGrants';
import { registerClients } from './clients';
import { registerCredentials } from './credentials';
import { registerResourceServers } from './resourceServers';
import { requireScope, type RouteContext } from './routeContext';
import { registerTenantSettings } from './tenantSettings';

/**
 * The Management API v2. Every route needs a bearer token of the tenant itself and names its scope; this happens
 * before path, query and body are looked at.
 */
export async function registerManagementApi(app: FastifyInstance, context: RouteContext): Promise<void> {
  app.decorateRequest('grantedScopes');
  await app.register(
    (api, _options, done) => {
      api.addHook('onRequest', async (request) => {
        const { scopes = [] } = request.routeOptions.config;
        const { authorization } = request.headers;
        request.grantedScopes = await authorizeBearer(authorization, context.store, context.clock());
        // [?] the OpenAPI names alternatives for some routes; here each needs its one minimal scope.
        requireScope(request.grantedScopes, ...scopes);
      });
      registerResourceServers(api, context);
      registerClients(api, context);
      registerCredentials(api, context);
      registerClientGrants(api, context);
      registerTenantSettings(api, context);
      done();
    },
    { prefix: MANAGEMENT_PREFIX },
  );
}
