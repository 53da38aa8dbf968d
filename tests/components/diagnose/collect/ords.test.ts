import { openDatabase } from '../../../../components/database/oracleDatabase';
import { collectOrds, ORDS_ROUND_TRIPS } from '../../../../components/diagnose/collect/ords';
import { startOracleSandbox, type OracleSandbox } from '../../../support/oracleSandbox';

const PROFILE = `ords_security.create_jwt_profile(p_issuer => 'https://t.example.com/', p_audience => 'https://api.example.com',
  p_jwk_url => 'https://t.example.com/jwks', p_allowed_skew => 0)`;

function definition(module: string, status = 'PUBLISHED'): string {
  return `ords.define_module(p_module_name => '${module}', p_base_path => '/${module}/', p_status => '${status}');
    ords.define_template(p_module_name => '${module}', p_pattern => ':id');
    ords.define_template(p_module_name => '${module}', p_pattern => '.');`;
}

const PRIVILEGE = `
  declare
    v_roles owa.vc_arr;
    v_patterns owa.vc_arr;
    v_modules owa.vc_arr;
  begin
    ords.create_role('clerk');
    ${definition('orders')}
    ${definition('drafts', 'NOT_PUBLISHED')}
    v_roles(1) := 'clerk';
    v_patterns(1) := '/b/*';
    v_patterns(2) := '/a/*';
    v_modules(1) := 'orders';
    ords.define_privilege('orders.read', v_roles, v_patterns, v_modules);
    ${PROFILE};
    commit;
  end;`;

