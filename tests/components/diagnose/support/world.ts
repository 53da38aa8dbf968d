import type {
  ApiFacts,
  ApiSides,
  ClaimFacts,
  ClientFacts,
  DiagnosisFacts,
  IdentityProviderFacts,
  JwksFacts,
  ModuleFacts,
  OrdsFacts,
  OrphanFacts,
  PrivilegeFacts,
  ProfileFacts,
  Reading,
  SchemaFacts,
} from '../../../../components/diagnose/facts';
import { buildManifest, type Manifest, type ManifestParts } from '../../../../components/manifest';

export const ISSUER = 'https://tenant.eu.auth0.com/';
export const AUDIENCE = 'https://api.example.com/orders';
export const JWKS_URL = 'https://tenant.eu.auth0.com/.well-known/jwks.json';
export const TOKEN_LIFETIME = 3600;
/** Seconds since 1970 by which the facts were collected. */
export const NOW = 1_750_000_000;
export const KEY_ID = 'key-1';

/** Two scopes, one by module and one by pattern, and two clients. */
export function healthyManifest(change: Partial<ManifestParts> = {}): Manifest {
  return buildManifest({
    api: 'orders',
    identityProvider: { kind: 'auth0', domain: 'tenant.eu.auth0.com' },
    issuer: ISSUER,
    audience: AUDIENCE,
    jwksUrl: JWKS_URL,
    authorisation: { mode: 'scope' },
    scopes: {
      'orders.read': { description: 'Read orders', modules: ['orders'] },
      'admin.write': { patterns: ['/admin/*'] },
    },
    clients: {
      backend: { clientId: 'client-backend', scopes: ['orders.read'] },
      office: { clientId: 'client-office', scopes: ['orders.read', 'admin.write'] },
    },
    ords: {
      schema: 'ORDSDEMO',
      schemaAlias: 'ordsdemo',
      baseUrl: 'https://db.example.com/ords',
      connectString: 'db.example.com:1521/freepdb1',
      user: 'ordsdemo',
      jwtProfile: { allowedSkew: null, allowedAge: null },
      modules: {
        orders: { basePath: '/orders/', public: false },
        admin: { basePath: '/admin/', public: false },
      },
    },
    ...change,
  });
}

export const DOMAIN_URL = 'https://idcs-0123456789abcdef.identity.oraclecloud.com';
/** That of every identity domain. */
export const OCI_ISSUER = 'https://identity.oraclecloud.com/';
export const OCI_AUDIENCE = 'ords/';
export const OCI_JWKS_URL = `${DOMAIN_URL}/admin/v1/SigningCert/jwk`;

/** The same API with an identity domain of OCI IAM; a third client is for people. */
export function ociManifest(change: Partial<ManifestParts> = {}): Manifest {
  const { clients } = healthyManifest();
  return healthyManifest({
    identityProvider: { kind: 'oci-iam', domainUrl: DOMAIN_URL },
    issuer: OCI_ISSUER,
    audience: OCI_AUDIENCE,
    jwksUrl: OCI_JWKS_URL,
    clients: {
      ...clients,
      web: { clientId: 'client-web', scopes: ['orders.read'], redirectUris: ['https://app.example.com/cb'] },
    },
    ...change,
  });
}

/** Role mode by groups: machines have none, so that there are none. */
export function ociRoleManifest(change: Partial<ManifestParts> = {}): Manifest {
  const manifest = ociManifest({ authorisation: { mode: 'role', roleClaim: '/iam_groups' }, ...change });
  const { web } = manifest.clients;
  return {
    ...manifest,
    clients: web ? { web } : {},
    scopes: manifest.scopes.map((scope) => ({ ...scope, roles: [`${scope.name}_readers`] })),
  };
}

