import type { FastifyInstance } from 'fastify';
import { newResourceServerId, newSigningSecret } from '../identifiers';
import { inOrder, isJsonObject, type JsonObject } from '../../identity/json';
import {
  entityLimitReached,
  invalidBody,
  ManagementError,
  resourceServerMissing,
  validationError,
} from '../managementErrors';
import type { ResourceServer } from '../tenantState';
import { FIELD_PARAMETERS, listAnswer, listSchema, type Query, querySchema, selectFields } from './listing';
import { mergeSubjectTypes, RESOURCE_SERVER_ORDER, resourceServerDefaults } from './resourceServerDefaults';
import { CREATE_RESOURCE_SERVER, UPDATE_RESOURCE_SERVER } from './resourceServerSchemas';
import { BY_ID, type ById, type RouteContext } from './routeContext';

const IDENTIFIERS = {
  anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
};
/** The only members of the system API that pass the payload's validation. */
const SYSTEM_API_MEMBERS = new Set([
  'token_lifetime',
  'token_lifetime_for_web',
  'skip_consent_for_verifiable_first_party_clients',
]);

/** `/api/v2/resource-servers`: the tenant's APIs (facts/auth0.md 2.2). */
export function registerResourceServers(app: FastifyInstance, { store, faults }: RouteContext): void {
  const find = (id: string): ResourceServer => {
    const api = store.resourceServer(id);
    if (!api) throw resourceServerMissing();
    return api;
  };

  app.post<{ Body: JsonObject }>(
    '/resource-servers',
    { config: { scopes: ['create:resource_servers'] }, schema: { body: CREATE_RESOURCE_SERVER } },
    (request, reply) => {
      const identifier = String(request.body.identifier);
      if (store.resourceServerOfAudience(identifier)) {
        // facts/auth0.md 2.5: the errorCode of this one is not known.
        throw new ManagementError(409, 'A resource server with the same identifier already exists.');
      }
      if (!faults.hasRoom('resource-server', store.state.resourceServers.length)) throw entityLimitReached();
      const api: ResourceServer = { ...resourceServerDefaults(), id: newResourceServerId(), identifier };
      apply(api, request.body);
      store.state.resourceServers.push(api);
      store.changed();
      faults.created('resource-server', api.id);
      return reply.code(201).send(present(api));
    },
  );

  app.get<{ Querystring: Query }>(
    '/resource-servers',
    {
      config: { scopes: ['read:resource_servers'] },
      schema: { querystring: listSchema({ ...FIELD_PARAMETERS, identifiers: IDENTIFIERS }) },
    },
    (request) => {
      const wanted = request.query['identifiers'];
      const identifiers = wanted === undefined ? undefined : [wanted].flat();
      const apis = store.state.resourceServers.filter(
        (api) => identifiers === undefined || identifiers.includes(api.identifier),
      );
      return listAnswer(
        apis.map((api) => selectFields(present(api), request.query)),
        'resource_servers',
        request.query,
      );
    },
  );

  app.get<{ Params: ById; Querystring: Query }>(
    '/resource-servers/:id',
    {
      config: { scopes: ['read:resource_servers'] },
      schema: {
        params: BY_ID,
        querystring: querySchema({ include_fields: FIELD_PARAMETERS.include_fields }),
      },
    },
    (request) => {
      const api = find(request.params.id);
      if (faults.isHidden('resource-server', api.id)) throw resourceServerMissing();
      return present(api);
    },
  );

  app.patch<{ Params: ById; Body: JsonObject }>(
    '/resource-servers/:id',
    {
      config: { scopes: ['update:resource_servers'] },
      schema: { params: BY_ID, body: UPDATE_RESOURCE_SERVER },
    },
    (request) => {
      const api = find(request.params.id);
      if (api.is_system) refuseSystemPatch(request.body);
      apply(api, request.body);
      store.changed();
      return present(api);
    },
  );

  app.delete<{ Params: ById }>(
    '/resource-servers/:id',
    { config: { scopes: ['delete:resource_servers'] }, schema: { params: BY_ID } },
    (request, reply) => {
      const api = store.resourceServer(request.params.id);
      if (api?.is_system) throw new ManagementError(400, 'System resource servers cannot be deleted.');
      if (api) store.removeResourceServer(api);
      return reply.code(204).send(); // also when there was none: facts/auth0.md 2.1
    },
  );
}

/** Top-level replace of what was sent; null takes a member away. */
function apply(api: ResourceServer, sent: JsonObject): void {
  if (isJsonObject(sent.token_encryption)) {
    throw validationError('The sandbox issues no encrypted tokens: token_encryption can only be null');
  }
  for (const [key, value] of Object.entries(sent)) {
    if (value === null) delete api[key];
    else if (key === 'subject_type_authorization' && isJsonObject(value)) {
      api.subject_type_authorization = mergeSubjectTypes(api.subject_type_authorization, value);
    } else api[key] = value;
  }
  if (api.signing_alg !== 'HS256') delete api.signing_secret;
  else api.signing_secret ??= newSigningSecret(); // [?] an HS256 API without a secret of its own gets one
}

function present(api: ResourceServer): JsonObject {
  return inOrder(api, RESOURCE_SERVER_ORDER);
}

function refuseSystemPatch(sent: JsonObject): never {
  const refused = Object.keys(sent).filter((key) => !SYSTEM_API_MEMBERS.has(key));
  if (refused.length > 0) throw invalidBody(`Additional properties not allowed: ${refused.join(',')}`);
  throw new ManagementError(400, 'System resource servers cannot be patched.');
}
