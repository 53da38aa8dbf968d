import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isJsonObject, type JsonObject } from '../../identity/json';
import type { TenantStore } from '../tenantStore';
import { badRequest, resourceNotFound } from './graphError';
import type { GraphVersion } from './graphVersion';
import { listAnswer, type ODataQuery } from './odata/query';
import { mayReadApplications, mayWrite } from './rights';

interface ById {
  Params: { id: string };
  Querystring: ODataQuery;
}
interface ByOwner {
  Params: { id: string; ownerId: string };
  Querystring: ODataQuery;
}
interface Owned {
  owners: string[];
}

/** `…/{id}/owners` and its references, of applications and service principals alike. */
export function registerOwners(
  app: FastifyInstance,
  path: string,
  find: (request: FastifyRequest<ById>) => Owned,
  store: TenantStore,
  version: Pick<GraphVersion, 'context' | 'url'>,
): void {
  app.get<ById>(`${path}/:id/owners`, (request) => {
    mayReadApplications(request.graphCaller);
    const owners = find(request).owners.map((id) => directoryObject(store, id));
    return listAnswer(
      owners,
      request.query,
      `${version.url}${path}/${request.params.id}/owners`,
      version.context('directoryObjects'),
    );
  });

  app.post<ById>(`${path}/:id/owners/$ref`, (request, reply) => {
    const owned = find(request);
    mayWrite(request.graphCaller, owned);
    const link = isJsonObject(request.body) ? request.body['@odata.id'] : undefined;
    const id = String(link).split('/').pop() ?? '';
    checkOwners(store, [id]);
    // [?] wording
    if (owned.owners.includes(id))
      throw badRequest(
        "One or more added object references already exist for the following modified properties: 'owners'.",
      );
    owned.owners.push(id);
    store.changed();
    return reply.code(204).send();
  });

  app.delete<ByOwner>(`${path}/:id/owners/:ownerId/$ref`, (request, reply) => {
    const owned = find(request as FastifyRequest<ById>);
    mayWrite(request.graphCaller, owned);
    const { ownerId } = request.params;
    if (!owned.owners.includes(ownerId)) throw resourceNotFound(ownerId);
    owned.owners = owned.owners.filter((id) => id !== ownerId);
    store.changed();
    return reply.code(204).send();
  });
}

/** Users and service principals can own something. Throws GraphError. */
export function checkOwners(store: TenantStore, ids: readonly string[]): void {
  for (const id of ids) if (!store.user(id) && !store.servicePrincipal(id)) throw resourceNotFound(id);
}

/** What is known of an object whatever it is. */
export function directoryObject(store: TenantStore, id: string): JsonObject {
  const user = store.user(id);
  if (user) return { '@odata.type': '#microsoft.graph.user', ...user };
  const principal = store.servicePrincipal(id);
  return {
    '@odata.type': '#microsoft.graph.servicePrincipal',
    id,
    ...(principal && {
      appId: principal.properties.appId,
      displayName: store.published(principal).displayName,
    }),
  };
}
