import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { JsonObject } from '../../../identity/json';
import type { TenantContext } from '../../tenantContext';
import type { Application, ApplicationProperties } from '../../tenantState';
import type { GraphVersion } from '../graphVersion';
import { badRequest, resourceNotFound } from '../graphError';
import { bodyMembers, boundIds, merged, requiredText } from '../odata/body';
import { listAnswer, type ODataQuery, oneAnswer } from '../odata/query';
import { checkOwners, registerOwners } from '../owners';
import { mayCreateApplications, mayReadApplications, mayWrite } from '../rights';
import { checkEntitlements } from './entitlements';
import { checkIdentifierUris } from './identifierUris';
import { newApplicationProperties, SERVERS_OWN } from './newApplication';
import { addPassword, removePassword } from './passwords';

const AUDIENCES = [
  'AzureADMyOrg',
  'AzureADMultipleOrgs',
  'AzureADandPersonalMicrosoftAccount',
  'PersonalMicrosoftAccount',
];
const PATH = '/applications';

interface ById {
  Params: { id: string };
  Querystring: ODataQuery;
}

/** Applications: what somebody registers (facts/entra.md 4). */
export function registerApplications(
  app: FastifyInstance,
  { store, faults, clock }: TenantContext,
  version: GraphVersion,
): void {
  const { isBeta, url, context } = version;

  app.post(PATH, (request, reply) => {
    const { graphCaller, body } = request;
    mayCreateApplications(graphCaller);
    const owners = boundIds(body, 'owners');
    checkOwners(store, owners);
    const blank = newApplicationProperties('', store.domain, clock());
    const members = membersOf(body, blank);
    requiredText(members, 'displayName');
    if (members['passwordCredentials'] !== undefined)
      throw badRequest('This stand-in takes secrets by addPassword only.');
    const properties = settle(members, blank);
    const made: Application = { properties, owners: [...new Set(owners)], secrets: {} };
    store.state.applications.push(made);
    faults.created('application', properties.id);
    store.changed();
    return reply.code(201).send(oneAnswer(shown(made), {}, context('applications/$entity')));
  });

  app.get<{ Querystring: ODataQuery }>(PATH, ({ graphCaller, query }) => {
    mayReadApplications(graphCaller);
    return listAnswer(store.state.applications.map(shown), query, url + PATH, context('applications'));
  });

  app.get<ById>(`${PATH}/:id`, (request) => {
    mayReadApplications(request.graphCaller);
    return oneAnswer(shown(find(request)), request.query, context('applications/$entity'));
  });

  app.patch<ById>(`${PATH}/:id`, (request, reply) => {
    const application = find(request);
    mayWrite(request.graphCaller, application);
    const { properties } = application;
    application.properties = settle(membersOf(request.body, properties), properties, properties);
    store.changed();
    return reply.code(204).send();
  });

  app.delete<ById>(`${PATH}/:id`, (request, reply) => {
    const application = find(request);
    mayWrite(request.graphCaller, application);
    store.removeApplication(application);
    store.changed();
    return reply.code(204).send();
  });

  app.post<ById>(`${PATH}/:id/addPassword`, (request) => {
    const application = find(request);
    mayWrite(request.graphCaller, application);
    const answer = addPassword(application, request.body, clock());
    faults.created('password', String(answer['keyId']));
    store.changed();
    return { '@odata.context': context('microsoft.graph.passwordCredential'), ...answer };
  });

  app.post<ById>(`${PATH}/:id/removePassword`, (request, reply) => {
    const application = find(request);
    mayWrite(request.graphCaller, application);
    removePassword(application, request.body);
    store.changed();
    return reply.code(204).send();
  });

  registerOwners(app, PATH, find, store, version);

  function find({ params: { id } }: FastifyRequest<ById>): Application {
    const application = store.application(id);
    if (!application || faults.isHidden('application', id)) throw resourceNotFound(id);
    return application;
  }

  function membersOf(body: unknown, base: ApplicationProperties): JsonObject {
    return bodyMembers(body, Object.keys(base), SERVERS_OWN);
  }

  /** The application as it will be. Throws GraphError where a rule forbids it. */
  function settle(
    members: JsonObject,
    base: ApplicationProperties,
    before?: ApplicationProperties,
  ): ApplicationProperties {
    const after = merged(base, members) as ApplicationProperties;
    checkShape(after);
    checkEntitlements(before, after);
    checkIdentifierUris(before?.identifierUris ?? [], after, store);
    return after;
  }

  /** A secret that is to appear late is not listed the first time. */
  function shown({ properties }: Application): JsonObject {
    const passwordCredentials = properties.passwordCredentials.filter(
      ({ keyId }) => !faults.isHidden('password', keyId),
    );
    return {
      ...properties,
      passwordCredentials,
      ...(isBeta && { oauth2RequirePostResponse: false }),
    };
  }
}

/** Parts whose kind the rest relies on. Throws GraphError. */
function checkShape({ signInAudience, identifierUris, api, appRoles }: ApplicationProperties): void {
  if (!AUDIENCES.includes(signInAudience)) throw invalid('signInAudience');
  if (!isTexts(identifierUris)) throw invalid('identifierUris');
  if (!Array.isArray(appRoles)) throw invalid('appRoles');
  if (!Array.isArray(api.oauth2PermissionScopes)) throw invalid('oauth2PermissionScopes');
  if (![null, 1, 2].includes(api.requestedAccessTokenVersion)) throw invalid('requestedAccessTokenVersion');
  if (/personal/i.test(signInAudience) && api.requestedAccessTokenVersion !== 2)
    throw invalid('requestedAccessTokenVersion');
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** [?] wording. */
function invalid(name: string): Error {
  return badRequest(`Invalid value specified for property '${name}' of resource 'Application'.`);
}
