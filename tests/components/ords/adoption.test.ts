import type { Props } from '../../../components/ords/lifecycle/plain';
import { UNKNOWN } from '../../../components/ords/lifecycle/plain';
import { startOracleSandbox, type OracleSandbox } from '../../support/oracleSandbox';
import { Driven } from './support';

jest.setTimeout(60_000);

/** As a person would have made it: base path without a slash, lists in another order, the defaults left out. */
const HAND_MADE = `
declare
  roles owa.vc_arr;
  patterns owa.vc_arr;
  modules owa.vc_arr;
begin
  ords.create_role('clerk');
  ords.define_module(p_module_name => 'orders', p_base_path => 'orders', p_items_per_page => 25, p_status => 'PUBLISHED');
  ords.define_template(p_module_name => 'orders', p_pattern => 'list');
  ords.define_handler(p_module_name => 'orders', p_pattern => 'list', p_method => 'GET',
    p_source_type => 'json/collection', p_source => 'select 1 a from dual');
  roles(1) := 'clerk';
  patterns(1) := '/z/*';
  patterns(2) := '/a/*';
  modules(1) := 'orders';
  ords.define_privilege(p_privilege_name => 'orders.read', p_roles => roles, p_patterns => patterns,
    p_modules => modules, p_label => 'Read');
  ords_security.create_jwt_profile(p_issuer => 'https://tenant.example.com/', p_audience => 'orders',
    p_jwk_url => 'https://tenant.example.com/jwks.json');
  commit;
end;`;

const CLEAR = `
begin
  for m in (select name from user_ords_modules) loop ords.delete_module(m.name); end loop;
  for p in (select name from user_ords_privileges) loop ords.delete_privilege(p.name); end loop;
  for r in (select name from user_ords_roles) loop ords.delete_role(r.name); end loop;
  ords_security.delete_jwt_profile;
  commit;
end;`;

const handler = { method: 'GET', sourceType: 'json/collection', source: 'select 1 a from dual' };
const orders = {
  name: 'orders',
  basePath: '/orders/',
  templates: [{ pattern: 'list', handlers: [handler] }],
};
const profile = {
  issuer: 'https://tenant.example.com/',
  audience: 'orders',
  jwkUrl: 'https://tenant.example.com/jwks.json',
};
const read = { name: 'orders.read', roles: ['clerk'], patterns: ['/a/*', '/z/*'], label: 'Read' };
const protection = { module: 'orders', privilege: 'orders.read' };

/** What equals the above, and a change of it with the line that it must give. */
const CASES: [className: string, same: Props, changed: Props, line: string][] = [
  [
    'EnabledSchema',
    {},
    { urlMappingPattern: 'shop' },
    'the enabled URL mapping of schema ORDSDEMO: urlMappingPattern "ordsdemo" -> "shop"',
  ],
  ['Privilege', read, { ...read, patterns: ['/a/*'] }, 'patterns ["/a/*", "/z/*"] -> ["/a/*"]'],
  [
    'Module',
    orders,
    {
      ...orders,
      templates: [{ pattern: 'list', handlers: [{ ...handler, source: 'select 2 a from dual' }] }],
    },
    'template "list" GET source 20 characters -> 20 characters, first difference in line 1',
  ],
  [
    'ModuleProtection',
    protection,
    { ...protection, privilege: 'other' },
    'privilege "orders.read" -> "other"; it is',
  ],
  [
    'JwtProfile',
    profile,
    { ...profile, audience: 'x' },
    'the JWT profile of schema ORDSDEMO: audience "orders" -> "x"',
  ],
];

