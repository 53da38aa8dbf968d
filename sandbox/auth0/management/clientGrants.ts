import type { FastifyInstance } from 'fastify';
import { newGrantId } from '../identifiers';
import { inOrder, type JsonObject } from '../../identity/json';
import {
  entityLimitReached,
  grantMissing,
  invalidBody,
  ManagementError,
  validationError,
} from '../managementErrors';
import type { ClientGrant } from '../tenantState';
import type { TenantStore } from '../tenantStore';
import { CREATE_GRANT, GRANT_FILTERS, GRANT_ORDER, UPDATE_GRANT } from './clientGrantSchemas';
import { listAnswer, listSchema, type Query, single } from './listing';
import { BY_ID, type ById, type RouteContext } from './routeContext';

type SentGrant = JsonObject & { audience: string; client_id?: string; default_for?: string };

/** `/api/v2/client-grants`: which client may have which scopes of which API (facts/auth0.md 2.3). */
export function registerClientGrants(app: FastifyInstance, { store, faults }: RouteContext): void {
  const find = (id: string): ClientGrant => {
    const grant = store.clientGrant(id);
    if (!grant) throw grantMissing();
    return grant;
  };

  app.post<{ Body: SentGrant }>(
    '/client-grants',
    { config: { scopes: ['create:client_grants'] }, schema: { body: CREATE_GRANT } },
    (request, reply) => {
      checkGrant(request.body, store);
      if (!faults.hasRoom('client-grant', store.state.clientGrants.length)) throw entityLimitReached();
      const grant = withScopeRule({
        ...request.body,
        id: newGrantId(),
        subject_type: subjectType(request.body),
      });
      store.state.clientGrants.push(grant);
      store.changed();
      faults.created('client-grant', grant.id);
      return reply.code(201).send(present(grant));
    },
  );

  app.get<{ Querystring: Query }>(
    '/client-grants',
    { config: { scopes: ['read:client_grants'] }, schema: { querystring: listSchema(GRANT_FILTERS) } },
    (request) => {
      const grants = store.state.clientGrants.filter((grant) =>
        Object.keys(GRANT_FILTERS).every((name) => {
          const wanted = single(request.query, name);
          return wanted === undefined || wanted === String(grant[name] ?? false);
        }),
      );
      return listAnswer(grants.map(present), 'client_grants', request.query);
    },
  );

  app.get<{ Params: ById }>(
    '/client-grants/:id',
    { config: { scopes: ['read:client_grants'] }, schema: { params: BY_ID } },
    (request) => {
      const grant = find(request.params.id);
      if (faults.isHidden('client-grant', grant.id)) throw grantMissing();
      return present(grant);
    },
  );

  app.patch<{ Params: ById; Body: JsonObject }>(
    '/client-grants/:id',
    { config: { scopes: ['update:client_grants'] }, schema: { params: BY_ID, body: UPDATE_GRANT } },
    (request) => {
      const grant = find(request.params.id);
      if (grant.allow_all_scopes && request.body.allow_all_scopes !== false && request.body.scope) {
        // [?] the provider always turns allow_all_scopes off first; rule and wording are a guess.
        throw validationError('scope cannot be set while allow_all_scopes is true');
      }
      Object.assign(grant, request.body);
      withScopeRule(grant);
      store.changed();
      return present(grant);
    },
  );

  app.delete<{ Params: ById }>(
    '/client-grants/:id',
    { config: { scopes: ['delete:client_grants'] }, schema: { params: BY_ID } },
    (request, reply) => {
      store.removeGrants((grant) => grant.id === request.params.id);
      return reply.code(204).send(); // also when there was none: facts/auth0.md 2.1
    },
  );
}

/** The API's scopes are not looked at: Auth0 takes a scope that the API does not declare. */
function checkGrant(sent: SentGrant, store: TenantStore): void {
  const { audience, client_id: clientId, default_for: defaultFor } = sent;
  if (clientId === undefined && defaultFor === undefined) {
    throw invalidBody('Missing required property: client_id');
  }
  if (sent.scope === undefined && sent.allow_all_scopes !== true) {
    throw invalidBody('Missing required property: scope');
  }
  if (clientId !== undefined) {
    const client = store.client(clientId);
    if (!client) throw new ManagementError(404, 'Client not found'); // facts/auth0.md 2.5: wording from an issue
    if (client.app_type === 'express_configuration') {
      throw validationError('Client of type express_configuration cannot be used');
    }
  }
  if (!store.resourceServerOfAudience(audience)) {
    throw new ManagementError(404, `No resource with identifier ${audience}`); // as above
  }
  const duplicate = store.state.clientGrants.some(
    (grant) =>
      grant.audience === audience &&
      grant.client_id === clientId &&
      grant.default_for === defaultFor &&
      grant.subject_type === subjectType(sent),
  );
  if (duplicate) {
    // facts/auth0.md 2.5: wording uncertain, errorCode unknown.
    const holder = clientId ?? String(defaultFor);
    throw new ManagementError(409, `A client grant already exists between ${holder} and ${audience}`);
  }
}

function subjectType(sent: JsonObject): string {
  return typeof sent.subject_type === 'string' ? sent.subject_type : 'client';
}

/** A grant of all scopes lists none. */
function withScopeRule(grant: ClientGrant): ClientGrant {
  if (grant.allow_all_scopes) delete grant.scope;
  else if (grant.allow_all_scopes === false) grant.scope ??= [];
  return grant;
}

function present(grant: ClientGrant): JsonObject {
  return inOrder(grant, GRANT_ORDER);
}
