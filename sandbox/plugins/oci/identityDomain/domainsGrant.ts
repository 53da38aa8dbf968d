import { fromBody } from '../../framework/properties/mapping';
import {
  alike,
  boolean,
  object,
  objects,
  string,
  strings,
  type Fields,
} from '../../framework/properties/property';
import type { OciResource } from '../kind';
import { callDomain, commonOutputs, createBody, echoed, locate, requestFields, tagFields } from './scim';

const PATH = '/admin/v1/Grants';

const required = { required: true, replaces: true } as const;
const optional = { computed: true, replaces: true } as const;
const outputOnly = { outputOnly: true } as const;
const ref: Fields = { ref: string('$ref', echoed) };
const display: Fields = { display: string('display', echoed) };
const value: Fields = { value: string('value', required) };

/** Every property replaces: a grant is never changed (facts/oci-iam.md 1.2, 1.4). */
const fields: Fields = {
  ...requestFields({ replaces: true }),
  schemas: strings('schemas', required),
  grantMechanism: string('grantMechanism', {
    ...required,
    allowed: [
      'IMPORT_APPROLE_MEMBERS',
      'ADMINISTRATOR_TO_USER',
      'ADMINISTRATOR_TO_DELEGATED_USER',
      'ADMINISTRATOR_TO_GROUP',
      'SERVICE_MANAGER_TO_USER',
      'ADMINISTRATOR_TO_APP',
      'SERVICE_MANAGER_TO_APP',
      'OPC_INFRA_TO_APP',
      'GROUP_MEMBERSHIP',
      'IMPORT_GRANTS',
      'SYNC_TO_ADMINISTRATOR_TO_USER',
      'ACCESS_REQUEST',
      'APP_ENTITLEMENT_COLLECTION',
      'ADMINISTRATOR_TO_DYNAMIC_RESOURCE_GROUP',
    ],
  }),
  grantee: object(
    'grantee',
    {
      type: string('type', { ...required, allowed: ['User', 'Group', 'App', 'DynamicResourceGroup'] }),
      ...value,
      ...display,
      ...ref,
    },
    required,
  ),
  app: object('app', { ...value, ...display, ...ref }, optional),
  appEntitlementCollection: object('appEntitlementCollection', { ...value, ...ref }, optional),
  entitlement: object('entitlement', alike(string, required, ['attributeName', 'attributeValue']), optional),
  grantedAttributeValuesJson: string('grantedAttributeValuesJson', optional),
  ocid: string('ocid', optional),
  tags: objects('tags', tagFields({ replaces: true }), optional),
  compositeKey: string('compositeKey', outputOnly),
  isFulfilled: boolean('isFulfilled', outputOnly),
  grantors: objects(
    'grantor',
    { ...alike(string, outputOnly, ['display', 'type', 'value']), ref: string('$ref', outputOnly) },
    outputOnly,
  ),
  ...commonOutputs,
};

/** A role, or an app as such, given to a user, a group or an app. */
export const domainsGrant: OciResource = {
  token: 'oci:Identity/domainsGrant:DomainsGrant',
  fields,

  async create(api, inputs) {
    const body = createBody(fields, inputs);
    const grant = await callDomain(api, inputs, { method: 'POST', path: PATH, body });
    return { id: String(grant.id), outputs: fromBody(fields, grant, inputs) };
  },

  async read(api, id, prior) {
    const place = locate('grants', id, prior);
    const grant = await callDomain(api, place.prior, { method: 'GET', path: `${PATH}/${place.id}` });
    return { id: String(grant.id), outputs: fromBody(fields, grant, place.prior) };
  },

  update() {
    return Promise.reject(new Error('a grant is never updated: every change of it replaces'));
  },

  async delete(api, id, state) {
    await callDomain(api, state, { method: 'DELETE', path: `${PATH}/${id}`, query: {} });
  },
};
