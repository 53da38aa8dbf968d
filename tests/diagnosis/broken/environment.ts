import type { BrokenConfiguration } from '../support/configuration';

/** From outside it looks like a domain's rotated key too, so that both are said. */
const BESIDE_CACHED_KEY: BrokenConfiguration['differs'] = {
  'oci-iam': { finding: 'jwks.cached_key', cause: 'ords.pool.suspected' },
};

/** What surrounds profile and modules. facts/ords.md 1, 2, 9 and 11. */
export const ENVIRONMENT: readonly BrokenConfiguration[] = [
  {
    name: "a pool-wide trust of another identity provider: the schema's profile is ignored",
    seen: 401,
    finding: 'ords.pool.suspected',
    differs: BESIDE_CACHED_KEY,
    break: ({ bench }) =>
      bench.control('ords/settings', {
        jwtProfileMode: 'POOL',
        poolIssuer: 'https://identity.example.com/',
        poolAudience: 'https://api.example.com/pool',
        poolJwkUrl: bench.jwksUrl,
      }),
  },
  {
    name: 'a pool on which JWT profiles are switched off',
    seen: 401,
    finding: 'ords.pool.suspected',
    differs: BESIDE_CACHED_KEY,
    break: ({ bench }) => bench.control('ords/settings', { jwtProfileEnabled: false }),
  },
  {
    name: "a pool that does not allow the profile's JWKS URL",
    seen: 401,
    finding: 'ords.pool.suspected',
    differs: BESIDE_CACHED_KEY,
    break: ({ bench }) =>
      bench.control('ords/settings', { jwksAllowedUrls: ['https://identity.example.com/keys'] }),
  },
  {
    name: "one of ORDS' own OAuth clients beside the profile",
    seen: 'works',
    finding: 'ords.legacy.clients',
    namedBy: 'drift',
    break: (place) =>
      place.calls(`oauth.create_client(p_name => 'old_backend', p_grant_type => 'client_credentials',
        p_privilege_names => 'orders.read');`),
  },
  {
    name: 'a stored procedure that calls the package OAUTH',
    seen: 'works',
    finding: 'ords.legacy.packages',
    namedBy: 'drift',
    break: (place) =>
      place.bench.control('database/addStoredProcedure', {
        owner: place.schema,
        name: 'SETUP_CLIENTS',
        uses: [{ owner: 'ORDS_METADATA', name: 'OAUTH', type: 'PACKAGE' }],
      }),
  },
];

/** On an ORDS of release 24.4: before role claims, and with ORDS_SECURITY_ADMIN open to PUBLIC. */
export const OLD_RELEASE: readonly BrokenConfiguration[] = [
  {
    name: 'role mode declared for an ORDS that is older than role claims',
    seen: 401,
    finding: 'ords.version.role_claim',
    declare: (manifest) => ({
      ...manifest,
      trust: { ...manifest.trust, authorisation: { mode: 'role', roleClaim: '/roles' } },
    }),
    token: { claims: { scope: null, roles: ['orders_reader'] } },
  },
  {
    name: 'an ORDS below 26.2, where anyone may execute ORDS_SECURITY_ADMIN',
    seen: 'works',
    finding: 'ords.version.admin_public',
    namedBy: 'drift',
  },
];
