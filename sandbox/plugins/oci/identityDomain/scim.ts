import { toBody, type JsonObject } from '../../framework/properties/mapping';
import { refuseUnsupported } from '../../framework/properties/allowed';
import {
  alike,
  boolean,
  objects,
  string,
  strings,
  type Fields,
  type Options,
} from '../../framework/properties/property';
import { isList, text, type Values } from '../../framework/properties/value';
import { wholeObject } from '../../framework/properties/whole';
import type { OciApi } from '../api';
import type { Call } from '../http/client';

const outputOnly: Options = { outputOnly: true };
/** Read-only attributes inside an object, which a PUT sends back as they were read (facts/oci-iam.md 1.3). */
export const echoed: Options = { outputOnly: true, echoed: true };
export const computed: Options = { computed: true };

/** Part of the request and not of the object: the API never shows them. */
const ofRequest: Options = { local: true, writeOnly: true };

/** How a resource of an identity domain is asked for. `options` go to all of them. */
export const requestFields = (options: Options = {}): Fields => ({
  idcsEndpoint: string('idcsEndpoint', { ...ofRequest, required: true, replaces: true }),
  attributeSets: strings('attributeSets', {
    ...ofRequest,
    ...options,
    allowed: ['all', 'always', 'never', 'request', 'default'],
  }),
  attributes: string('attributes', { ...ofRequest, ...options }),
  authorization: string('authorization', { ...ofRequest, ...options }),
  resourceTypeSchemaVersion: string('resourceTypeSchemaVersion', { ...ofRequest, ...options }),
});

const author: Fields = {
  ref: string('$ref', outputOnly),
  ...alike(string, outputOnly, ['display', 'ocid', 'type', 'value']),
};

/** What every resource of an identity domain shows about itself. */
export const commonOutputs: Fields = {
  ...alike(string, outputOnly, ['compartmentOcid', 'domainOcid', 'idcsLastUpgradedInRelease', 'tenancyOcid']),
  deleteInProgress: boolean('deleteInProgress', outputOnly),
  idcsPreventedOperations: strings('idcsPreventedOperations', outputOnly),
  idcsCreatedBies: objects('idcsCreatedBy', author, outputOnly),
  idcsLastModifiedBies: objects('idcsLastModifiedBy', author, outputOnly),
  metas: objects(
    'meta',
    alike(string, outputOnly, ['created', 'lastModified', 'location', 'resourceType', 'version']),
    outputOnly,
  ),
};

/** A pair of a tag; `options` tell whether a change replaces. */
export const tagFields = (options: Options = {}): Fields =>
  alike(string, { required: true, ...options }, ['key', 'value']);

/** The parts of a call that the resource's own properties give. */
function requestOf(values: Values): Pick<Call, 'query' | 'headers'> {
  const { attributeSets, attributes, authorization, resourceTypeSchemaVersion } = values;
  return {
    query: {
      ...(isList(attributeSets) ? { attributeSets: attributeSets.map(text) } : {}),
      ...(text(attributes) === '' ? {} : { attributes: [text(attributes)] }),
    },
    headers: {
      ...(text(authorization) === '' ? {} : { authorization: text(authorization) }),
      ...(text(resourceTypeSchemaVersion) === ''
        ? {}
        : { resource_type_schema_version: text(resourceTypeSchemaVersion) }),
    },
  };
}

/** A call to the domain that the values name, in the way they say unless the call says otherwise. */
export async function callDomain(api: OciApi, values: Values, call: Call): Promise<JsonObject> {
  return api.domain(text(values.idcsEndpoint), { ...requestOf(values), ...call });
}

/** The body of a create: what the program sets. */
export function createBody(fields: Fields, inputs: Values): JsonObject {
  refuseUnsupported(fields, inputs);
  return toBody(fields, wholeObject(fields, {}, inputs));
}

/** The body of an update: the whole object, read-only attributes included (facts/oci-iam.md 1.3). */
export function updateBody(fields: Fields, id: string, state: Values, news: Values): JsonObject {
  refuseUnsupported(fields, news);
  return { ...toBody(fields, wholeObject(fields, state, news)), id };
}

/** Where a resource is: by its bare id in the domain of its state, or by the composite id of an import. */
export function locate(
  collection: string,
  id: string,
  prior: Values,
): { readonly id: string; readonly prior: Values } {
  const [, endpoint, bare] = new RegExp(`^idcsEndpoint/(.+)/${collection}/([^/]+)$`).exec(id) ?? [];
  if (endpoint === undefined || bare === undefined) {
    if (text(prior.idcsEndpoint) !== '') return { id, prior };
    throw new Error(
      `import a resource of an identity domain as idcsEndpoint/<endpoint>/${collection}/<id>, not as ${id}`,
    );
  }
  return { id: bare, prior: { ...prior, idcsEndpoint: decodeURIComponent(endpoint) } };
}
