import type { FastifyInstance } from 'fastify';
import { newClientId, newClientSecret } from '../identifiers';
import type { JsonObject } from '../../identity/json';
import { clientMissing, entityLimitReached, ManagementError } from '../managementErrors';
import type { Client } from '../tenantState';
import { checkGrantTypes, requireMemberScopes, updatedClient } from './clientChanges';
import { clientDefaults } from './clientDefaults';
import { checkFieldRights, presentClient } from './clientPresentation';
import { CREATE_CLIENT, UPDATE_CLIENT } from './clientSchemas';
import {
  FIELD_PARAMETERS,
  listAnswer,
  listSchema,
  type Query,
  querySchema,
  selectFields,
  single,
} from './listing';
import { BY_ID, type ById, type RouteContext } from './routeContext';

const FLAG = { type: 'string', enum: ['true', 'false'] };
const FILTERS = { is_global: FLAG, is_first_party: FLAG, app_type: { type: 'string' } };

/** `/api/v2/clients`: the tenant's applications (facts/auth0.md 2.4). */
export function registerClients(app: FastifyInstance, { store, faults }: RouteContext): void {
  const find = (clientId: string): Client => {
    const client = store.client(clientId);
    if (!client) throw clientMissing();
    return client;
  };

  app.post<{ Body: JsonObject }>(
    '/clients',
    { config: { scopes: ['create:clients'] }, schema: { body: CREATE_CLIENT } },
    (request, reply) => {
      const sent = request.body;
      if (sent.client_id !== undefined) {
        throw new ManagementError(403, 'This operation must be authorized by Auth0'); // [?] status
      }
      requireMemberScopes(sent, request.grantedScopes);
      if (!faults.hasRoom('client', store.state.clients.length)) throw entityLimitReached();
      const client = newClient(sent);
      checkGrantTypes(client);
      store.state.clients.push(client);
      store.changed();
      faults.created('client', client.client_id);
      return reply.code(201).send(presentClient(client, store, request.grantedScopes, 'created'));
    },
  );

  app.get<{ Querystring: Query }>(
    '/clients',
    {
      config: { scopes: ['read:clients'] },
      schema: { querystring: listSchema({ ...FIELD_PARAMETERS, ...FILTERS }) },
    },
    (request) => {
      checkFieldRights(request.query, request.grantedScopes);
      const shown = store.state.clients
        .filter((client) => matches(client, request.query))
        .map((client) => presentClient(client, store, request.grantedScopes, 'listed'))
        .map((client) => selectFields(client, request.query));
      return listAnswer(shown, 'clients', request.query);
    },
  );

  app.get<{ Params: ById; Querystring: Query }>(
    '/clients/:id',
    {
      config: { scopes: ['read:clients'] },
      schema: { params: BY_ID, querystring: querySchema(FIELD_PARAMETERS) },
    },
    (request) => {
      checkFieldRights(request.query, request.grantedScopes);
      const client = find(request.params.id);
      if (faults.isHidden('client', client.client_id)) throw clientMissing();
      return selectFields(presentClient(client, store, request.grantedScopes, 'read'), request.query);
    },
  );

  app.patch<{ Params: ById; Body: JsonObject }>(
    '/clients/:id',
    { config: { scopes: ['update:clients'] }, schema: { params: BY_ID, body: UPDATE_CLIENT } },
    (request) => {
      requireMemberScopes(request.body, request.grantedScopes);
      const client = find(request.params.id);
      const updated = updatedClient(client, request.body, store);
      store.state.clients = store.state.clients.map((other) => (other === client ? updated : other));
      store.changed();
      return presentClient(updated, store, request.grantedScopes, 'read');
    },
  );

  app.delete<{ Params: ById }>(
    '/clients/:id',
    { config: { scopes: ['delete:clients'] }, schema: { params: BY_ID } },
    (request, reply) => {
      const client = store.client(request.params.id);
      if (client) store.removeClient(client);
      return reply.code(204).send(); // also when there was none: facts/auth0.md 2.1
    },
  );

  app.post<{ Params: ById }>(
    '/clients/:id/rotate-secret',
    { config: { scopes: ['update:client_keys'] }, schema: { params: BY_ID } },
    (request) => {
      const client = find(request.params.id);
      client.client_secret = newClientSecret();
      store.changed();
      return presentClient(client, store, request.grantedScopes, 'read');
    },
  );
}

/** What was sent over the defaults; `jwt_configuration` is merged, so that an `alg` alone keeps `secret_encoded`. */
function newClient(sent: JsonObject): Client {
  const defaults = clientDefaults(sent);
  return {
    ...defaults,
    client_id: newClientId(),
    client_secret: newClientSecret(),
    ...(sent as JsonObject & { name: string }),
    jwt_configuration: {
      ...defaults.jwt_configuration,
      ...(sent.jwt_configuration as JsonObject | undefined),
    },
  };
}

function matches(client: Client, query: Query): boolean {
  const appType = single(query, 'app_type');
  return (
    (appType === undefined || appType.split(',').includes(client.app_type ?? '')) &&
    ['is_global', 'is_first_party'].every((name) => {
      const wanted = single(query, name);
      const actual = name === 'is_global' ? client.global : client.is_first_party;
      return wanted === undefined || wanted === String(actual);
    })
  );
}
