import type { FastifyInstance } from 'fastify';
import type { TenantStore } from './tenantStore';

/** `GET /metadata/endpoints`: where tools find the services of a cloud (facts/entra.md 1.1). Open to everybody. */
export function registerMetadata(app: FastifyInstance, { addresses }: TenantStore): void {
  app.get('/metadata/endpoints', () => ({
    name: 'sandbox',
    resourceManager: addresses.resourceManager,
    microsoftGraphResourceId: addresses.graph,
    authentication: {
      loginEndpoint: addresses.login,
      audiences: [addresses.resourceManager],
      tenant: 'common',
      identityProvider: 'AAD',
    },
    suffixes: {},
  }));
}