/** What the sides have instead of what the manifest declares. `null`: it is not there. */
export interface WorldOverrides {
  readonly orphans?: readonly OrphanFacts[];
  /** Default `healthyManifest()`. The healthy sides follow from it. */
  readonly manifest?: Manifest;
  readonly discovery?: Partial<{ issuer: string; jwksUri: string }>;
  readonly jwks?: Partial<JwksFacts> | readonly JwksFacts[];
  readonly api?: Partial<ApiFacts> | null;
  readonly clients?: Readonly<Record<string, Partial<ClientFacts> | null>>;
  readonly claims?: readonly ClaimFacts[];
  readonly ords?: Partial<OrdsFacts>;
  readonly profile?: Partial<ProfileFacts> | null;
  readonly schema?: Partial<SchemaFacts>;
  /** By name; a name that is not declared adds one. */
  readonly modules?: Readonly<Record<string, Partial<ModuleFacts> | null>>;
  readonly privileges?: Readonly<Record<string, Partial<PrivilegeFacts> | null>>;
  /** Schemas besides the manifest's. */
  readonly otherSchemas?: readonly SchemaFacts[];
}

/** Both sides of one API as a successful `pulumi up` leaves them, but for the overrides. */
export function healthyWorld(overrides: WorldOverrides = {}): ApiSides {
  const manifest = overrides.manifest ?? healthyManifest();
  const schema = { ...healthySchema(manifest, overrides), ...overrides.schema };
  const all = [schema, ...(overrides.otherSchemas ?? [])];
  return {
    manifest,
    identityProvider: {
      discovery: read({
        issuer: manifest.trust.issuer,
        jwksUri: manifest.trust.jwksUrl,
        ...overrides.discovery,
      }),
      jwks: read(jwksOf(manifest, overrides)),
      api: read(overrides.api === null ? null : { ...healthyApi(manifest), ...overrides.api }),
      clients: read(clientsOf(manifest, overrides)),
      orphans: read(overrides.orphans ?? []),
      ...claimsOf(manifest, overrides),
    },
    ords: read({
      version: '26.2.2.r2041619',
      user: manifest.ords.user.toUpperCase(),
      supportsRoleClaim: true,
      securityAdminIsPublic: false,
      schemas: Object.fromEntries(all.map((facts) => [facts.schema, facts])),
      ...overrides.ords,
    }),
  };
}

/** The facts of a comparison of one or several APIs. */
export function factsOf(...apis: readonly ApiSides[]): DiagnosisFacts {
  return { apis, now: NOW };
}

export function read<T>(value: T): Reading<T> {
  return { state: 'read', value };
}

export function unread<T>(state: 'skipped' | 'failed' = 'skipped'): Reading<T> {
  return state === 'skipped'
    ? { state, reason: 'by choice' }
    : { state, failure: { code: 'test.unread', message: 'not read', remedy: 'none' } };
}

/** A key set as Auth0 publishes it. */
export function healthyJwks(url: string): JwksFacts {
  return {
    url,
    outcome: 'keys',
    detail: undefined,
    bytes: 2900,
    keys: [
      { kid: KEY_ID, kty: 'RSA', use: 'sig', alg: 'RS256', bits: 2048 },
      { kid: 'key-2', kty: 'RSA', use: 'sig', alg: 'RS256', bits: 2048 },
    ],
  };
}

/** A schema that nobody declares, enabled under its name. */
export function strangeSchema(change: Partial<SchemaFacts> = {}): SchemaFacts {
  return {
    schema: 'OTHER',
    enabled: true,
    alias: 'other',
    profile: null,
    modules: [],
    privileges: [],
    roles: [],
    legacyClients: read([]),
    legacyPackageUses: read([]),
    ...change,
  };
}

export function healthyProfile({ trust, ords }: Manifest): ProfileFacts {
  return {
    issuer: trust.issuer,
    audience: trust.audience,
    jwkUrl: trust.jwksUrl,
    description: null,
    ...ords.jwtProfile,
    roleClaim: trust.authorisation.mode === 'role' ? trust.authorisation.roleClaim : null,
  };
}

