const FLAG = { type: 'boolean' };
const UPDATABLE = {
  scope: { type: 'array', items: { type: 'string', minLength: 1, maxLength: 280 } },
  organization_usage: { type: 'string', enum: ['deny', 'allow', 'require'] },
  allow_any_organization: FLAG,
  authorization_details_types: { type: 'array', items: { type: 'string' } },
  allow_all_scopes: FLAG,
};

export const CREATE_GRANT = {
  type: 'object',
  additionalProperties: false,
  required: ['audience'],
  properties: {
    client_id: { type: 'string', minLength: 1 },
    audience: { type: 'string', minLength: 1 },
    subject_type: { type: 'string', enum: ['client', 'user'] },
    default_for: { type: 'string', enum: ['third_party_clients'] },
    ...UPDATABLE,
  },
};

/** Audience, client and subject type are create only (facts/auth0.md 2.3). */
export const UPDATE_GRANT = { type: 'object', additionalProperties: false, properties: UPDATABLE };

const TEXT = { type: 'string' };
export const GRANT_FILTERS = {
  audience: TEXT,
  client_id: TEXT,
  subject_type: TEXT,
  default_for: TEXT,
  allow_any_organization: { type: 'string', enum: ['true', 'false'] },
};

/** One order that fits every recording of facts/auth0.md 2.3. */
export const GRANT_ORDER: readonly string[] = [
  ...['id', 'client_id', 'audience', 'scope', 'organization_usage', 'allow_any_organization'],
  ...['subject_type', 'default_for', 'authorization_details_types', 'allow_all_scopes'],
];
