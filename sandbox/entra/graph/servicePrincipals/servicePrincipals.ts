import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { JsonObject } from '../../../identity/json';
import type { TenantContext } from '../../tenantContext';
import type { ServicePrincipal, ServicePrincipalProperties } from '../../tenantState';
import { badRequest, GraphError, resourceNotFound, sameKeyValue } from '../graphError';
import type { GraphVersion } from '../graphVersion';
import { bodyMembers, boundIds, merged, requiredText } from '../odata/body';
import { listAnswer, type ODataQuery, oneAnswer } from '../odata/query';
import { checkOwners, registerOwners } from '../owners';
import { mayCreateApplications, mayReadApplications, mayWrite } from '../rights';
import { newServicePrincipalProperties } from './newServicePrincipal';
import { shownPrincipal } from './shownPrincipal';

const PATH = '/servicePrincipals';
const SERVERS_OWN = [
  'id',
  'createdDateTime',
  'deletedDateTime',
  'disabledByMicrosoftStatus',
  'applicationTemplateId',
];

interface ById {
  Params: { id: string };
  Querystring: ODataQuery;
}

/** Service principals: what an application is in this tenant (facts/entra.md 4). Without one it gets no token and is no resource. */
export function registerServicePrincipals(
  app: FastifyInstance,
  { store, faults, clock }: TenantContext,
  version: GraphVersion,
): void {
  const { isBeta, url, context } = version;

  app.post(PATH, (request, reply) => {
    const { graphCaller, body } = request;
    mayCreateApplications(graphCaller);
    const blank = newServicePrincipalProperties('', clock());
    const members = membersOf(body, blank);
    const appId = requiredText(members, 'appId');
    const application = store.client(appId);
    if (!application || faults.isHidden('application', application.properties.id)) throw noApplication(appId);
    if (!graphCaller.permissions.includes('Application.ReadWrite.All')) mayWrite(graphCaller, application);
    if (store.servicePrincipalOf(appId)) throw sameKeyValue('servicePrincipalNames');
    const owners = boundIds(body, 'owners');
    checkOwners(store, owners);
    const properties = settle({ ...members, appId: application.properties.appId }, blank);
    const made: ServicePrincipal = { properties, owners: [...new Set(owners)] };
    store.state.servicePrincipals.push(made);
    faults.created('servicePrincipal', properties.id);
    store.changed();
    return reply.code(201).send(oneAnswer(shown(made), {}, context('servicePrincipals/$entity')));
  });

  app.get<{ Querystring: ODataQuery }>(PATH, ({ graphCaller, query }) => {
    mayReadApplications(graphCaller);
    const all = store.state.servicePrincipals.map(shown);
    return listAnswer(all, query, url + PATH, context('servicePrincipals'));
  });

  app.get<ById>(`${PATH}/:id`, (request) => {
    mayReadApplications(request.graphCaller);
    return oneAnswer(shown(find(request)), request.query, context('servicePrincipals/$entity'));
  });

  app.patch<ById>(`${PATH}/:id`, (request, reply) => {
    const principal = find(request);
    mayWrite(request.graphCaller, principal);
    const { appId: _, ...members } = membersOf(request.body, principal.properties);
    principal.properties = settle(members, principal.properties);
    store.changed();
    return reply.code(204).send();
  });

  app.delete<ById>(`${PATH}/:id`, (request, reply) => {
    const principal = find(request);
    mayWrite(request.graphCaller, principal);
    store.removeServicePrincipal(principal);
    store.changed();
    return reply.code(204).send();
  });

  registerOwners(app, PATH, find, store, version);

  function find({ params: { id } }: FastifyRequest<ById>): ServicePrincipal {
    const principal = store.servicePrincipal(id);
    if (!principal || faults.isHidden('servicePrincipal', id)) throw resourceNotFound(id);
    return principal;
  }

  function shown(principal: ServicePrincipal): JsonObject {
    return shownPrincipal(principal, store, isBeta);
  }
}

function membersOf(body: unknown, base: ServicePrincipalProperties): JsonObject {
  return bodyMembers(body, Object.keys(base), SERVERS_OWN);
}

function settle(members: JsonObject, base: ServicePrincipalProperties): ServicePrincipalProperties {
  const after = merged(base, members) as ServicePrincipalProperties;
  for (const name of ['accountEnabled', 'appRoleAssignmentRequired'] as const)
    if (typeof after[name] !== 'boolean') throw badRequest(`Invalid value specified for property '${name}'.`); // [?]
  return after;
}

/** [?] the code; the text is what the official provider waits for (facts/entra.md 1.5). */
function noApplication(appId: string): GraphError {
  return new GraphError(
    400,
    'NoBackingApplicationObject',
    `The appId '${appId}' of the service principal does not reference a valid application object.`,
  );
}
