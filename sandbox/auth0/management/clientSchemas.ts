const TEXT = { type: 'string' };
const TEXTS = { type: 'array', items: { type: 'string', minLength: 1 } };
const FLAG = { type: 'boolean' };
const OBJECT = { type: 'object' };
const NULLABLE_OBJECT = { type: ['object', 'null'] };
const NULLABLE_TEXT = { type: ['string', 'null'] };
const AUTH_METHODS = ['none', 'client_secret_post', 'client_secret_basic'];

// Member names and limits: facts/auth0.md 2.4; the inner shape of the objects is stored as it was sent.
const COMMON = {
  name: { type: 'string', minLength: 1, pattern: '^[^<>]+$' },
  description: { type: 'string', maxLength: 140 },
  client_secret: { type: 'string', minLength: 1 },
  app_type: {
    type: 'string',
    enum: [
      ...['native', 'spa', 'regular_web', 'non_interactive', 'resource_server', 'express_configuration'],
      ...['sso_integration', 'rms', 'box', 'cloudbees', 'concur', 'dropbox', 'mscrm', 'echosign', 'egnyte'],
      ...[
        'newrelic',
        'office365',
        'salesforce',
        'sentry',
        'sharepoint',
        'slack',
        'springcm',
        'zendesk',
        'zoom',
      ],
    ],
  },
  grant_types: TEXTS,
  is_first_party: FLAG,
  is_token_endpoint_ip_header_trusted: FLAG,
  oidc_conformant: FLAG,
  sso: FLAG,
  sso_disabled: FLAG,
  cross_origin_authentication: FLAG,
  cross_origin_loc: NULLABLE_TEXT,
  custom_login_page_on: FLAG,
  custom_login_page: TEXT,
  custom_login_page_preview: TEXT,
  form_template: TEXT,
  logo_uri: TEXT,
  initiate_login_uri: TEXT,
  callbacks: TEXTS,
  allowed_origins: TEXTS,
  allowed_clients: TEXTS,
  allowed_logout_urls: TEXTS,
  web_origins: TEXTS,
  client_aliases: TEXTS,
  jwt_configuration: {
    type: 'object',
    additionalProperties: false,
    properties: {
      alg: { type: 'string', enum: ['HS256', 'RS256', 'RS512', 'PS256'] },
      lifetime_in_seconds: { type: 'integer', minimum: 1 },
      secret_encoded: FLAG,
      scopes: OBJECT,
    },
  },
  client_metadata: { type: 'object', additionalProperties: { type: ['string', 'null'], maxLength: 255 } },
  refresh_token: NULLABLE_OBJECT,
  native_social_login: NULLABLE_OBJECT,
  encryption_key: NULLABLE_OBJECT,
  addons: NULLABLE_OBJECT,
  mobile: NULLABLE_OBJECT,
  oidc_logout: NULLABLE_OBJECT,
  session_transfer: NULLABLE_OBJECT,
  default_organization: NULLABLE_OBJECT,
  token_exchange: NULLABLE_OBJECT,
  token_quota: NULLABLE_OBJECT,
  signed_request_object: NULLABLE_OBJECT,
  organization_usage: { type: ['string', 'null'], enum: ['deny', 'allow', 'require', null] },
  organization_require_behavior: {
    type: ['string', 'null'],
    enum: ['no_prompt', 'pre_login_prompt', 'post_login_prompt', null],
  },
  organization_discovery_methods: { type: ['array', 'null'] },
  require_pushed_authorization_requests: FLAG,
  require_proof_of_possession: FLAG,
  compliance_level: NULLABLE_TEXT,
};

export const CREATE_CLIENT = {
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: {
    ...COMMON,
    client_id: TEXT, // refused with a message of its own
    token_endpoint_auth_method: { type: 'string', enum: AUTH_METHODS },
    resource_server_identifier: TEXT,
  },
};

export const UPDATE_CLIENT = {
  type: 'object',
  additionalProperties: false,
  properties: {
    ...COMMON,
    token_endpoint_auth_method: { type: ['string', 'null'], enum: [...AUTH_METHODS, null] },
    client_authentication_methods: {
      type: ['object', 'null'],
      additionalProperties: false,
      required: ['private_key_jwt'],
      properties: {
        private_key_jwt: {
          type: 'object',
          additionalProperties: false,
          required: ['credentials'],
          properties: {
            credentials: {
              type: 'array',
              minItems: 1,
              items: {
                type: 'object',
                additionalProperties: false,
                required: ['id'],
                properties: { id: TEXT },
              },
            },
          },
        },
      },
    },
  },
};
