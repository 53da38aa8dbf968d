import { compare } from '../../../../components/diagnose/compare';
import { factsOf, healthyManifest, healthyWorld, type WorldOverrides } from '../support/world';

const severities = (overrides: WorldOverrides) =>
  compare(factsOf(healthyWorld(overrides))).map(({ code, severity }) => `${severity} ${code}`);

describe('severities that are not the catalogue’s', () => {
  test('a client without the grant type it needs gets no token', () => {
    expect(severities({ clients: { backend: { grantTypes: ['implicit'] } } })).toEqual([
      'error idp.client.grant_types',
    ]);
    expect(severities({ clients: { backend: { grantTypes: ['implicit', 'client_credentials'] } } })).toEqual([
      'warning idp.client.grant_types',
    ]);
  });

  test('a module that only a pattern with a star inside covers may be open', () => {
    const privileges = { 'admin.write': { patterns: ['/adm*/*'] } };
    expect(severities({ privileges })).toContain('warning ords.module.public');
    expect(severities({ privileges })).not.toContain('error ords.module.public');
    expect(severities({ privileges: { 'admin.write': { patterns: [] } } })).toContain(
      'error ords.module.public',
    );
  });

  test('a JWKS between the two documented limits', () => {
    expect(severities({ jwks: { bytes: 10_000 } })).toEqual([]);
    expect(severities({ jwks: { bytes: 10_001 } })).toEqual(['warning jwks.too_large']);
    expect(severities({ jwks: { bytes: 100_000 } })).toEqual(['warning jwks.too_large']);
    expect(severities({ jwks: { bytes: 100_001 } })).toEqual(['error jwks.too_large']);
  });
});

describe('no finding', () => {
  test.each<[string, WorldOverrides]>([
    ['no skew of its own: 0 s is the setting of ORDS', { profile: { allowedSkew: null } }],
    ['keys of exactly 2048 and 4096 bits', { jwks: { keys: keys(2048, 4096) } }],
    ['a key whose size could not be read', { jwks: { keys: keys(undefined) } }],
    ['an EC key beside a good one', { jwks: { keys: [...keys(2048), { ...keys(256)[0]!, kty: 'EC' }] } }],
    [
      'an API that says nothing of algorithm and dialect',
      { api: { signingAlgorithm: undefined, tokenDialect: undefined } },
    ],
    ['RS512', { api: { signingAlgorithm: 'RS512' } }],
    ['access_token_authz', { api: { tokenDialect: 'access_token_authz' } }],
    ['a token lifetime that is not known', { api: { tokenLifetime: undefined } }],
    ['ORDS without a role claim column, in scope mode', { profile: { roleClaim: undefined } }],
    ['an old ORDS, in scope mode', { ords: { supportsRoleClaim: false } }],
    ['rights that could not be read', { ords: { securityAdminIsPublic: undefined, version: undefined } }],
    ['a neighbouring schema that is not ours', { otherSchemas: [] }],
  ])('%s', (_, overrides) => {
    expect(severities(overrides)).toEqual([]);
  });

  test('a client that the collector did not look for', () => {
    const world = healthyWorld();
    const sides = {
      ...world,
      identityProvider: { ...world.identityProvider, clients: { state: 'read' as const, value: {} } },
    };
    expect(compare(factsOf(sides))).toEqual([]);
  });

  test('without the API its missing grants are no findings', () => {
    expect(severities({ api: null, clients: { backend: { grantedScopes: null } } })).toEqual([
      'error idp.api.missing',
    ]);
  });

  test('with an API that could not be read its missing grants are', () => {
    const world = healthyWorld({ clients: { backend: { grantedScopes: null } } });
    const api = { state: 'skipped' as const, reason: 'no rights' };
    const sides = { ...world, identityProvider: { ...world.identityProvider, api } };
    expect(compare(factsOf(sides)).map(({ code }) => code)).toEqual(['idp.grant.missing']);
  });

  test('two APIs that share an audience declare the scopes of the API together', () => {
    const elsewhere = { ...healthyManifest().ords, schema: 'SECOND', schemaAlias: 'second' };
    const second = healthyManifest({
      api: 'second',
      scopes: { 'lines.read': { modules: ['lines'] } },
      clients: {},
      ords: { ...elsewhere, modules: {} },
    });
    const api = { scopes: ['orders.read', 'admin.write', 'lines.read'] };
    expect(compare(factsOf(healthyWorld({ api }), healthyWorld({ api, manifest: second })))).toEqual([]);
  });
});

function keys(...bits: (number | undefined)[]) {
  return bits.map((size, index) => ({ kid: `k${index}`, kty: 'RSA', use: 'sig', alg: 'RS256', bits: size }));
}
