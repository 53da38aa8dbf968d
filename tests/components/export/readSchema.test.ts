import { openDatabase } from '../../../components/database/oracleDatabase';
import { exportApi } from '../../../components/export/exportApi';
import { readSchema } from '../../../components/export/readSchema';
import { startOracleSandbox, type OracleSandbox } from '../../support/oracleSandbox';

/** Over 32 KB, with everything that is special to one text form or another. */
const LONG = `declare\n  x varchar2(10) := 'it''s';\nbegin\n${'  -- é 注文 "q" /* :id */ \'x\';\n'.repeat(1_500)}  null;\nend;\n/\n`;

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
/** A literal of PL/SQL holds 32,767 bytes. */
const clob = (value: string): string =>
  (value.match(/[^]{1,2000}/g) ?? []).map((part) => `  c := c || ${text(part)};`).join('\n');

/** As a person would have made it, not as the library would. */
const HAND_MADE = `
declare
  roles owa.vc_arr;
  patterns owa.vc_arr;
  modules owa.vc_arr;
  c clob;
begin
${clob(LONG)}
  ords.define_module(p_module_name => 'orders', p_base_path => 'orders/', p_items_per_page => 7,
    p_status => 'PUBLISHED', p_comments => 'two
lines [pulumi-ords shop/dev#4f9a2c81d3e0 orders-module-orders]');
  ords.define_template(p_module_name => 'orders', p_pattern => ':id', p_priority => 2, p_comments => 't');
  ords.define_handler(p_module_name => 'orders', p_pattern => ':id', p_method => 'GET',
    p_source_type => 'json/item', p_source => 'select ''a/b'' x from dual where id = :id');
  ords.define_handler(p_module_name => 'orders', p_pattern => ':id', p_method => 'POST',
    p_source_type => 'plsql/block', p_source => c, p_mimes_allowed => 'application/json');
  ords.define_parameter(p_module_name => 'orders', p_pattern => ':id', p_method => 'GET',
    p_name => 'X-Été', p_bind_variable_name => 'page', p_source_type => 'HEADER', p_param_type => 'INT',
    p_access_method => 'IN');
  ords.define_module(p_module_name => '注文', p_base_path => '/été/', p_items_per_page => 25, p_status => 'PUBLISHED');
  ords.define_module(p_module_name => 'draft', p_base_path => '/draft/', p_items_per_page => 25,
    p_status => 'NOT_PUBLISHED');
  ords.create_role('clerk');
  patterns(1) := '/reports/*';
  modules(1) := 'orders';
  ords.define_privilege(p_privilege_name => 'orders.read', p_roles => roles, p_patterns => patterns,
    p_modules => modules, p_label => 'orders.read', p_description => 'It''s "read"',
    p_comments => '[pulumi-ords shop/dev orders-privilege-orders.read]');
  roles(1) := 'clerk';
  modules.delete;
  patterns(1) := '/staff/*';
  ords.define_privilege(p_privilege_name => 'staff', p_roles => roles, p_patterns => patterns,
    p_modules => modules, p_label => 'staff');
  ords_security.create_jwt_profile(p_issuer => 'https://tenant.example.com/', p_audience => 'urn:orders',
    p_jwk_url => 'https://tenant.example.com/.well-known/jwks.json', p_allowed_skew => 30,
    p_description => 'Orders [pulumi-ords shop/dev orders-profile]');
  commit;
end;`;

let sandbox: OracleSandbox;
beforeAll(async () => {
  sandbox = await startOracleSandbox();
  await sandbox.run('ORDSDEMO', HAND_MADE);
});
afterAll(() => sandbox.close());

const read = (user: 'ORDSDEMO' | 'DEPLOYER' | 'PLAIN', schema?: string) =>
  readSchema(openDatabase, sandbox.connection(user), schema);

test('a schema that was made by hand is exported as it was made', async () => {
  const api = exportApi(await read('ORDSDEMO'), { definitions: true });
  expect(Buffer.byteLength(LONG)).toBeGreaterThan(32_767);
  expect(api).toEqual({
    schema: 'ORDSDEMO',
    audience: 'urn:orders',
    provider: { kind: 'auth0', domain: 'tenant.example.com', settings: {} },
    jwtProfile: { allowedSkew: 30, description: 'Orders' },
    scopes: {
      'orders.read': { description: 'It\'s "read"', modules: ['orders'], patterns: ['/reports/*'] },
    },
    modules: {
      orders: {
        basePath: 'orders/',
        itemsPerPage: 7,
        comments: 'two\nlines',
        templates: [
          {
            pattern: ':id',
            priority: 2,
            comments: 't',
            handlers: [
              {
                method: 'GET',
                sourceType: 'json/item',
                source: "select 'a/b' x from dual where id = :id",
                parameters: [
                  {
                    name: 'X-Été',
                    bindVariableName: 'page',
                    sourceType: 'HEADER',
                    paramType: 'INT',
                    accessMethod: 'IN',
                  },
                ],
              },
              {
                method: 'POST',
                sourceType: 'plsql/block',
                mimesAllowed: 'application/json',
                source: LONG,
              },
            ],
          },
        ],
      },
      注文: { basePath: '/été/', public: true, templates: [] },
    },
    notExpressed: [
      { object: 'privilege "staff"', reason: expect.stringContaining('"clerk"') as string },
      { object: 'module "注文"', reason: expect.stringContaining('answers everybody') as string },
      { object: 'module "draft"', reason: expect.stringContaining('NOT_PUBLISHED') as string },
      { object: 'roles "clerk"', reason: expect.anything() as string },
    ],
  });
});

test('an administrator reads the same, and of that schema only', async () => {
  const own = await read('ORDSDEMO');
  expect(await read('DEPLOYER', 'ordsdemo')).toEqual(own);
  const { modules, privileges, roles, profile } = await read('DEPLOYER', 'OTHER');
  expect({ modules, privileges, roles, profile }).toEqual({
    modules: [],
    privileges: [],
    roles: [],
    profile: null,
  });
});

test('a schema that is not there', async () => {
  await expect(read('DEPLOYER', 'NOBODY')).rejects.toMatchObject({ code: 'export.schema.unknown' });
  await expect(read('PLAIN')).rejects.toMatchObject({ code: 'export.schema.unknown' });
});

test('a user without the right to see another schema', async () => {
  await expect(read('PLAIN', 'ORDSDEMO')).rejects.toMatchObject({ code: 'ords.rights.missing' });
});

test('the number of round trips does not depend on how much there is', async () => {
  const trips = async (): Promise<number> => {
    await read('ORDSDEMO');
    // The driver asks more the first time that a session meets a query with CLOBs.
    sandbox.server.statistics.reset();
    await read('ORDSDEMO');
    return sandbox.server.statistics.calls;
  };
  const few = await trips();
  await sandbox.run(
    'ORDSDEMO',
    `begin
      for i in 1 .. 60 loop
        ords.define_module(p_module_name => 'm' || i, p_base_path => '/m' || i || '/');
        ords.define_template(p_module_name => 'm' || i, p_pattern => ':id');
        ords.define_handler(p_module_name => 'm' || i, p_pattern => ':id', p_method => 'GET',
          p_source_type => 'json/item', p_source => rpad('select 1 x from dual', 6000));
      end loop;
      commit;
    end;`,
  );
  expect((await read('ORDSDEMO')).modules).toHaveLength(63);
  expect(await trips()).toBe(few);
  expect(few).toBeLessThanOrEqual(5);
});
