import type { Props } from '../../../components/ords/lifecycle/plain';
import { completeOrdsOptions } from '../../../sandbox/oracle/packages/ords/options';
import { startOracleSandbox, type OracleSandbox, type SandboxOptions } from '../../support/oracleSandbox';
import { Driven } from './support';

jest.setTimeout(60_000);

const handler = {
  method: 'GET',
  sourceType: 'json/collection',
  source: "select 'é' || chr(10) letter from dual",
};
const orders = {
  name: 'orders',
  basePath: 'orders',
  templates: [
    {
      pattern: 'list',
      handlers: [{ ...handler, parameters: [{ name: 'X-Page', bindVariableName: 'page' }] }],
    },
    {
      pattern: ':id',
      handlers: [
        { ...handler, method: 'POST', sourceType: 'plsql/block', source: 'begin null; end;' },
        handler,
      ],
    },
  ],
};
const profile = {
  issuer: 'https://tenant.example.com/',
  audience: 'orders-api',
  jwkUrl: 'https://tenant.example.com/jwks.json',
};

/** What can be declared, and each property's change. */
const cases: [className: string, first: Props, changes: Props[]][] = [
  ['Role', { name: 'reader' }, []],
  [
    'Privilege',
    {
      name: 'orders.read',
      roles: ['clerk', 'boss'],
      patterns: ['/b/*', '/a/*'],
      label: 'Read',
      description: 'two\nlines',
      comments: 'c',
    },
    [
      { name: 'orders.read', roles: ['boss'], patterns: ['/c/*'] },
      { name: 'orders.read', label: "O'Brien" },
      { name: 'orders.read', roles: ['clerk'], patterns: ['/a/*', '/c/*'] },
    ],
  ],
  [
    'Module',
    orders,
    [
      { ...orders, basePath: '/orders/v2/', itemsPerPage: 7, comments: 'changed' },
      { ...orders, templates: orders.templates.slice(1) },
      {
        ...orders,
        templates: [
          {
            pattern: 'list',
            priority: 3,
            comments: 't',
            handlers: [
              {
                ...handler,
                source: `select '${'x'.repeat(6_000)}' a from dual`,
                itemsPerPage: 3,
                comments: 'h',
              },
            ],
          },
        ],
      },
      { ...orders, templates: [] },
      { ...orders, status: 'PUBLISHED' },
    ],
  ],
  [
    'JwtProfile',
    { ...profile, allowedSkew: 30, allowedAge: 600, description: 'first' },
    [
      profile,
      { ...profile, issuer: 'urn:other' },
      { ...profile, audience: 'x' },
      { ...profile, jwkUrl: 'https://b.example.com/k' },
      { ...profile, roleClaimName: '/roles' },
    ],
  ],
];

const variants: [name: string, options: SandboxOptions, administrator: boolean][] = [
  [
    'own schema, 19c, lists are replaced',
    { definePrivilege: 'replace', setModulePrivilege: 'replace' },
    false,
  ],
  [
    'own schema, 23ai, lists are merged',
    { definePrivilege: 'merge', setModulePrivilege: 'add', flavour: '23ai' },
    false,
  ],
  ['another schema, lists are replaced', { definePrivilege: 'replace', setModulePrivilege: 'replace' }, true],
  ['another schema, lists are merged', { definePrivilege: 'merge', setModulePrivilege: 'add' }, true],
  // Without the claim for roles; and with an ORDS_SECURITY_ADMIN that everybody may call, as in 24.4.
  ['own schema, ORDS 24.4', { version: '24.4' }, false],
  ['another schema, ORDS 24.4', { version: '24.4' }, true],
  ['own schema, ORDS 25.1', { version: '25.1' }, false],
  ['another schema, ORDS 25.1', { version: '25.1' }, true],
];

/** What the profile of this release can say. */
const isKnown = (change: Props, { version }: SandboxOptions): boolean =>
  !('roleClaimName' in change) || completeOrdsOptions(version === undefined ? {} : { version }).hasRoleClaim;

