import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../../tenantContext';
import type { AppRoleAssignment, ServicePrincipal } from '../../tenantState';
import { badRequest, resourceNotFound } from '../graphError';
import type { GraphVersion } from '../graphVersion';
import { bodyOf, requiredText } from '../odata/body';
import { listAnswer, type ODataQuery, oneAnswer } from '../odata/query';
import { mayAssign, mayReadAssignments } from '../rights';
import { newAssignment, shownAssignment } from './newAssignment';

/** The role that a resource has given, by the resource; the role that somebody holds, by the holder. */
const GIVEN = '/servicePrincipals/:id/appRoleAssignedTo';
const HELD = ['/servicePrincipals/:id/appRoleAssignments', '/users/:id/appRoleAssignments'];
const ENTITY = 'appRoleAssignments/$entity';

interface ById {
  Params: { id: string };
  Querystring: ODataQuery;
}
interface ByAssignment {
  Params: { id: string; assignmentId: string };
  Querystring: ODataQuery;
}

/** App role assignments, which are the consent for machines (facts/entra.md 1.6), from both ends. */
export function registerAssignments(
  app: FastifyInstance,
  { store, faults, clock }: TenantContext,
  { url, context }: GraphVersion,
): void {
  app.post<ById>(GIVEN, (request, reply) => {
    mayAssign(request.graphCaller);
    return reply.code(201).send(assign(request.body, resourceOf(request.params.id)));
  });
  app.get<ById>(GIVEN, ({ graphCaller, params: { id }, query }) => {
    mayReadAssignments(graphCaller);
    resourceOf(id);
    return list(({ resourceId }) => resourceId === id, query, url + GIVEN.replace(':id', id));
  });
  registerOne(GIVEN, ({ resourceId }) => resourceId);

  for (const path of HELD) {
    app.post<ById>(path, (request, reply) => {
      mayAssign(request.graphCaller);
      const body = bodyOf(request.body);
      if (requiredText(body, 'principalId') !== request.params.id)
        throw badRequest('Not a valid reference update.'); // [?]
      return reply.code(201).send(assign(body, resourceOf(requiredText(body, 'resourceId'))));
    });
    app.get<ById>(path, ({ graphCaller, params: { id }, query }) => {
      mayReadAssignments(graphCaller);
      if (!store.user(id) && !store.servicePrincipal(id)) throw resourceNotFound(id);
      return list(({ principalId }) => principalId === id, query, url + path.replace(':id', id));
    });
    registerOne(path, ({ principalId }) => principalId);
  }

  function registerOne(path: string, endOf: (assignment: AppRoleAssignment) => string): void {
    const find = ({ id, assignmentId }: ByAssignment['Params']): AppRoleAssignment => {
      const found = store.state.assignments.find((one) => one.id === assignmentId && endOf(one) === id);
      if (!found || faults.isHidden('appRoleAssignment', found.id)) throw resourceNotFound(assignmentId);
      return found;
    };
    app.get<ByAssignment>(`${path}/:assignmentId`, ({ graphCaller, params, query }) => {
      mayReadAssignments(graphCaller);
      return oneAnswer(shownAssignment(find(params), store), query, context(ENTITY));
    });
    app.delete<ByAssignment>(`${path}/:assignmentId`, (request, reply) => {
      mayAssign(request.graphCaller);
      const found = find(request.params);
      store.state.assignments = store.state.assignments.filter((one) => one !== found);
      store.changed();
      return reply.code(204).send();
    });
  }

  function resourceOf(id: string): ServicePrincipal {
    const resource = store.servicePrincipal(id);
    if (!resource || faults.isHidden('servicePrincipal', id)) throw resourceNotFound(id);
    return resource;
  }

  function assign(body: unknown, resource: ServicePrincipal) {
    const made = newAssignment(bodyOf(body), resource, store, clock());
    store.state.assignments.push(made);
    faults.created('appRoleAssignment', made.id);
    store.changed();
    return oneAnswer(shownAssignment(made, store), {}, context(ENTITY));
  }

  function list(wanted: (one: AppRoleAssignment) => boolean, query: ODataQuery, address: string) {
    const shown = store.state.assignments.filter(wanted).map((one) => shownAssignment(one, store));
    return listAnswer(shown, query, address, context('appRoleAssignments'));
  }
}
