import type { ApiSides, SchemaFacts } from '../../../../components/diagnose/facts';
import type { Finding } from '../../../../components/diagnose/finding';
import type { ReportInput } from '../../../../components/diagnose/report/page';

const ISSUER = 'https://tenant.uk.auth0.com/';
const AUDIENCE = 'https://api.example.com/orders';
const JWKS_URL = 'https://tenant.uk.auth0.com/.well-known/jwks.json';

export const SCHEMA: SchemaFacts = {
  schema: 'ORDSDEMO',
  enabled: true,
  alias: 'ordsdemo',
  profile: {
    issuer: ISSUER,
    audience: AUDIENCE,
    jwkUrl: JWKS_URL,
    description: null,
    allowedSkew: 30,
    allowedAge: null,
    roleClaim: null,
  },
  modules: [
    { name: 'orders', basePath: '/orders/', status: 'PUBLISHED', templates: ['.', ':id'] },
    { name: 'invoices', basePath: '/invoices/', status: 'PUBLISHED', templates: ['.'] },
  ],
  privileges: [
    { name: 'orders.read', roles: [], patterns: [], modules: ['orders', 'invoices'] },
    { name: 'orders.admin', roles: [], patterns: ['/admin/*'], modules: [] },
  ],
  roles: [],
  legacyClients: { state: 'read', value: [] },
  legacyPackageUses: { state: 'read', value: [] },
};

/** An API both of whose sides were read and agree. */
export function agreeing(name = 'orders'): ApiSides {
  return {
    manifest: {
      version: 1,
      api: name,
      identityProvider: { kind: 'auth0', domain: 'tenant.uk.auth0.com' },
      trust: { issuer: ISSUER, audience: AUDIENCE, jwksUrl: JWKS_URL, authorisation: { mode: 'scope' } },
      scopes: [
        { name: 'orders.read', description: 'Read orders', modules: ['orders', 'invoices'], patterns: [] },
        { name: 'orders.admin', description: null, modules: [], patterns: ['/admin/*'] },
      ],
      clients: {
        backend: { clientId: 'b4cKend', scopes: ['orders.read'] },
        auditor: { clientId: 'aUd1tor', scopes: ['orders.read', 'orders.admin'] },
      },
      ords: {
        schema: 'ORDSDEMO',
        schemaAlias: 'ordsdemo',
        baseUrl: 'https://db.example.com/ords',
        connectString: 'db.example.com:1522/ordspdb',
        user: 'ORDSDEMO',
        jwtProfile: { allowedSkew: 30, allowedAge: null },
        modules: { orders: { basePath: '/orders/', public: false } },
      },
    },
    identityProvider: {
      discovery: { state: 'read', value: { issuer: ISSUER, jwksUri: JWKS_URL } },
      jwks: {
        state: 'read',
        value: [
          {
            url: JWKS_URL,
            outcome: 'keys',
            detail: undefined,
            bytes: 1840,
            keys: [{ kid: 'one', kty: 'RSA', use: 'sig', alg: 'RS256', bits: 2048 }],
          },
        ],
      },
      api: {
        state: 'read',
        value: {
          identifier: AUDIENCE,
          scopes: ['orders.read', 'orders.admin'],
          signingAlgorithm: 'RS256',
          tokenDialect: 'access_token',
          tokenLifetime: 86400,
        },
      },
      orphans: { state: 'read', value: [] },
      clients: {
        state: 'read',
        value: {
          backend: {
            clientId: 'b4cKend',
            grantTypes: ['client_credentials'],
            grantedScopes: ['orders.read'],
          },
          auditor: {
            clientId: 'aUd1tor',
            grantTypes: ['client_credentials'],
            grantedScopes: ['orders.read', 'orders.admin'],
          },
        },
      },
    },
    ords: {
      state: 'read',
      value: {
        version: '26.2.2.r2041619',
        user: 'ORDSDEMO',
        supportsRoleClaim: true,
        securityAdminIsPublic: false,
        schemas: { ORDSDEMO: SCHEMA },
      },
    },
  };
}