function healthySchema(manifest: Manifest, overrides: WorldOverrides): SchemaFacts {
  const modules = new Map<string, ModuleFacts>();
  const addModule = (name: string, basePath: string): void => {
    if (!modules.has(name))
      modules.set(name, { name, basePath, status: 'PUBLISHED', templates: ['.', ':id'] });
  };
  for (const [name, { basePath }] of Object.entries(manifest.ords.modules)) addModule(name, basePath);
  for (const scope of manifest.scopes) for (const name of scope.modules) addModule(name, `/${name}/`);
  const privileges = new Map<string, PrivilegeFacts>(
    manifest.scopes.map((scope) => [
      scope.name,
      {
        name: scope.name,
        roles: scope.roles ?? [],
        patterns: scope.patterns,
        modules: scope.modules,
      },
    ]),
  );
  const profile = healthyProfile(manifest);
  return {
    schema: manifest.ords.schema,
    enabled: true,
    alias: manifest.ords.schemaAlias,
    profile: overrides.profile === null ? null : { ...profile, ...overrides.profile },
    modules: changed(modules, overrides.modules, (name) => ({
      name,
      basePath: `/${name}/`,
      status: 'PUBLISHED',
      templates: ['.', ':id'],
    })),
    privileges: changed(privileges, overrides.privileges, (name) => ({
      name,
      roles: [],
      patterns: [],
      modules: [],
    })),
    roles: manifest.scopes.flatMap(({ roles = [] }) => roles),
    legacyClients: read([]),
    legacyPackageUses: read([]),
  };
}

/** In role mode, where the provider has such objects: one claim for the scopes of the API. */
function claimsOf(
  { identityProvider, scopes, trust }: Manifest,
  { claims }: WorldOverrides,
): Pick<IdentityProviderFacts, 'claims'> {
  const { authorisation, audience } = trust;
  if (identityProvider.kind !== 'oci-iam' || authorisation.mode !== 'role') return {};
  const healthy = {
    name: authorisation.roleClaim.slice(1),
    mode: 'always',
    tokenType: 'AT',
    scopes: scopes.map(({ name }) => audience + name),
  };
  return { claims: read(claims ?? [healthy]) };
}

function changed<T>(
  healthy: ReadonlyMap<string, T>,
  changes: Readonly<Record<string, Partial<T> | null>> = {},
  fresh: (name: string) => T,
): T[] {
  const result = new Map(healthy);
  for (const [name, change] of Object.entries(changes))
    if (change === null) result.delete(name);
    else result.set(name, { ...(result.get(name) ?? fresh(name)), ...change });
  return [...result.values()];
}

function healthyApi(manifest: Manifest): ApiFacts {
  const auth0 = manifest.identityProvider.kind === 'auth0';
  return {
    identifier: manifest.trust.audience,
    scopes: manifest.scopes.map(({ name }) => name),
    signingAlgorithm: auth0 ? 'RS256' : undefined,
    tokenDialect: auth0 ? 'access_token' : undefined,
    ...(!auth0 && { active: true, secondaryAudiences: [] }),
    tokenLifetime: manifest.ords.jwtProfile.allowedAge ?? TOKEN_LIFETIME,
  };
}

function clientsOf(manifest: Manifest, { clients = {} }: WorldOverrides): Record<string, ClientFacts | null> {
  return Object.fromEntries(
    Object.entries(manifest.clients).map(([key, { clientId, scopes, redirectUris }]) => {
      const change = clients[key];
      const healthy = {
        clientId,
        grantTypes: redirectUris ? ['authorization_code', 'refresh_token'] : ['client_credentials'],
        grantedScopes: scopes,
        ...(redirectUris && { redirectUris }),
      };
      return [key, change === null ? null : { ...healthy, ...change }];
    }),
  );
}

/** The key set of the declared URL, and of the profile's where that is another one. */
function jwksOf(manifest: Manifest, { jwks = {}, profile }: WorldOverrides): readonly JwksFacts[] {
  if (Array.isArray(jwks)) return jwks as readonly JwksFacts[];
  const declared = { ...healthyJwks(manifest.trust.jwksUrl), ...(jwks as Partial<JwksFacts>) };
  const other = profile?.jwkUrl;
  return other === undefined || other === declared.url ? [declared] : [declared, healthyJwks(other)];
}
