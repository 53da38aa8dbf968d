import type { JsonObject } from '../../../identity/json';
import type { CustomClaim } from '../domainState';
import type { DomainStore } from '../domainStore';
import { duplicate, invalidValue, missingAttributes, tooLong } from '../scim/errors';
import { text, textList } from '../scim/record';
import type { ScimResource } from '../scim/resource';
import { searchRules } from '../scim/searchRules';
import { isUserExpression } from '../tokens/userExpression';

const MAXIMUM_LENGTH = 100;
const ENUMERATIONS: Readonly<Record<string, readonly string[]>> = {
  mode: ['always', 'request', 'never'],
  tokenType: ['AT', 'IT', 'BOTH'],
};

/** What the domain itself puts into tokens (facts/oci-iam.md 2.3) or OAuth and OpenID Connect define; [?] the real list. */
const RESERVED = new Set([
  ...[
    'iss',
    'sub',
    'aud',
    'exp',
    'iat',
    'nbf',
    'jti',
    'scope',
    'scp',
    'client_id',
    'azp',
    'nonce',
    'auth_time',
  ],
  ...[
    'tok_type',
    'sub_type',
    'sub_mappingattr',
    'user.tenant.name',
    'user_id',
    'user_ocid',
    'user_displayname',
  ],
  ...[
    'user_lang',
    'user_tz',
    'sid',
    'idp_type',
    'primTenant',
    'client_tenantname',
    'client_guid',
    'client_name',
  ],
  ...['tenant', 'tenant_iss', 'domain', 'domain_id', 'domain_home', 'opc', 'gtp', 'resource_app_id'],
  ...['clientAppRoles', 'userAppRoles', 'region_name', 'ca_name', 'ca_ocid'],
  ...['__proto__', 'constructor', 'prototype'],
]);

/** /admin/v1/CustomClaims (facts/oci-iam.md 2.6). An expression that is none of a user's attributes is refused when it is made. */
export const CUSTOM_CLAIMS: ScimResource<CustomClaim> = {
  path: 'CustomClaims',
  type: 'CustomClaim',
  kind: 'custom-claim',
  schema: 'urn:ietf:params:scim:schemas:oracle:idcs:CustomClaim',
  required: ['name', 'value', 'expression', 'mode', 'tokenType', 'allScopes'],
  readOnly: [],
  canonical: ['name', 'value', 'expression', 'mode', 'tokenType', 'allScopes', 'scopes'],
  search: searchRules(),
  items: ({ state }) => state.customClaims,
  setItems: ({ state }, claims) => (state.customClaims = claims),
  settle,
};

function settle(sent: JsonObject, existing: CustomClaim | undefined, { state }: DomainStore): JsonObject {
  const { expression, allScopes } = sent;
  const [name = '', value = ''] = [text(sent, 'name'), text(sent, 'value')];
  if (typeof expression !== 'boolean') throw invalidValue('expression', 'it is true or false');
  if (typeof allScopes !== 'boolean') throw invalidValue('allScopes', 'it is true or false');
  for (const [attribute, values] of Object.entries(ENUMERATIONS))
    if (!values.includes(text(sent, attribute) ?? ''))
      throw invalidValue(attribute, `one of ${values.join(', ')}`);
  if (name.length > MAXIMUM_LENGTH) throw tooLong('name', MAXIMUM_LENGTH);
  if (RESERVED.has(name)) throw invalidValue('name', `${name} is reserved`);
  if (!expression && value.length > MAXIMUM_LENGTH) throw tooLong('value', MAXIMUM_LENGTH);
  if (expression && !isUserExpression(value))
    throw invalidValue('value', 'an expression is $user. and attributes');
  const scopes = textList(sent, 'scopes');
  if (!allScopes && scopes.length === 0) throw missingAttributes(['scopes']);
  if (state.customClaims.some((other) => other !== existing && other.name === name))
    throw duplicate('CustomClaim', 'name');
  return { ...sent, name, value, scopes };
}