describe.each(variants)('%s', (_name, options, administrator) => {
  let sandbox: OracleSandbox;
  const driven = (className: string): Driven =>
    new Driven(className, sandbox.connection(administrator ? 'DEPLOYER' : 'ORDSDEMO'));
  const own = administrator ? { schema: 'ordsdemo' } : {};
  const round = async <T>(action: () => Promise<T>): Promise<number> => {
    sandbox.server.statistics.reset();
    await action();
    return sandbox.server.statistics.calls;
  };
  const state = async (): Promise<unknown> => [
    await sandbox.rows('ORDSDEMO', 'select name, status from user_ords_modules order by name'),
    await sandbox.rows(
      'ORDSDEMO',
      'select privilege_name, module_name from user_ords_privilege_modules order by 1, 2',
    ),
  ];

  beforeAll(async () => {
    sandbox = await startOracleSandbox(options);
    await driven('Role').create({ ...own, name: 'warm-up' }); // so that the log-on is in no count
    for (const name of ['clerk', 'boss']) await driven('Role').create({ ...own, name });
  });
  afterAll(() => sandbox.close());
  afterEach(() => expect(sandbox.log).toEqual([]));

  it.each(cases)('%s: create, no change, each change, destroy', async (className, first, changes) => {
    const resource = driven(className);
    expect(await round(() => resource.create({ ...own, ...first }))).toBeLessThanOrEqual(2);
    const created = resource.outs;
    expect(await round(() => resource.refresh())).toBe(1);
    expect(resource.outs).toEqual(created);
    expect(await resource.changes({ ...own, ...first })).toBe(false);

    for (const change of changes.filter((one) => isKnown(one, options))) {
      expect(await resource.changes({ ...own, ...change })).toBe(true);
      expect(await round(() => resource.update({ ...own, ...change }))).toBeLessThanOrEqual(2);
      const updated = resource.outs;
      expect(await resource.refresh()).toBe(true);
      expect(resource.outs).toEqual(updated);
      expect(await resource.changes({ ...own, ...change })).toBe(false);
    }

    expect(await round(() => resource.delete())).toBeLessThanOrEqual(2);
    expect(await resource.refresh()).toBe(false);
    await resource.delete();
  });

  it('a protected module is published with its privilege, keeps both through changes, and destroy closes it first', async () => {
    const module = await driven('Module').create({ ...own, ...orders });
    const read = await driven('Privilege').create({
      ...own,
      name: 'orders.read',
      roles: ['clerk'],
      patterns: ['/x/*'],
      label: 'l',
    });
    const admin = await driven('Privilege').create({ ...own, name: 'orders.admin' });
    const protection = driven('ModuleProtection');
    expect(await round(() => protection.create({ ...own, module: 'orders', privilege: 'orders.read' }))).toBe(
      1,
    );
    expect(protection.outs).toMatchObject({ basePath: '/orders/', publish: true });
    expect(await state()).toEqual([[['orders', 'PUBLISHED']], [['orders.read', 'orders']]]);
    expect(await protection.refresh()).toBe(true);
    expect(await module.refresh()).toBe(true);
    expect(await module.changes({ ...own, ...orders })).toBe(false);

    await module.update({ ...own, ...orders, templates: orders.templates.slice(0, 1) });
    await read.update({ ...own, name: 'orders.read', roles: ['boss'] });
    expect(await state()).toEqual([[['orders', 'PUBLISHED']], [['orders.read', 'orders']]]);
    await expect(read.delete()).rejects.toMatchObject({ code: 'ords.privilege.still_protects' });

    expect(
      await round(() => protection.update({ ...own, module: 'orders', privilege: 'orders.admin' })),
    ).toBe(1);
    expect(await state()).toEqual([[['orders', 'PUBLISHED']], [['orders.admin', 'orders']]]);
    await read.refresh();
    expect(await read.changes({ ...own, name: 'orders.read', roles: ['boss'] })).toBe(false);

    expect(await round(() => protection.delete())).toBe(1);
    expect(await state()).toEqual([[['orders', 'NOT_PUBLISHED']], []]);
    await protection.delete();
    for (const resource of [read, admin, module]) await resource.delete();
    expect(await state()).toEqual([[], []]);
    await protection.delete();
  });

  it('keepProtected and makePublic do what they say', async () => {
    const module = await driven('Module').create({ ...own, ...orders });
    const read = await driven('Privilege').create({ ...own, name: 'orders.read', roles: ['clerk', 'boss'] });
    const wanted = { ...own, module: 'orders', privilege: 'orders.read', onDelete: 'keepProtected' };
    const protection = await driven('ModuleProtection').create(wanted);
    await protection.delete();
    expect(await state()).toEqual([[['orders', 'PUBLISHED']], [['orders.read', 'orders']]]);
    await protection.update({ ...wanted, onDelete: 'makePublic' });
    await protection.delete();
    expect(await state()).toEqual([[['orders', 'PUBLISHED']], []]);
    await read.refresh();
    expect(await read.changes({ ...own, name: 'orders.read', roles: ['boss', 'clerk'] })).toBe(false);
    for (const resource of [read, module]) await resource.delete();
  });

  it('drift behind our back is seen and repaired; an open module is protected again', async () => {
    const module = await driven('Module').create({ ...own, ...orders });
    const privilege = { ...own, name: 'orders.read', roles: ['clerk'], patterns: ['/x/*'] };
    const read = await driven('Privilege').create(privilege);
    const wanted = { ...own, module: 'orders', privilege: 'orders.read' };
    const protection = await driven('ModuleProtection').create(wanted);

    await sandbox.run('ORDSDEMO', "begin ords.delete_privilege('orders.read'); commit; end;");
    expect([await read.refresh(), await protection.refresh(), await module.refresh()]).toEqual([
      false,
      true,
      true,
    ]);
    expect(protection.inputs).toMatchObject({ privilege: '' });
    await read.create(privilege);
    await protection.update(wanted);
    expect(await state()).toEqual([[['orders', 'PUBLISHED']], [['orders.read', 'orders']]]);

    await sandbox.run('ORDSDEMO', "begin ords.delete_privilege('orders.read'); commit; end;");
    await protection.refresh();
    await protection.delete();
    expect(await state()).toEqual([[['orders', 'NOT_PUBLISHED']], []]);
    await read.create(privilege);
    await protection.create(wanted);

    await sandbox.run(
      'ORDSDEMO',
      "begin ords.publish_module(p_module_name => 'orders', p_status => 'NOT_PUBLISHED'); ords.create_privilege_mapping(p_privilege_name => 'orders.read', p_pattern => '/y/*'); commit; end;",
    );
    await protection.refresh();
    expect(await protection.changes(wanted)).toBe(true);
    await protection.update(wanted);
    await read.refresh();
    expect(read.inputs).toMatchObject({ patterns: ['/x/*', '/y/*'] });
    expect(await read.changes(privilege)).toBe(true);
    await read.update(privilege);
    await read.refresh();
    expect(await read.changes(privilege)).toBe(false);
    expect(await state()).toEqual([[['orders', 'PUBLISHED']], [['orders.read', 'orders']]]);

    await protection.delete();
    for (const resource of [read, module]) await resource.delete();
  });

  it('the only role of a privilege is not deleted: without one it would let everybody in', async () => {
    const guard = await driven('Role').create({ ...own, name: 'guard' });
    const privilege = (...roles: string[]): Props => ({ ...own, name: 'guarded', roles });
    const guarded = await driven('Privilege').create(privilege('guard'));
    await expect(guard.delete()).rejects.toMatchObject({
      code: 'ords.role.still_required',
      message: expect.stringContaining('"guarded"') as string,
    });
    expect(await guard.refresh()).toBe(true);
    await guarded.update(privilege('guard', 'boss'));
    await guard.delete();
    expect(await guard.refresh()).toBe(false);
    await guarded.delete();
  });

  it('a published module that only a pattern covers holds the privilege', async () => {
    const read = await driven('Privilege').create({ ...own, name: 'pattern', patterns: ['/orders/*'] });
    const module = await driven('Module').create({ ...own, ...orders, status: 'PUBLISHED' });
    await expect(read.delete()).rejects.toMatchObject({
      code: 'ords.privilege.still_protects',
      message: expect.stringContaining('"orders"'),
    });
    const whole = await driven('Privilege').create({ ...own, name: 'whole', patterns: ['/*'] });
    await read.delete();
    await expect(whole.delete()).rejects.toMatchObject({ code: 'ords.privilege.still_protects' });
    await module.delete();
    await whole.delete();
  });

  it('a pattern that alone protects something of a published module is not dropped', async () => {
    const patterns = (...list: string[]): Props => ({ ...own, name: 'pattern', patterns: list });
    const read = await driven('Privilege').create(patterns('/orders/*'));
    const module = await driven('Module').create({ ...own, ...orders, status: 'PUBLISHED' });
    const refused = { code: 'ords.privilege.still_protects', field: 'patterns' };
    await expect(read.update(patterns('/orders/v2/*'))).rejects.toMatchObject(refused);
    await expect(read.update(patterns())).rejects.toMatchObject(refused);
    expect(await read.refresh()).toBe(true);
    expect(await read.changes(patterns('/orders/*'))).toBe(false);

    await read.update(patterns('/orders/*', '/sales/*'));
    await module.update({ ...own, ...orders, basePath: '/sales/', status: 'PUBLISHED' });
    await read.update(patterns('/sales/*'));
    await read.update(patterns('/*'));
    await read.update(patterns('/sales/*', '/sales/list'));
    await read.update(patterns('/sales/*'));

    const named = await driven('Privilege').create({ ...own, name: 'named' });
    const protection = await driven('ModuleProtection').create({
      ...own,
      module: 'orders',
      privilege: 'named',
    });
    await read.update(patterns());
    for (const resource of [protection, module, named, read]) await resource.delete();
  });

  it('what exists is refused, and is taken over on request', async () => {
    for (const [className, first] of cases) {
      const resource = await driven(className).create({ ...own, ...first });
      await expect(driven(className).create({ ...own, ...first })).rejects.toMatchObject({
        code: expect.stringMatching(/^ords\.\w+\.exists$/),
      });
      const taken = await driven(className).create({ ...own, ...first, adopt: true });
      expect(taken.outs).toMatchObject({ adopted: true });
      await taken.delete();
      expect(await resource.refresh()).toBe(true);
      await resource.delete();
    }
  });
});