describe.each(['ORDSDEMO', 'DEPLOYER'] as const)('connected as %s', (user) => {
  let sandbox: OracleSandbox;
  let lines: string[] = [];
  let commits = 0;
  const driven = (className: string): Driven => new Driven(className, sandbox.connection(user));
  const adopting = (props: Props): Props => ({ ...props, schema: 'ORDSDEMO', adopt: true });

  beforeAll(async () => {
    sandbox = await startOracleSandbox();
    sandbox.database.onCommit(() => (commits += 1));
  });
  afterAll(() => sandbox.close());
  beforeEach(async () => {
    await sandbox.run('ORDSDEMO', HAND_MADE);
    lines = [];
    commits = 0;
    jest.spyOn(console, 'info').mockImplementation((text: string) => void lines.push(text));
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await sandbox.run('ORDSDEMO', CLEAR);
    expect(sandbox.log).toEqual([]);
  });

  it.each(CASES)(
    '%s: what equals it is taken over without a write, and destroy leaves it',
    async (className, same) => {
      const resource = await driven(className).create(adopting(same));
      expect(lines.filter((text) => text.endsWith('as it is'))).toHaveLength(1);
      expect(resource.outs).toMatchObject({ adopted: true });
      const created = resource.outs;
      expect(await resource.refresh()).toBe(true);
      expect(resource.outs).toEqual(created);
      expect(await resource.changes(adopting(same))).toBe(false);
      await resource.delete();
      expect(commits).toBe(0);
      expect(await resource.refresh()).toBe(true);
    },
  );

  it.each(CASES)(
    '%s: a preview names what changes, once, and up writes it',
    async (className, _same, changed, line) => {
      await sandbox.run(
        'ORDSDEMO',
        "begin ords.define_privilege('other', owa.vc_arr(), owa.vc_arr()); commit; end;",
      );
      commits = 0;
      const resource = driven(className);
      const inputs = await resource.check(adopting(changed));
      expect(lines).toEqual([expect.stringContaining(line)]);
      expect(commits).toBe(0);
      const { id, outs } = await resource.provider.create(inputs);
      expect(lines).toHaveLength(1);
      expect(commits).toBeGreaterThan(0);
      expect(await resource.provider.diff(id, outs, inputs)).toEqual({ changes: false });
      await resource.provider.delete(id, outs);
    },
  );

  it('what is not there is created, silently, and is the stack’s own', async () => {
    const resource = await driven('Privilege').create(adopting({ name: 'new' }));
    expect(lines).toEqual([]);
    expect(resource.outs).toMatchObject({ adopted: false });
    await resource.delete();
    expect(await resource.refresh()).toBe(false);
  });

  it('a module that is moved to another privilege is closed by destroy; one that stands where it should is left', async () => {
    const status = () =>
      sandbox.rows('ORDSDEMO', "select status from user_ords_modules where name = 'orders'");
    const own = await driven('Privilege').create(adopting({ name: 'own' }));
    const moved = await driven('ModuleProtection').create(adopting({ module: 'orders', privilege: 'own' }));
    expect(moved.outs).toMatchObject({ adopted: false });
    await moved.delete();
    expect(await status()).toEqual([['NOT_PUBLISHED']]);
    await own.delete();
  });

  it('an adopted protection whose privilege changes later is the stack’s own from then on', async () => {
    const adopted = await driven('ModuleProtection').create(adopting(protection));
    const own = await driven('Privilege').create(adopting({ name: 'own' }));
    await adopted.update(adopting({ module: 'orders', privilege: 'own' }));
    expect(adopted.outs).toMatchObject({ adopted: false });
    await adopted.delete();
    await own.delete();
    expect(await sandbox.rows('ORDSDEMO', 'select status from user_ords_modules')).toEqual([
      ['NOT_PUBLISHED'],
    ]);
  });

  it('an adopted protection that was taken away and repaired is still left; a privilege made anew is not let go from under it', async () => {
    const state = () =>
      sandbox.rows(
        'ORDSDEMO',
        'select m.status, p.privilege_name from user_ords_modules m left join user_ords_privilege_modules p on p.module_name = m.name',
      );
    const adopted = await driven('ModuleProtection').create(adopting(protection));
    await sandbox.run('ORDSDEMO', "begin ords.delete_privilege('orders.read'); commit; end;");
    const privilege = await driven('Privilege').create(adopting(read));
    expect(privilege.outs).toMatchObject({ adopted: false });
    await adopted.refresh();
    await adopted.update(adopting(protection));
    expect(adopted.outs).toMatchObject({ adopted: true });
    await adopted.delete();
    await expect(privilege.delete()).rejects.toMatchObject({ code: 'ords.privilege.still_protects' });
    expect(await state()).toEqual([['PUBLISHED', 'orders.read']]);
  });

  it('an update of a module keeps the slashes of its base path', async () => {
    const module = await driven('Module').create(adopting({ ...orders, comments: 'new' }));
    const path = () => sandbox.rows('ORDSDEMO', 'select uri_prefix, comments from user_ords_modules');
    expect(await path()).toEqual([['orders', 'new']]);
    await module.update(adopting({ ...orders, templates: [] }));
    expect(await path()).toEqual([['orders', null]]);
    await module.update(adopting({ ...orders, basePath: 'elsewhere' }));
    expect(await path()).toEqual([['/elsewhere/', null]]);
  });

  it('what another stack holds is neither announced nor taken over', async () => {
    await sandbox.run(
      'ORDSDEMO',
      "begin ords.define_privilege('theirs', owa.vc_arr(), owa.vc_arr(), p_comments => '[pulumi-ords shop/prod theirs]'); commit; end;",
    );
    await expect(driven('Privilege').create(adopting({ name: 'theirs' }))).rejects.toMatchObject({
      code: 'ords.privilege.exists',
      message: expect.stringContaining('shop/prod') as string,
    });
    expect(lines).toEqual([]);
  });

  it('two privileges on one module are not what is declared', async () => {
    await sandbox.run(
      'ORDSDEMO',
      "declare m owa.vc_arr; begin m(1) := 'orders'; ords.define_privilege('other', owa.vc_arr(), owa.vc_arr(), m); commit; end;",
    );
    const resource = await driven('ModuleProtection').create(adopting(protection));
    expect(lines).toEqual([expect.stringContaining('privilege "orders.read" and "other" -> "orders.read"')]);
    expect(resource.outs).toMatchObject({ adopted: false });
    await resource.delete();
  });

  it('what is not known in a preview is said, and fails nothing', async () => {
    const { inputs } = await driven('Privilege').provider.check(
      {},
      { connection: sandbox.connection(user), schema: 'ORDSDEMO', adopt: true, name: UNKNOWN },
    );
    expect(inputs).toMatchObject({ name: UNKNOWN });
    expect(lines).toEqual([expect.stringMatching(/could not compare .*name is not known yet$/)]);
  });

  it('an object of the state is not announced again', async () => {
    const resource = await driven('Privilege').create(adopting(read));
    await resource.provider.check(resource.inputs, {
      ...adopting(read),
      connection: sandbox.connection(user),
    });
    expect(lines).toHaveLength(1);
  });
});

