import { column, enabled, install } from './support';

describe('JWT profiles', () => {
  const profile = { p_issuer: 'https://t/', p_audience: 'api', p_jwk_url: 'https://t/jwks' };

  test('create, read, delete in the own schema and by an administrator', async () => {
    const oracle = await enabled();
    oracle.call('DEMO', 'ORDS_SECURITY.CREATE_JWT_PROFILE', {
      ...profile,
      p_allowed_skew: 0,
      p_role_claim_name: '/roles',
    });
    expect(
      oracle.rows(
        'DEMO',
        'select issuer, audience, jwk_url, allowed_skew, allowed_age, role_claim_name from user_ords_jwt_profile',
      ),
    ).toEqual([
      {
        ISSUER: 'https://t/',
        AUDIENCE: 'api',
        JWK_URL: 'https://t/jwks',
        ALLOWED_SKEW: 0,
        ALLOWED_AGE: null,
        ROLE_CLAIM_NAME: '/roles',
      },
    ]);
    expect(column(oracle, 'select schema from dba_ords_jwt_profile', 'ADMIN')).toEqual(['DEMO']);
    oracle.call('ADMIN', 'ORDS_SECURITY_ADMIN.DELETE_JWT_PROFILE', { p_schema: 'DEMO' });
    expect(oracle.rows('DEMO', 'select * from user_ords_jwt_profile')).toEqual([]);
  });

  test.each([
    ['no issuer', { p_issuer: null }, 'ORA-01400'],
    ['an http JWK URL', { p_jwk_url: 'http://t/jwks' }, 'must begin with https://'],
    ['a skew above 60', { p_allowed_skew: 61 }, 'must not exceed 60'],
    ['a role claim that is no pointer', { p_role_claim_name: 'roles' }, 'JSON pointer'],
  ])('%s is refused', async (_case, change, message) => {
    const oracle = await enabled();
    expect(() => oracle.call('DEMO', 'ORDS_SECURITY.CREATE_JWT_PROFILE', { ...profile, ...change })).toThrow(
      message,
    );
  });

  test('one per schema', async () => {
    const oracle = await enabled();
    oracle.call('DEMO', 'ORDS_SECURITY.CREATE_JWT_PROFILE', profile);
    expect(() => oracle.call('DEMO', 'ORDS_SECURITY.CREATE_JWT_PROFILE', profile)).toThrow('ORA-00001');
  });

  test('deleting without one: silent by default, ORA-01403 by option', async () => {
    (await enabled()).call('DEMO', 'ORDS_SECURITY.DELETE_JWT_PROFILE');
    const raising = await enabled({ deleteJwtProfile: 'raise' });
    expect(() => raising.call('DEMO', 'ORDS_SECURITY.DELETE_JWT_PROFILE')).toThrow('ORA-01403');
  });
});

describe('releases', () => {
  test('the version is told by function and view', async () => {
    const oracle = await install({ version: '26.2.2.r2041619', status: 'INSTALLING' });
    expect(oracle.call('DEMO', 'ORDS.INSTALLED_VERSION')).toBe('26.2.2.r2041619');
    expect(oracle.rows('DEMO', 'select version, status from ords_version')).toEqual([
      { VERSION: '26.2.2.r2041619', STATUS: 'INSTALLING' },
    ]);
  });

  test('older ones lack the role claim, the administrators’ delete, the packages, the DBA views', async () => {
    const oracle = await enabled({ hasRoleClaim: false, hasSecurityAdminDelete: false, hasDbaViews: false });
    const create = { p_issuer: 'i', p_audience: 'a', p_jwk_url: 'https://j', p_role_claim_name: '/r' };
    expect(() => oracle.call('DEMO', 'ORDS_SECURITY.CREATE_JWT_PROFILE', create)).toThrow('ORA-06550');
    expect(() =>
      oracle.call('ADMIN', 'ORDS_SECURITY_ADMIN.DELETE_JWT_PROFILE', { p_schema: 'DEMO' }),
    ).toThrow('ORA-06550');
    expect(Object.keys(oracle.rows('DEMO', 'select * from user_ords_jwt_profile')[0] ?? {})).not.toContain(
      'ROLE_CLAIM_NAME',
    );
    expect(() => oracle.rows('ADMIN', 'select * from dba_ords_modules')).toThrow(/no such table/);
    const oldest = await install({ hasSecurity: false });
    expect(oldest.synonyms.has('ORDS_SECURITY')).toBe(false);
  });

  test('the old packages make and delete profiles too, without the role claim, and are all that 23.4 has', async () => {
    const oracle = await enabled({ version: '23.4' });
    expect(oracle.synonyms.has('ORDS_SECURITY_ADMIN')).toBe(false);
    const profile = { p_issuer: 'i', p_audience: 'a', p_jwk_url: 'https://j' };
    oracle.call('DEMO', 'OAUTH.CREATE_JWT_PROFILE', profile);
    expect(column(oracle, 'select issuer from user_ords_jwt_profile')).toEqual(['i']);
    oracle.call('DEMO', 'OAUTH.DELETE_JWT_PROFILE');
    oracle.call('ADMIN', 'OAUTH_ADMIN.CREATE_JWT_PROFILE', { p_schema: 'DEMO', ...profile });
    oracle.call('ADMIN', 'OAUTH_ADMIN.DELETE_JWT_PROFILE', { p_schema: 'DEMO' });
    expect(column(oracle, 'select issuer from user_ords_jwt_profile')).toEqual([]);
    const newest = await enabled();
    for (const call of [oracle, newest]) {
      expect(() =>
        call.call('DEMO', 'OAUTH.CREATE_JWT_PROFILE', { ...profile, p_role_claim_name: '/r' }),
      ).toThrow('ORA-06550');
    }
    expect((await install({ hasOauth: false })).synonyms.has('OAUTH_ADMIN')).toBe(false);
  });

  test('who may execute what', async () => {
    const { grants } = await install();
    expect(grants).toEqual(
      expect.arrayContaining([
        'grant execute on ORDS_METADATA.ORDS to PUBLIC',
        'grant execute on ORDS_METADATA.ORDS_ADMIN to ORDS_ADMINISTRATOR_ROLE',
        'grant execute on ORDS_METADATA.ORDS_SECURITY_ADMIN to ORDS_ADMINISTRATOR_ROLE',
        'grant select on DBA_ORDS_PRIVILEGES to ORDS_ADMINISTRATOR_ROLE',
        'grant select on USER_ORDS_PRIVILEGES to PUBLIC',
      ]),
    );
    expect((await install({ securityAdminNeedsRole: false })).grants).toContain(
      'grant execute on ORDS_METADATA.ORDS_SECURITY_ADMIN to PUBLIC',
    );
  });
});
