import type { FastifyInstance } from 'fastify';
import { isJsonObject } from '../../../../identity/json';
import type { DomainContext } from '../../domainContext';
import { missingAttributes, notFound } from '../../scim/errors';

const SCHEMA = 'urn:ietf:params:scim:schemas:oracle:idcs:AppStatusChanger';

/** PUT /admin/v1/AppStatusChanger/{id} activates or deactivates an app, by its `id` and by nothing else. */
export function registerAppStatusChanger(app: FastifyInstance, { store, clock }: DomainContext): void {
  app.put<{ Params: { id: string } }>('/AppStatusChanger/:id', (request) => {
    const changed = store.app(request.params.id);
    if (!changed) throw notFound('App', request.params.id);
    const active = isJsonObject(request.body) ? request.body['active'] : undefined;
    if (typeof active !== 'boolean') throw missingAttributes(['active']);
    changed.active = active;
    changed.meta = { ...changed.meta, lastModified: clock().toISOString() };
    store.changed();
    return {
      id: changed.id,
      active,
      schemas: [SCHEMA],
      meta: {
        ...changed.meta,
        resourceType: 'AppStatusChanger',
        location: `${store.url}/admin/v1/AppStatusChanger/${changed.id}`,
      },
    };
  });
}