describe('the ORDS catalogue', () => {
  let sandbox: OracleSandbox;

  beforeAll(async () => {
    sandbox = await startOracleSandbox();
    await sandbox.run('ORDSDEMO', PRIVILEGE);
  });
  afterAll(() => sandbox.close());

  it('is read as it stands, by the owner', async () => {
    const facts = await collectOrds(openDatabase, sandbox.connection(), {
      schemas: ['ORDSDEMO'],
      aliases: ['ordsdemo'],
    });
    expect(facts).toMatchObject({ user: 'ORDSDEMO', supportsRoleClaim: true });
    expect(facts.version).toMatch(/^\d+\.\d+/);
    expect(facts.schemas.ORDSDEMO).toMatchObject({
      schema: 'ORDSDEMO',
      enabled: true,
      alias: 'ordsdemo',
      profile: {
        issuer: 'https://t.example.com/',
        audience: 'https://api.example.com',
        jwkUrl: 'https://t.example.com/jwks',
        description: null,
        allowedSkew: 0,
        allowedAge: null,
        roleClaim: null,
      },
      modules: [
        { name: 'drafts', basePath: '/drafts/', status: 'NOT_PUBLISHED', templates: ['.', ':id'] },
        { name: 'orders', basePath: '/orders/', status: 'PUBLISHED', templates: ['.', ':id'] },
      ],
      privileges: [
        { name: 'orders.read', roles: ['clerk'], patterns: ['/a/*', '/b/*'], modules: ['orders'] },
      ],
      roles: ['clerk'],
    });
  });

  it('is the same, read by an administrator', async () => {
    const own = await collectOrds(openDatabase, sandbox.connection(), { schemas: ['ORDSDEMO'], aliases: [] });
    const any = await collectOrds(openDatabase, sandbox.connection('DEPLOYER'), {
      schemas: ['ORDSDEMO'],
      aliases: [],
    });
    expect(any.user).toBe('DEPLOYER');
    const open = { legacyClients: undefined, legacyPackageUses: undefined };
    expect({ ...any.schemas.ORDSDEMO, ...open }).toEqual({ ...own.schemas.ORDSDEMO, ...open });
  });

  it('shows an administrator the schema that an alias leads to, and no other', async () => {
    const question = { schemas: ['ABSENT'], aliases: ['OrdsDemo'] };
    const facts = await collectOrds(openDatabase, sandbox.connection('DEPLOYER'), question);
    expect(Object.keys(facts.schemas).sort()).toEqual(['ABSENT', 'ORDSDEMO']);
    expect(facts.schemas.ABSENT).toMatchObject({
      enabled: false,
      alias: null,
      profile: null,
      modules: [],
      privileges: [],
    });
  });

  it('says what a user lacks who asks for another schema', async () => {
    const asked = collectOrds(openDatabase, sandbox.connection(), { schemas: ['OTHER'], aliases: [] });
    await expect(asked).rejects.toMatchObject({ code: 'ords.rights.missing' });
    await expect(asked).rejects.toThrow(
      /ORDSDEMO lacks ORDS_ADMINISTRATOR_ROLE.*grant ords_administrator_role to ordsdemo/s,
    );
  });

  it('costs the stated number of round trips, however much there is', async () => {
    const connection = sandbox.connection('DEPLOYER');
    const trips = async (): Promise<number> => {
      const { calls } = sandbox.server.statistics;
      await collectOrds(openDatabase, connection, { schemas: ['ORDSDEMO', 'OTHER'], aliases: [] });
      return sandbox.server.statistics.calls - calls;
    };
    await trips();
    const few = await trips();
    await sandbox.run(
      'OTHER',
      `declare v_none owa.vc_arr; v_patterns owa.vc_arr;
       begin
         for i in 1 .. 1200 loop
           v_patterns(1) := '/p' || i || '/*';
           ords.define_privilege('p' || i, v_none, v_patterns, v_none);
         end loop;
         commit;
       end;`,
    );
    const facts = await collectOrds(openDatabase, connection, { schemas: ['OTHER'], aliases: [] });
    expect(facts.schemas.OTHER?.privileges).toHaveLength(1200);
    expect(await trips()).toBe(few);
    // The argument list is looked up once per process.
    expect(few).toBe(ORDS_ROUND_TRIPS - 1);
  });

  it('names what still uses the old OAuth packages', async () => {
    await sandbox.run(
      'OTHER',
      "begin oauth.create_client(p_name => 'old one', p_grant_type => 'client_credentials', p_privilege_names => null); commit; end;",
    );
    const uses = [
      { owner: 'PUBLIC', name: 'OAUTH', type: 'SYNONYM' },
      { owner: 'ORDS_METADATA', name: 'OAUTH', type: 'PACKAGE' },
    ];
    sandbox.database.addStoredProcedure({ owner: 'OTHER', name: 'SETUP', uses });
    const namesake = [{ owner: 'OTHER', name: 'OAUTH', type: 'TABLE' }];
    sandbox.database.addStoredProcedure({ owner: 'OTHER', name: 'LOGIN', uses: namesake });
    const question = { schemas: ['OTHER'], aliases: [] };
    const legacy = {
      legacyClients: { state: 'read', value: ['old one'] },
      legacyPackageUses: { state: 'read', value: ['PROCEDURE SETUP'] },
    };
    const own = await collectOrds(openDatabase, sandbox.connection('OTHER'), question);
    expect(own.schemas.OTHER).toMatchObject(legacy);
    const any = await collectOrds(openDatabase, sandbox.connection('DEPLOYER'), question);
    // An administrator of ORDS is not one of the database: DBA_DEPENDENCIES stays closed.
    expect(any.schemas.OTHER).toMatchObject({
      legacyClients: legacy.legacyClients,
      legacyPackageUses: { state: 'skipped', reason: expect.stringContaining('DBA_DEPENDENCIES') as string },
    });
  });

  it('says by EXECUTE grants whether ORDS_SECURITY_ADMIN is open to all', async () => {
    const question = { schemas: ['ORDSDEMO'], aliases: [] };
    const facts = await collectOrds(openDatabase, sandbox.connection(), question);
    expect(facts.securityAdminIsPublic).toBe(false);
    const open = await startOracleSandbox({ version: '25.4.0.r1', hasRoleClaim: false });
    try {
      expect(await collectOrds(openDatabase, open.connection(), question)).toMatchObject({
        version: '25.4.0.r1',
        securityAdminIsPublic: true,
        supportsRoleClaim: false,
        schemas: { ORDSDEMO: { enabled: true, profile: null } },
      });
    } finally {
      await open.close();
    }
  });

  it('is refused with the way out where administrators have no views yet, or ORDS is not there', async () => {
    const old = await startOracleSandbox({ version: '24.2.0.r1' });
    const bare = await startOracleSandbox({ installed: false });
    try {
      const other = collectOrds(openDatabase, old.connection('DEPLOYER'), {
        schemas: ['OTHER'],
        aliases: [],
      });
      await expect(other).rejects.toThrow(
        /no views DBA_ORDS_\*.*connect as the schema itself.*ORDS 24\.4 or newer/s,
      );
      const none = collectOrds(openDatabase, bare.connection('PLAIN'), { schemas: ['PLAIN'], aliases: [] });
      await expect(none).rejects.toMatchObject({ code: 'ords.version.not_installed' });
    } finally {
      await old.close();
      await bare.close();
    }
  });
});
