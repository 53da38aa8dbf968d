import type { ApiSides, OrdsFacts, RefusalFacts } from '../../../components/diagnose/facts';
import type { Finding } from '../../../components/diagnose/finding';
import type { CheckResult } from '../../../components/diagnose/verify/check';
import type { Manifest } from '../../../components/manifest';

export const AT = new Date('2030-01-02T03:04:05.678Z');

/** A manifest of one API; `changes` replace whole members. */
export function manifest(changes: Partial<Manifest> = {}): Manifest {
  return {
    version: 1,
    api: 'orders',
    identityProvider: { kind: 'auth0', domain: 'tenant.example.com' },
    trust: {
      issuer: 'https://tenant.example.com/',
      audience: 'https://api.example.com/orders',
      jwksUrl: 'https://tenant.example.com/.well-known/jwks.json',
      authorisation: { mode: 'scope' },
    },
    scopes: [{ name: 'orders.read', description: 'Read orders', modules: ['orders'], patterns: [] }],
    clients: { backend: { clientId: 'id-of-backend', scopes: ['orders.read'] } },
    ords: {
      schema: 'ORDSDEMO',
      schemaAlias: 'demo',
      baseUrl: 'https://ords.example.com/ords',
      connectString: 'db.example.com:1521/pdb',
      user: 'ORDSDEMO',
      jwtProfile: { allowedSkew: null, allowedAge: null },
      modules: { orders: { basePath: '/orders/', public: false } },
    },
    ...changes,
  };
}

const ORDS: OrdsFacts = {
  version: '26.2.2.r2041619',
  user: 'ORDSDEMO',
  supportsRoleClaim: true,
  securityAdminIsPublic: false,
  schemas: {
    ORDSDEMO: {
      schema: 'ORDSDEMO',
      enabled: true,
      alias: 'demo',
      profile: {
        issuer: 'https://tenant.example.com/',
        audience: 'https://api.example.com/orders',
        jwkUrl: 'https://tenant.example.com/.well-known/jwks.json',
        description: null,
        allowedSkew: null,
        allowedAge: null,
        roleClaim: null,
      },
      modules: [{ name: 'orders', basePath: '/orders/', status: 'PUBLISHED', templates: ['.'] }],
      privileges: [{ name: 'orders.read', roles: [], patterns: [], modules: ['orders'] }],
      roles: [],
      legacyClients: { state: 'read', value: [] },
      legacyPackageUses: { state: 'read', value: [] },
    },
  },
};

/** Both sides, read, except for what only the management API tells. */
export function sides(changes: Partial<ApiSides> = {}): ApiSides {
  const own = changes.manifest ?? manifest();
  return {
    manifest: own,
    identityProvider: {
      discovery: { state: 'read', value: { issuer: own.trust.issuer, jwksUri: own.trust.jwksUrl } },
      jwks: {
        state: 'read',
        value: [
          {
            url: own.trust.jwksUrl,
            outcome: 'keys',
            detail: undefined,
            bytes: 900,
            keys: [{ kid: 'k1', kty: 'RSA', use: 'sig', alg: 'RS256', bits: 2048 }],
          },
        ],
      },
      api: { state: 'skipped', reason: 'no credentials for the management API' },
      clients: { state: 'skipped', reason: 'no credentials for the management API' },
      orphans: { state: 'skipped', reason: 'no credentials for the management API' },
    },
    ords: { state: 'read', value: ORDS },
    ...changes,
  };
}

export function finding(changes: Partial<Finding> = {}): Finding {
  return {
    code: 'trust.issuer.slash',
    severity: 'error',
    subject: { api: 'orders', schema: 'ORDSDEMO', kind: 'profile', name: 'ORDSDEMO' },
    field: 'issuer',
    summary: 'the issuers differ by a trailing slash only',
    expected: '"https://tenant.example.com/"',
    found: '"https://tenant.example.com"',
    remedy: 'pulumi up --refresh',
    ...changes,
  };
}

export const INFO = finding({
  code: 'ords.pool.suspected',
  severity: 'info',
  field: 'pool',
  subject: { api: 'orders', kind: 'pool' },
});

/** A refused call of a token that carries all that it should. */
export function refusal(changes: Partial<RefusalFacts> = {}): RefusalFacts {
  const url = 'https://ords.example.com/ords/demo/orders/';
  return {
    api: sides(),
    token: {
      form: 'jwt',
      header: { alg: 'RS256', typ: 'JWT', kid: 'k1' },
      claims: { iss: 'https://tenant.example.com/', scope: 'orders.read', iat: 1_000, exp: 4_600 },
      signature: 'valid',
    },
    url,
    call: {
      state: 'read',
      value: { url, method: 'GET', status: 401, wwwAuthenticate: 'Bearer error="invalid_token"' },
    },
    openCall: { state: 'read', value: { url, method: 'GET', status: 401, wwwAuthenticate: 'Bearer' } },
    now: 1_060,
    ...changes,
  };
}

export function check(changes: Partial<CheckResult> = {}): CheckResult {
  return {
    api: 'orders',
    module: 'orders',
    check: 'granted',
    client: 'backend',
    outcome: 'passed',
    url: 'https://ords.example.com/ords/demo/orders/',
    status: 200,
    milliseconds: 12,
    expected: 'answered (2xx)',
    summary: 'is answered',
    ...changes,
  };
}
