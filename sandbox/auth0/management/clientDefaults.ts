import type { JsonObject } from '../../identity/json';

const INTERACTIVE_GRANTS = ['authorization_code', 'implicit', 'refresh_token'];
const OIDC_CONFORMANT_TYPES = new Set(['express_configuration', 'resource_server']);
const DEFAULT_ID_TOKEN_LIFETIME_S = 36000;

/**
 * What a client has when it was not sent (facts/auth0.md 2.4, from 54 recorded creates). The loose grant types of
 * an M2M client are Auth0's own: a program that leaves them out must see it here.
 */
export function clientDefaults(sent: JsonObject): JsonObject & {
  is_first_party: boolean;
  grant_types: string[];
  jwt_configuration: JsonObject;
} {
  const appType = typeof sent.app_type === 'string' ? sent.app_type : undefined;
  return {
    global: false,
    is_token_endpoint_ip_header_trusted: false,
    cross_origin_authentication: false,
    is_first_party: true,
    oidc_conformant: appType !== undefined && OIDC_CONFORMANT_TYPES.has(appType),
    refresh_token: defaultRefreshToken(sent.token_endpoint_auth_method === 'client_secret_post'),
    sso_disabled: false,
    cross_origin_auth: false,
    callback_url_template: false,
    jwt_configuration: defaultJwtConfiguration(sent.jwt_configuration),
    grant_types: defaultGrantTypes(appType),
    custom_login_page_on: true,
  };
}

function defaultGrantTypes(appType: string | undefined): string[] {
  switch (appType) {
    case 'resource_server':
      return [];
    case 'spa':
    case 'native':
      return [...INTERACTIVE_GRANTS];
    default:
      return [...INTERACTIVE_GRANTS, 'client_credentials'];
  }
}

/** A configuration that was sent gets no lifetime at creation: recorded so. */
function defaultJwtConfiguration(sent: unknown): JsonObject {
  return sent === undefined
    ? { lifetime_in_seconds: DEFAULT_ID_TOKEN_LIFETIME_S, secret_encoded: false }
    : { secret_encoded: false };
}

/** A later PATCH merges into the defaults, so that the lifetime is there again. */
export function mergeJwtConfiguration(stored: JsonObject, sent: JsonObject): JsonObject {
  return { lifetime_in_seconds: DEFAULT_ID_TOKEN_LIFETIME_S, ...stored, ...sent };
}

function defaultRefreshToken(confidential: boolean): JsonObject {
  return {
    expiration_type: 'non-expiring',
    leeway: 0,
    infinite_token_lifetime: true,
    infinite_idle_token_lifetime: true,
    token_lifetime: confidential ? 31557600 : 2592000,
    idle_token_lifetime: confidential ? 2592000 : 1296000,
    rotation_type: 'non-rotating',
  };
}
