import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../tenantContext';
import { resourceNotFound } from './graphError';
import type { GraphVersion } from './graphVersion';
import { listAnswer, type ODataQuery, oneAnswer } from './odata/query';
import { directoryObject } from './owners';
import { mayReadApplications, mayReadUsers } from './rights';

interface ById {
  Params: { id: string };
  Querystring: ODataQuery;
}

/** The people of the tenant, read only, and the objects that may be owners. */
export function registerUsers(
  app: FastifyInstance,
  { store }: TenantContext,
  { url, context }: GraphVersion,
): void {
  app.get<{ Querystring: ODataQuery }>('/users', ({ graphCaller, query }) => {
    mayReadUsers(graphCaller);
    return listAnswer(store.state.users, query, `${url}/users`, context('users'));
  });
  app.get<ById>('/users/:id', ({ graphCaller, params: { id }, query }) => {
    mayReadUsers(graphCaller);
    const user = store.user(id) ?? store.userNamed(id);
    if (!user) throw resourceNotFound(id);
    return oneAnswer(user, query, context('users/$entity'));
  });
  app.get<ById>('/directoryObjects/:id', ({ graphCaller, params: { id }, query }) => {
    mayReadApplications(graphCaller);
    if (!store.user(id) && !store.servicePrincipal(id)) throw resourceNotFound(id);
    return oneAnswer(directoryObject(store, id), query, context('directoryObjects/$entity'));
  });
}
