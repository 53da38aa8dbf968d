import type { FastifyInstance } from 'fastify';
import type { JsonObject } from '../identity/json';
import { applicationKey } from './keys/applicationKey';
import { publicJwkOf } from './keys/tenantKeys';
import { requireTenant } from './tokens/namedTenant';
import type { TenantContext } from './tenantContext';
import type { TenantStore } from './tenantStore';

export const JWKS_PATH = '/discovery/v2.0/keys';

interface OfTenant {
  Params: { tenant: string };
  /** Of an application: its own key, where it has one. */
  Querystring: { appid?: string };
}

/** Discovery documents and keys of both token versions; open to everybody (facts/entra.md 2.4). */
export function registerDiscovery(app: FastifyInstance, context: TenantContext): void {
  const { store, published } = context;
  app.get<OfTenant>('/:tenant/v2.0/.well-known/openid-configuration', ({ params }) => {
    requireTenant(store, params.tenant);
    return { ...discoveryDocument(store, 2), ...published.discovery };
  });
  app.get<OfTenant>('/:tenant/.well-known/openid-configuration', ({ params }) => {
    requireTenant(store, params.tenant);
    return discoveryDocument(store, 1);
  });
  // The issuer beside each key is that of version 2 in both sets.
  for (const path of [JWKS_PATH, '/discovery/keys']) {
    app.get<OfTenant>(`/:tenant${path}`, async ({ params, query }, reply) => {
      requireTenant(store, params.tenant);
      // [?] whether the tenant's keys stand beside the application's own.
      const own = query.appid === undefined ? undefined : await applicationKey(context, query.appid);
      return own ? { keys: [publicJwkOf(own, store.addresses.issuerV2)] } : published.send(reply);
    });
  }
}

/** The members of a real one, also those of endpoints that are not served: clients read the document as a whole. */
function discoveryDocument({ addresses, state }: TenantStore, version: 1 | 2): JsonObject {
  const own = `${addresses.login}/${state.tenantId}`;
  const oauth2 = version === 2 ? `${own}/oauth2/v2.0` : `${own}/oauth2`;
  return {
    token_endpoint: `${oauth2}/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: own + (version === 2 ? JWKS_PATH : '/discovery/keys'),
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: version === 2 ? addresses.issuerV2 : addresses.issuerV1,
    request_uri_parameter_supported: false,
    userinfo_endpoint: `${addresses.graph}/oidc/userinfo`,
    authorization_endpoint: `${oauth2}/authorize`,
    end_session_endpoint: `${oauth2}/logout`,
  };
}
