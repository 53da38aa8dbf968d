import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isJsonObject, type JsonObject } from '../../../identity/json';
import { newOcid } from '../../ocid';
import { REGION } from '../../operator';
import type { DomainContext } from '../domainContext';
import { missingAttributes, notFound, ScimError } from './errors';
import { listAnswer, type ListQuery } from './list';
import { patched } from './patch';
import { memberNamed, newScimId, textList, type ScimRecord } from './record';
import { actorOf, type ScimResource } from './resource';
import { shown } from './shown';

/** What the server makes of every resource. */
const SERVERS_OWN = [
  'id',
  'ocid',
  'meta',
  'idcsCreatedBy',
  'idcsLastModifiedBy',
  'domainOcid',
  'tenancyOcid',
  'compartmentOcid',
];

type Rules = Pick<ScimResource<ScimRecord>, 'schema' | 'required' | 'readOnly'>;

interface ById {
  Params: { id: string };
  Querystring: ListQuery;
}

/** POST, GET, PUT, PATCH and DELETE of one kind of resource, and its list. */
export function registerResource<Item extends ScimRecord>(
  app: FastifyInstance,
  resource: ScimResource<Item>,
  context: DomainContext,
): void {
  const { store, faults, clock } = context;
  const path = `/${resource.path}`;

  app.post<{ Querystring: ListQuery }>(path, async (request, reply) => {
    const sent = attributesOf(request.body, resource);
    const now = clock().toISOString();
    const item = {
      ...resource.settle(sent, undefined, store),
      id: newScimId(),
      ...(resource.ocidType !== undefined && { ocid: newOcid(resource.ocidType, REGION) }),
      meta: { resourceType: resource.type, created: now, lastModified: now },
      idcsCreatedBy: actorOf(request.caller, store.url),
    } as unknown as Item;
    resource.setItems(store, [...resource.items(store), item]);
    faults.created(resource.kind, item.id);
    store.changed();
    reply.code(201).header('location', `${store.url}/admin/v1/${resource.path}/${item.id}`);
    return shown(item, resource, store, request.query, 'as created');
  });

  app.get<{ Querystring: ListQuery }>(path, (request) =>
    listAnswer(
      resource
        .items(store)
        .map((item) => ({ item, record: shown(item, resource, store, { attributeSets: 'all' }) })),
      request.query,
      ({ item }) => shown(item, resource, store, request.query),
      resource.search,
    ),
  );

  app.get<ById>(`${path}/:id`, (request) => {
    const item = find(request.params.id);
    if (faults.isHidden(resource.kind, item.id)) throw notFound(resource.type, item.id);
    return shown(item, resource, store, request.query);
  });

  app.put<ById>(`${path}/:id`, (request) => {
    const item = find(request.params.id);
    return save(item, attributesOf(request.body, resource), request);
  });

  app.patch<ById>(`${path}/:id`, (request) => {
    const item = find(request.params.id);
    const changed = patched(item, request.body, resource.canonical);
    return save(item, withoutServersOwn(changed, resource), request);
  });

  app.delete<ById>(`${path}/:id`, async (request, reply) => {
    const item = find(request.params.id);
    resource.checkRemoval?.(item);
    resource.setItems(
      store,
      resource.items(store).filter((other) => other !== item),
    );
    store.removeReferencesTo(item.id);
    store.changed();
    return reply.code(204).send();
  });

  function find(id: string): Item {
    const item = resource.items(store).find((other) => other.id === id);
    if (!item) throw notFound(resource.type, id);
    return item;
  }

  function save(item: Item, sent: JsonObject, request: FastifyRequest<ById>): JsonObject {
    const next = {
      ...resource.settle(sent, item, store),
      id: item.id,
      ocid: item['ocid'],
      meta: { ...item.meta, lastModified: clock().toISOString() },
      idcsCreatedBy: item['idcsCreatedBy'],
      idcsLastModifiedBy: actorOf(request.caller, store.url),
    } as unknown as Item;
    resource.setItems(
      store,
      resource.items(store).map((other) => (other === item ? next : other)),
    );
    store.changed();
    return shown(next, resource, store, request.query);
  }
}

/** The attributes of a POST or PUT: required ones there, the server's own left out. Throws ScimError. */
function attributesOf(body: unknown, resource: Rules): JsonObject {
  if (!isJsonObject(body)) throw new ScimError(400, 'The request has no JSON object.'); // [?] wording
  const missing = ['schemas', ...resource.required].filter((name) => isEmpty(body[name]));
  if (missing.length > 0) throw missingAttributes(missing);
  if (!textList(body, 'schemas').includes(resource.schema))
    throw new ScimError(400, `schemas does not contain ${resource.schema}.`); // [?] wording
  return withoutServersOwn(body, resource);
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

/** Null unsets an attribute. */
function withoutServersOwn(attributes: JsonObject, resource: Pick<Rules, 'readOnly'>): JsonObject {
  const own = Object.fromEntries([...SERVERS_OWN, ...resource.readOnly].map((name) => [name, true]));
  return Object.fromEntries(
    Object.entries(attributes).filter(
      ([name, value]) => value !== null && value !== undefined && memberNamed(own, name) === undefined,
    ),
  );
}
