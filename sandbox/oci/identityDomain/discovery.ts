import type { FastifyInstance } from 'fastify';
import type { JsonObject } from '../../identity/json';
import { callerOf } from './callers/caller';
import type { DomainContext } from './domainContext';
import { unauthorizedAccess } from './scim/errors';

export const JWKS_PATH = '/admin/v1/SigningCert/jwk';

/**
 * The discovery document, always public, and the JWKS, which is not until the setting `signingCertPublicAccess` says so: without it
 * only a signed request or a bearer token reads it (facts/oci-iam.md 2.5).
 */
export function registerDiscovery(app: FastifyInstance, context: DomainContext): void {
  const { store, published } = context;
  app.get('/.well-known/openid-configuration', () => ({
    ...discoveryDocument(store.issuer, store.url),
    ...published.discovery,
  }));
  app.get(JWKS_PATH, async (request, reply) => {
    const isPublic = store.state.settings['signingCertPublicAccess'] === true;
    if (!isPublic && !(await callerOf(request, context))) throw unauthorizedAccess();
    return published.send(reply);
  });
}

/**
 * The members that were recorded of a real one (facts/oci-iam.md 2.5), also those of endpoints and grants that are not served: clients
 * read the document as a whole. The `secure_` twins are on another host there; here the domain has only this one.
 */
function discoveryDocument(issuer: string, url: string): JsonObject {
  const endpoint = (name: string): string => `${url}/oauth2/v1/${name}`;
  const endpoints = {
    authorization_endpoint: endpoint('authorize'),
    token_endpoint: endpoint('token'),
    userinfo_endpoint: endpoint('userinfo'),
    revocation_endpoint: endpoint('revoke'),
    introspection_endpoint: endpoint('introspect'),
    end_session_endpoint: endpoint('userlogout'),
    jwks_uri: url + JWKS_PATH,
  };
  return {
    issuer,
    ...endpoints,
    ...Object.fromEntries(Object.entries(endpoints).map(([name, value]) => [`secure_${name}`, value])),
    scopes_supported: [
      'openid',
      'profile',
      'offline_access',
      'email',
      'address',
      'phone',
      'groups',
      'get_groups',
      'approles',
      'get_approles',
    ],
    // [?] not among those recorded; OpenID Connect wants the first two.
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    code_challenge_methods_supported: ['S256'],
    grant_types_supported: [
      'client_credentials',
      'password',
      'refresh_token',
      'authorization_code',
      'urn:ietf:params:oauth:grant-type:jwt-bearer',
      'tls_cert_auth',
    ],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'private_key_jwt', 'client_secret_post'],
    id_token_signing_alg_values_supported: ['RS256'],
    idcs_logout_v3: 'supported',
  };
}
