import type { FastifyInstance } from 'fastify';
import type { JsonObject } from '../identity/json';
import type { PublishedKeys } from '../identity/publishedKeys';
import type { TenantStore } from './tenantStore';

export const JWKS_PATH = '/.well-known/jwks.json';

/** Discovery document and key set (facts/auth0.md 3.4); both are public. */
export function registerDiscovery(app: FastifyInstance, store: TenantStore, published: PublishedKeys): void {
  app.get('/.well-known/openid-configuration', () => ({
    ...discoveryDocument(store.issuer),
    ...published.discovery,
  }));
  app.get(JWKS_PATH, (_request, reply) => published.send(reply));
}

/** Auth0's members, also those of endpoints that this tenant does not serve: clients read the document as a whole. */
function discoveryDocument(issuer: string): JsonObject {
  return {
    issuer,
    authorization_endpoint: `${issuer}authorize`,
    token_endpoint: `${issuer}oauth/token`,
    device_authorization_endpoint: `${issuer}oauth/device/code`,
    userinfo_endpoint: `${issuer}userinfo`,
    mfa_challenge_endpoint: `${issuer}mfa/challenge`,
    jwks_uri: new URL(JWKS_PATH, issuer).href,
    registration_endpoint: `${issuer}oidc/register`,
    revocation_endpoint: `${issuer}oauth/revoke`,
    scopes_supported: ['openid', 'profile', 'offline_access', 'email'],
    response_types_supported: ['code', 'token', 'id_token', 'code token', 'code id_token', 'token id_token'],
    code_challenge_methods_supported: ['S256', 'plain'],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['HS256', 'RS256', 'PS256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['RS256', 'RS384', 'PS256'],
    claims_supported: ['aud', 'exp', 'iat', 'iss', 'sub'],
    request_uri_parameter_supported: false,
    end_session_endpoint: `${issuer}oidc/logout`,
  };
}