it('a database that cannot be reached fails no preview', async () => {
  const lines: string[] = [];
  jest.spyOn(console, 'info').mockImplementation((text: string) => void lines.push(text));
  const connection = { connectString: '127.0.0.1:1/nowhere', user: 'nobody', password: 's3cret-s3cret' };
  const { failures } = await new Driven('Role', connection).provider.check(
    {},
    { connection, name: 'a', adopt: true },
  );
  expect(failures).toEqual([]);
  expect(lines).toEqual([
    expect.stringMatching(/^ords: could not compare role "a" of schema NOBODY with what exists: /),
  ]);
  expect(lines.join()).not.toContain('s3cret');
  jest.restoreAllMocks();
});

it('a disabled schema with an open module is not enabled, with adopt neither', async () => {
  const sandbox = await startOracleSandbox();
  try {
    await sandbox.run(
      'PLAIN',
      `begin
         ords.enable_schema;
         ords.define_module(p_module_name => 'loose', p_base_path => 'loose/', p_status => 'PUBLISHED');
         ords.enable_schema(p_enabled => false);
         commit;
       end;`,
    );
    await expect(
      new Driven('EnabledSchema', sandbox.connection('PLAIN')).create({ adopt: true }),
    ).rejects.toMatchObject({
      code: 'ords.schema.would_open',
    });
  } finally {
    await sandbox.close();
  }
});