/** The API after somebody was in both consoles. */
export function broken(name = 'orders'): { api: ApiSides; findings: Finding[] } {
  const api = agreeing(name);
  if (api.ords.state !== 'read' || api.identityProvider.api.state !== 'read')
    throw new Error('not an example');
  const subject = { api: name, schema: 'ORDSDEMO' };
  return {
    api: {
      ...api,
      identityProvider: {
        ...api.identityProvider,
        api: {
          state: 'read',
          value: {
            ...api.identityProvider.api.value!,
            scopes: ['orders.read', 'orders.admin', 'orders.delete'],
          },
        },
        clients: {
          state: 'read',
          value: {
            backend: {
              clientId: 'b4cKend',
              grantTypes: ['client_credentials', 'implicit'],
              grantedScopes: ['orders.read'],
            },
            auditor: {
              clientId: 'aUd1tor',
              grantTypes: ['client_credentials'],
              grantedScopes: ['orders.read'],
            },
          },
        },
      },
      ords: {
        state: 'read',
        value: {
          ...api.ords.value,
          schemas: {
            ORDSDEMO: {
              ...SCHEMA,
              profile: {
                ...SCHEMA.profile!,
                issuer: 'https://tenant.uk.auth0.com',
                audience: 'https://api.example.com/orders\u00a0',
                allowedSkew: 0,
              },
              privileges: [
                { name: 'orders.read', roles: [], patterns: [], modules: ['orders'] },
                { name: 'orders.Admin', roles: [], patterns: ['/admin/*'], modules: [] },
              ],
              legacyPackageUses: {
                state: 'skipped',
                reason: 'ALL_DEPENDENCIES shows nothing of other schemas to this user',
              },
            },
          },
        },
      },
    },
    findings: [
      {
        code: 'idp.client.grant_types',
        severity: 'warning',
        subject: { api: name, kind: 'client', name: 'backend' },
        field: 'grant_types',
        summary: 'client "backend" may use more grant types than it needs',
        expected: '"client_credentials"',
        found: '"client_credentials", "implicit"',
        remedy: 'pulumi up --refresh',
      },
      {
        code: 'trust.issuer.slash',
        severity: 'error',
        subject: { ...subject, kind: 'profile' },
        field: 'issuer',
        summary: 'the JWT profile trusts an issuer that differs by a trailing slash only',
        expected: '"https://tenant.uk.auth0.com/"',
        found: '"https://tenant.uk.auth0.com"',
        remedy: 'pulumi up --refresh',
      },
      {
        code: 'trust.audience.invisible',
        severity: 'error',
        subject: { ...subject, kind: 'profile' },
        field: 'audience',
        summary: 'the JWT profile expects an audience that differs by an invisible character only',
        expected: '"https://api.example.com/orders"',
        found: '"https://api.example.com/orders<U+00A0>"',
        remedy: 'pulumi up --refresh',
      },
      {
        code: 'ords.module.public',
        severity: 'error',
        subject: { ...subject, kind: 'module', name: 'invoices' },
        field: 'privilege',
        summary: 'module "invoices" answers without a token',
        expected: '"orders.read"',
        found: 'no privilege',
        remedy:
          "begin\n  ords.set_module_privilege(p_module_name => 'invoices', p_privilege_name => 'orders.read');\n  commit;\nend;",
      },
      {
        code: 'idp.grant.scope_missing',
        severity: 'error',
        subject: { api: name, kind: 'grant', name: 'auditor' },
        field: 'grant.scope',
        summary: 'the grant of client "auditor" lacks a declared scope',
        expected: '"orders.admin"',
        found: '"orders.read"',
        remedy: 'pulumi up --refresh',
      },
      {
        code: 'idp.scope.undeclared',
        severity: 'warning',
        subject: { api: name, kind: 'scope', name: 'orders.delete' },
        field: 'scopes',
        summary: 'the API has a scope that nobody declared',
        found: '"orders.delete"',
        remedy: 'declare it under scopes, or remove it: pulumi up --refresh',
      },
      {
        code: 'ords.privilege.spelling',
        severity: 'error',
        subject: { ...subject, kind: 'privilege', name: 'orders.Admin' },
        field: 'name',
        summary: 'the privilege is spelled otherwise than its scope',
        expected: '"orders.admin"',
        found: '"orders.Admin"',
        remedy: 'pulumi up --refresh',
      },
      {
        code: 'ords.pool.suspected',
        severity: 'info',
        subject,
        field: 'security.jwt.profile.mode',
        summary: 'the pool may trust another issuer for every schema',
        remedy: 'ask the administrator of ORDS for security.jwt.profile.mode of this pool',
      },
    ],
  };
}

/** An API whose ORDS side did not answer. */
export function unreadable(name = 'billing'): ApiSides {
  const api = agreeing(name);
  return {
    ...api,
    identityProvider: {
      ...api.identityProvider,
      api: { state: 'skipped', reason: 'no client id and secret for the Management API were given' },
      clients: { state: 'skipped', reason: 'no client id and secret for the Management API were given' },
      orphans: { state: 'skipped', reason: 'no client id and secret for the Management API were given' },
    },
    ords: {
      state: 'failed',
      failure: {
        code: 'ords.connection.unreachable',
        message: 'db.example.com:1522 does not answer (ECONNREFUSED)',
        remedy: 'check that the database listens at db.example.com:1522',
      },
    },
  };
}

export const GENERATED_AT = new Date('2026-03-04T05:06:07Z');

/** One broken API, one in agreement, one that could not be read, and a finding about none of them alone. */
export function mixed(): ReportInput {
  const { api, findings } = broken();
  return {
    apis: [api, agreeing('stock'), unreadable()],
    findings: [
      ...findings,
      {
        code: 'ords.version.admin_public',
        severity: 'warning',
        subject: {},
        field: 'EXECUTE on ORDS_SECURITY_ADMIN',
        summary: 'anyone may execute ORDS_SECURITY_ADMIN',
        remedy: 'upgrade ORDS to 26.2 or newer',
      },
    ],
    generatedAt: GENERATED_AT,
  };
}
