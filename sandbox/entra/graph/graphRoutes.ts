import type { FastifyInstance } from 'fastify';
import { GRAPH_PREFIX } from '../addresses';
import type { TenantContext } from '../tenantContext';
import { registerApplications } from './applications/applications';
import { registerAssignments } from './assignments/assignments';
import { guardGraph } from './caller';
import { graphVersion } from './graphVersion';
import { registerServicePrincipals } from './servicePrincipals/servicePrincipals';
import { registerUsers } from './users';

/** Microsoft Graph as far as trust between Entra and ORDS needs it, in both versions that the official provider calls. */
export async function registerGraph(app: FastifyInstance, context: TenantContext): Promise<void> {
  for (const name of ['v1.0', 'beta'] as const) {
    const version = graphVersion(context.store.addresses.graph, name);
    await app.register(
      async (scope) => {
        guardGraph(scope, context);
        registerApplications(scope, context, version);
        registerServicePrincipals(scope, context, version);
        registerAssignments(scope, context, version);
        registerUsers(scope, context, version);
      },
      { prefix: `${GRAPH_PREFIX}/${name}` },
    );
  }
}
