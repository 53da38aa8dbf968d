import { OrdsDatabase } from '../../../ords/support/ordsDatabase';

/** The packages over the real engine: PL/SQL, transactions, rights. */

let ords: OrdsDatabase;

beforeAll(async () => {
  ords = await OrdsDatabase.open();
});

afterAll(() => ords.close());

test('DEFINE_PRIVILEGE with OWA.VC_ARR variables, seen in the views after the commit only', async () => {
  const writer = ords.session('DEMO');
  await ords.service('priv', 'select 1 as one from dual');
  await ords.run(
    writer,
    `declare
       l_roles owa.vc_arr; l_patterns owa.vc_arr; l_modules owa.vc_arr;
     begin
       ords.create_role('reader');
       l_roles(1) := 'reader'; l_patterns(1) := '/priv/*'; l_patterns(2) := '/more/*'; l_modules(1) := 'priv';
       ords.define_privilege(p_privilege_name => 'priv.read', p_roles => l_roles, p_patterns => l_patterns,
                             p_modules => l_modules, p_label => 'Read', p_description => 'd', p_comments => null);
     end;`,
  );
  const names = () => ords.column('DEMO', "select name from user_ords_privileges where name = 'priv.read'");
  expect(await names()).toEqual([]);
  await writer.commit();
  expect(await names()).toEqual(['priv.read']);
  expect(
    await ords.column('DEMO', 'select pattern from user_ords_privilege_mappings order by pattern'),
  ).toEqual(['/more/*', '/priv/*']);
  expect(await ords.column('DEMO', 'select role_name from user_ords_privilege_roles')).toEqual(['reader']);
  expect(await ords.column('PLAIN', 'select name from user_ords_privileges')).toEqual([]);
  expect(
    await ords.column('ADMIN', "select schema from dba_ords_privileges where name = 'priv.read'"),
  ).toEqual(['DEMO']);
  await ords.commit('DEMO', "begin ords.delete_privilege(p_name => 'priv.read'); end;");
});

test('the arguments are listed, overloads apart, defaults marked', async () => {
  expect(
    await ords.column(
      'DEMO',
      `select argument_name from all_arguments where owner = 'ORDS_METADATA' and package_name = 'ORDS_SECURITY'
         and object_name = 'CREATE_JWT_PROFILE' and defaulted = 'Y' order by position`,
    ),
  ).toEqual(['P_DESCRIPTION', 'P_ALLOWED_SKEW', 'P_ALLOWED_AGE', 'P_ROLE_CLAIM_NAME']);
  expect(
    await ords.column(
      'DEMO',
      "select distinct overload from all_arguments where package_name = 'ORDS' and object_name = 'DEFINE_PRIVILEGE' order by 1",
    ),
  ).toEqual(['1', '2', '3']);
});

test('administrators’ packages and views are closed to others', async () => {
  await expect(ords.run('DEMO', "begin ords_admin.create_role('DEMO', 'x'); end;")).rejects.toThrow(
    /PLS-00201/,
  );
  await expect(
    ords.run('DEMO', "begin ords_security_admin.delete_jwt_profile('DEMO'); end;"),
  ).rejects.toThrow(/PLS-00201/);
  await expect(ords.run('DEMO', 'select * from dba_ords_modules')).rejects.toThrow(/ORA-0(0942|1031)/);
  await expect(ords.run('DEMO', 'select * from ords_metadata.ords_modules')).rejects.toThrow(
    /ORA-0(0942|1031)/,
  );
  await ords.run('ADMIN', "begin ords_admin.create_role(p_schema => 'DEMO', p_role_name => 'x'); end;");
});

test('version by function and view', async () => {
  expect(await ords.column('DEMO', 'select ords.installed_version from dual')).toEqual(['26.2.2.r2041619']);
  expect(await ords.column('DEMO', 'select ords_metadata.ords.installed_version from dual')).toEqual([
    '26.2.2.r2041619',
  ]);
  expect(await ords.column('DEMO', 'select version from ords_metadata.ords_version')).toEqual([
    '26.2.2.r2041619',
  ]);
});

test('errors keep their numbers through exception handlers; a missing member is PLS-00302', async () => {
  await expect(ords.run('PLAIN', "begin ords.create_role('x'); end;")).rejects.toMatchObject({
    number: 20012,
  });
  await expect(ords.run('DEMO', "begin ords.publish_module('none'); end;")).rejects.toMatchObject({
    number: 1403,
  });
  await ords.run('DEMO', "begin ords.publish_module('none'); exception when no_data_found then null; end;");
  await expect(ords.run('DEMO', "begin ords.rename_module('a', 'b'); end;")).rejects.toThrow(/PLS-00302/);
});

test('a database read back from its snapshot goes on where it was', async () => {
  await ords.service('kept', 'select 1 as one from dual');
  const restored = await OrdsDatabase.open(ords.database.snapshot());
  try {
    await restored.service('added', 'select 1 as one from dual');
    const ids = await restored.column('DEMO', 'select id from user_ords_modules order by id');
    expect(new Set(ids).size).toBe(ids.length);
    expect(
      await restored.column('DEMO', "select name from user_ords_modules where name in ('kept', 'added')"),
    ).toHaveLength(2);
  } finally {
    restored.close();
  }
});
