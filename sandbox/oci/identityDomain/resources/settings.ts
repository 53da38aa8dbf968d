import type { FastifyInstance } from 'fastify';
import { isJsonObject, type JsonObject } from '../../../identity/json';
import type { DomainContext } from '../domainContext';
import { selectAttributes } from '../scim/attributePath';
import { invalidValue, missingAttributes, notFound } from '../scim/errors';
import type { ListQuery } from '../scim/list';
import { patched } from '../scim/patch';
import { actorOf } from '../scim/resource';

const SCHEMA = 'urn:ietf:params:scim:schemas:oracle:idcs:Settings';
const SETTINGS_ID = 'Settings';
const OWN = ['id', 'ocid', 'meta', 'idcsCreatedBy', 'idcsLastModifiedBy', '_serviceInstanceId'];
const ENUMERATIONS: Readonly<Record<string, readonly string[]>> = {
  csrAccess: ['none', 'readOnly', 'readWrite'],
  defaultTrustScope: ['Explicit', 'Account', 'Tags'],
};
const BOOLEANS = ['signingCertPublicAccess', 'accountAlwaysTrustScope'];

/** The settings of a new domain: the key is not public, the issuer is the same for every domain (facts/oci-iam.md 1.5, 2.5). */
export function defaultSettings(): JsonObject {
  return {
    schemas: [SCHEMA],
    csrAccess: 'none',
    signingCertPublicAccess: false,
    issuer: 'https://identity.oraclecloud.com/',
    accountAlwaysTrustScope: false,
    defaultTrustScope: 'Explicit',
    auditEventRetentionPeriod: 30,
    diagnosticLevel: 0,
    locale: 'en',
    timezone: 'UTC',
    contactEmails: ['admin@example.com'],
    customBranding: false,
    serviceAdminCannotListOtherUsers: false,
    tenantCustomClaims: [],
  };
}

/** GET, PUT and PATCH of the domain's one settings object. It cannot be made or deleted. */
export function registerSettings(app: FastifyInstance, context: DomainContext): void {
  const { store, behaviour, clock } = context;
  const path = '/Settings/:id';
  type Route = { Params: { id: string }; Querystring: ListQuery };

  app.get<Route>(path, (request) => {
    checkId(request.params.id);
    return shown(request.query);
  });

  app.put<Route>(path, (request) => {
    checkId(request.params.id);
    const { body } = request;
    const missing = ['schemas', 'csrAccess'].filter(
      (name) => !isJsonObject(body) || body[name] === undefined,
    );
    if (missing.length > 0) throw missingAttributes(missing);
    const base = behaviour.settingsPutResets ? defaultSettings() : store.state.settings;
    return save(
      { ...base, ...writable(body as JsonObject) },
      request.query,
      actorOf(request.caller, store.url),
    );
  });

  app.patch<Route>(path, (request) => {
    checkId(request.params.id);
    const next = patched(store.state.settings, request.body, Object.keys(defaultSettings()));
    return save(next, request.query, actorOf(request.caller, store.url));
  });

  function save(next: JsonObject, query: ListQuery, by: JsonObject | undefined): JsonObject {
    check(next);
    store.state.settings = {
      ...writable(next),
      lastModified: clock().toISOString(),
      idcsLastModifiedBy: by,
    };
    store.changed();
    return shown(query);
  }

  function shown({ attributes }: ListQuery): JsonObject {
    const { lastModified, ...settings } = store.state.settings;
    const meta = {
      resourceType: 'Settings',
      lastModified,
      location: `${store.url}/admin/v1/Settings/Settings`,
    };
    return selectAttributes({ ...settings, id: SETTINGS_ID, meta }, attributes);
  }
}

function checkId(id: string): void {
  if (id !== SETTINGS_ID) throw notFound('Settings', id);
}

function check(settings: JsonObject): void {
  for (const name of BOOLEANS)
    if (typeof settings[name] !== 'boolean') throw invalidValue(name, 'it is true or false');
  for (const [name, values] of Object.entries(ENUMERATIONS))
    if (!values.includes(String(settings[name]))) throw invalidValue(name, `one of ${values.join(', ')}`);
  if (typeof settings['issuer'] !== 'string' || settings['issuer'] === '')
    throw invalidValue('issuer', 'a text that is not empty');
}

function writable(settings: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !OWN.includes(name)));
}
