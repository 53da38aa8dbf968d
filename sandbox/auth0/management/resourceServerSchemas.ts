// Limits: facts/auth0.md 2.2.
const MAX_LIFETIME_S = 2592000;
const NULLABLE_OBJECT = { type: ['object', 'null'] };
const policy = (values: string[]): object => ({
  type: 'object',
  additionalProperties: false,
  required: ['policy'],
  properties: { policy: { type: 'string', enum: values } },
});

const UPDATABLE = {
  name: { type: 'string', maxLength: 200, pattern: '^[^<>]+$' },
  scopes: {
    type: 'array',
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['value'],
      properties: {
        value: { type: 'string', minLength: 1, maxLength: 280 },
        description: { type: 'string', maxLength: 500 },
      },
    },
  },
  signing_alg: { type: 'string', enum: ['HS256', 'RS256', 'RS512', 'PS256'] },
  signing_secret: { type: 'string', minLength: 16 },
  allow_offline_access: { type: 'boolean' },
  allow_online_access: { type: 'boolean' },
  allow_online_access_with_ephemeral_sessions: { type: 'boolean' },
  skip_consent_for_verifiable_first_party_clients: { type: 'boolean' },
  enforce_policies: { type: 'boolean' },
  token_lifetime: { type: 'integer', minimum: 0, maximum: MAX_LIFETIME_S },
  token_lifetime_for_web: { type: 'integer', minimum: 0, maximum: MAX_LIFETIME_S },
  token_dialect: {
    type: 'string',
    enum: ['access_token', 'access_token_authz', 'rfc9068_profile', 'rfc9068_profile_authz'],
  },
  subject_type_authorization: {
    type: 'object',
    additionalProperties: false,
    properties: {
      user: policy(['allow_all', 'deny_all', 'require_client_grant']),
      client: policy(['deny_all', 'require_client_grant']),
    },
  },
  token_encryption: NULLABLE_OBJECT,
  consent_policy: { type: ['string', 'null'] },
  authorization_details: { type: ['array', 'null'] },
  authorization_policy: NULLABLE_OBJECT,
  proof_of_possession: NULLABLE_OBJECT,
};

export const CREATE_RESOURCE_SERVER = {
  type: 'object',
  additionalProperties: false,
  required: ['identifier'],
  properties: { identifier: { type: 'string', minLength: 1, maxLength: 600 }, ...UPDATABLE },
};

/** The identifier is create only. */
export const UPDATE_RESOURCE_SERVER = {
  type: 'object',
  additionalProperties: false,
  properties: UPDATABLE,
};
