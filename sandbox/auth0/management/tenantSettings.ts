import type { FastifyInstance } from 'fastify';
import type { JsonObject } from '../../identity/json';
import { FIELD_PARAMETERS, type Query, querySchema, selectFields } from './listing';
import type { RouteContext } from './routeContext';

/** `GET /api/v2/tenants/settings`, main members of facts/auth0.md 2.5. Session lifetimes in hours. */
export function registerTenantSettings(app: FastifyInstance, { store }: RouteContext): void {
  app.get<{ Querystring: Query }>(
    '/tenants/settings',
    { config: { scopes: ['read:tenant_settings'] }, schema: { querystring: querySchema(FIELD_PARAMETERS) } },
    (request) => selectFields(settings(store.state.defaultAudience), request.query),
  );
}

function settings(defaultAudience: string | null): JsonObject {
  return {
    change_password: { enabled: false },
    ...(defaultAudience === null ? {} : { default_audience: defaultAudience }),
    default_directory: '',
    enabled_locales: ['en'],
    flags: {
      allow_changing_enable_sso: false,
      allow_legacy_delegation_grant_types: false,
      allow_legacy_ro_grant_types: false,
      allow_other_legacy_grant_types: false,
      disable_impersonation: true,
      enable_dynamic_client_registration: false,
      enable_sso: true,
      universal_login: true,
      revoke_refresh_token_grant: false,
      disable_clickjack_protection_headers: false,
    },
    friendly_name: 'ords-sandbox',
    guardian_mfa_page: { enabled: false },
    idle_session_lifetime: 72,
    ephemeral_session_lifetime: 72,
    idle_ephemeral_session_lifetime: 24,
    picture_url: '',
    sandbox_version: '22',
    session_lifetime: 168,
    oidc_logout: { rp_logout_end_session_endpoint_discovery: true },
    universal_login: { colors: { page_background: '#000000', primary: '#635dff' } },
    resource_parameter_profile: 'audience',
    phone_consolidated_experience: false,
    client_id_metadata_document_supported: false,
    dynamic_client_registration_security_mode: 'permissive',
    sandbox_versions_available: ['22', '18'],
  };
}
