import fc from 'fast-check';

import { OrdsError } from '../../../components/errors';
import { poolTrust, type PoolTrustOptions } from '../../../components/pool';
import { goodOptions, roleTrust, trust } from './arbitraries';

const valuesOf = (options: PoolTrustOptions) =>
  Object.fromEntries(poolTrust(options).settings.map(({ name, value }) => [name, value]));

function refusal(options: PoolTrustOptions): OrdsError {
  try {
    poolTrust(options);
  } catch (error) {
    if (error instanceof OrdsError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

describe('the settings of a pool', () => {
  test('scope mode', () => {
    const pool = poolTrust({ trust });
    expect(valuesOf({ trust })).toEqual({
      'security.jwt.profile.enabled': 'true',
      'security.jwt.profile.issuer': 'https://tenant.uk.auth0.com/',
      'security.jwt.profile.audience': 'https://api.example.com/orders',
      'security.jwt.profile.jwk.url': 'https://tenant.uk.auth0.com/.well-known/jwks.json',
      'security.jwt.profile.mode': 'POOL',
    });
    expect(pool).toMatchObject({ pool: 'default', needs: '25.2', xmlPath: 'databases/default/pool.xml' });
    expect(pool.settings.at(-1)?.name).toBe('security.jwt.profile.mode');
  });

  test('a role claim of earlier days is named for removal, or the pool would stay in role mode', () => {
    expect(poolTrust({ trust }).absent).toContain('security.jwt.profile.role.claim.name');
    expect(poolTrust({ trust }).deleteCommands).toContain(
      'ords --config /etc/ords/config config --db-pool default delete security.jwt.profile.role.claim.name',
    );
    expect(poolTrust({ trust: roleTrust }).absent).not.toContain('security.jwt.profile.role.claim.name');
  });

  test('role mode with times and roles, for one pool', () => {
    const options = {
      trust: roleTrust,
      pool: 'hr',
      allowedSkew: 30,
      allowedAge: 3600,
      allowedRoles: ['SQL Developer', 'RESTful Services'],
    };
    expect(valuesOf(options)).toMatchObject({
      'security.jwt.profile.role.claim.name': '/roles',
      'security.jwt.profile.allowed.roles': 'SQL Developer,RESTful Services',
      'security.jwt.allowed.skew': '30s',
      'security.jwt.allowed.age': '3600s',
    });
    expect(poolTrust(options)).toMatchObject({ needs: '26', xmlPath: 'databases/hr/pool.xml' });
    expect(poolTrust(options).commands).toContain(
      "ords --config /etc/ords/config config --db-pool hr set security.jwt.profile.allowed.roles 'SQL Developer,RESTful Services'",
    );
  });

  test('what a reader must know is said', () => {
    const notes = poolTrust({ trust, pool: 'hr' }).notes.join('\n');
    expect(notes).toContain('ignores the JWT profile of every schema of pool "hr"');
    expect(notes).toContain('Autonomous Database cannot be reconfigured');
    expect(notes).toContain('ORDS 25.2');
  });

  test('each setting names its source and release', () => {
    for (const setting of poolTrust({ trust: roleTrust, allowedRoles: ['a'] }).settings)
      expect(setting).toMatchObject({
        source: expect.stringContaining('facts/ords.md'),
        needs: expect.stringMatching(/^2\d(\.\d)?$/),
      });
  });

  test('a setting is either written or to be absent, never both and never neither', () => {
    fc.assert(
      fc.property(goodOptions, (options) => {
        const { settings, absent, commands } = poolTrust(options);
        const names = [...settings.map(({ name }) => name), ...absent];
        expect(names.length).toBe(10);
        expect(new Set(names).size).toBe(10);
        expect(commands).toHaveLength(settings.length);
      }),
    );
  });
});

describe('what is refused', () => {
  test.each<[string, Partial<PoolTrustOptions>, string]>([
    ['http', { trust: { ...trust, jwksUrl: 'http://tenant/keys' } }, 'trust.jwks_url.not_https'],
    ['padded audience', { trust: { ...trust, audience: 'orders ' } }, 'trust.audience.whitespace'],
    ['zero-width space', { trust: { ...trust, issuer: 'https://a\u200b/' } }, 'trust.issuer.invisible'],
    ['line break', { trust: { ...trust, issuer: 'https://a/\nx' } }, 'trust.issuer.invisible'],
    ['half a surrogate', { trust: { ...trust, audience: 'a\ud800' } }, 'trust.audience.invisible'],
    ['emoji', { trust: { ...trust, audience: 'a💥' } }, 'pool.value.not_writable'],
    ['non-character', { trust: { ...trust, audience: 'a\uffff' } }, 'pool.value.not_writable'],
    ['option', { trust: { ...trust, audience: '--help' } }, 'pool.value.option'],
    [
      'claim without slash',
      { trust: { ...trust, authorisation: { mode: 'role', roleClaim: 'roles' } } },
      'trust.role_claim.not_a_pointer',
    ],
    [
      'bad escape',
      { trust: { ...trust, authorisation: { mode: 'role', roleClaim: '/a~2' } } },
      'trust.role_claim.not_a_pointer',
    ],
    ['skew 61', { allowedSkew: 61 }, 'trust.skew.range'],
    ['skew 0', { allowedSkew: 0 }, 'trust.skew.zero'],
    ['age 0.5', { allowedAge: 0.5 }, 'trust.age.range'],
    ['roles in scope mode', { allowedRoles: ['SQL Developer'] }, 'pool.list.other_mode'],
    ['scopes in role mode', { trust: roleTrust, allowedScopes: ['a.b'] }, 'pool.list.other_mode'],
    ['empty list', { allowedScopes: [] }, 'pool.list.empty'],
    ['comma in a scope', { allowedScopes: ['a,b'] }, 'pool.list.comma'],
    ['comma in a role', { trust: roleTrust, allowedRoles: ['ok', 'a,b'] }, 'pool.list.comma'],
    ['empty role', { trust: roleTrust, allowedRoles: [''] }, 'pool.role.empty'],
    ['role twice', { trust: roleTrust, allowedRoles: ['a', 'a'] }, 'pool.list.duplicate'],
    ['scope with a space', { allowedScopes: ['a b'] }, 'trust.scope.whitespace'],
    ['upper case pool', { pool: 'HR' }, 'pool.name'],
    ['pool outside of its folder', { pool: '../x' }, 'pool.name'],
    ['pool of dots', { pool: '..' }, 'pool.name'],
    ['empty pool', { pool: '' }, 'pool.name'],
    ['directory', { configDirectory: '/etc\0' }, 'pool.config_directory.invisible'],
    ['directory as an option', { configDirectory: '-x' }, 'pool.value.option'],
  ])('%s', (_name, change, code) => {
    expect(refusal({ trust, ...change }).code).toBe(code);
  });

  test('all problems are in one message, each with its field', () => {
    const error = refusal({ trust: { ...trust, jwksUrl: 'http://x/' }, allowedSkew: 90 });
    expect(error).toMatchObject({ code: 'trust.jwks_url.not_https', field: 'trust.jwksUrl' });
    expect(error.message).toContain('allowedSkew: is outside what ORDS accepts');
    expect(error.message).toContain('pool "default"');
  });
});
