import type { Props } from '../../../components/ords/lifecycle/plain';
import { startOracleSandbox, type OracleSandbox, type SandboxUser } from '../../support/oracleSandbox';
import { Driven } from './support';

jest.setTimeout(60_000);

let sandbox: OracleSandbox;
let told: jest.SpyInstance;
beforeAll(async () => {
  sandbox = await startOracleSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => {
  told = jest.spyOn(console, 'info').mockImplementation(() => undefined);
});
afterEach(() => told.mockRestore());

const lines = (): string => told.mock.calls.flat().join('\n');
const TOKEN = '4f9a2c81d3e0';
const owner = (resource: string, claim: string | undefined = TOKEN, stack = 'shop/dev'): Props => ({
  owner: { stack, resource, ...(claim && { claim }) },
});
const of = (resource: string): Props => owner(resource);
const stranger = (resource: string): Props => owner(resource, 'ffffffffffff', 'store/prod');

const profile = {
  issuer: 'https://tenant.example.com/',
  audience: 'orders-api',
  jwkUrl: 'https://tenant.example.com/jwks.json',
};
const definition = { name: 'orders', basePath: '/orders/', templates: [] };

/** Each kind that can carry a mark: what is declared, what changes, the text, where it stands, and somebody's own definition. */
const marked: [className: string, first: Props, change: Props, text: string, sql: string, byHand: string][] =
  [
    [
      'Module',
      { ...definition, comments: 'Orders' },
      { itemsPerPage: 7 },
      'Orders',
      'select comments from user_ords_modules',
      `begin
       ords.define_module(p_module_name => 'orders', p_base_path => '/orders/', p_items_per_page => 25,
                          p_status => 'NOT_PUBLISHED', p_comments => 'Orders');
       commit;
     end;`,
    ],
    [
      'Privilege',
      { name: 'orders.read', comments: 'Reads' },
      { patterns: ['/x/*'] },
      'Reads',
      'select comments from user_ords_privileges',
      `declare
       v_none owa.vc_arr;
     begin
       ords.delete_privilege('orders.read');
       ords.define_privilege(p_privilege_name => 'orders.read', p_roles => v_none, p_patterns => v_none,
                             p_modules => v_none, p_comments => 'Reads');
       commit;
     end;`,
    ],
    [
      'JwtProfile',
      { ...profile, description: 'Ours' },
      { allowedSkew: 30 },
      'Ours',
      'select description from user_ords_jwt_profile',
      `begin
       ords_security.delete_jwt_profile;
       ords_security.create_jwt_profile(
         p_issuer => '${profile.issuer}', p_audience => '${profile.audience}', p_jwk_url => '${profile.jwkUrl}',
         p_description => 'Ours');
       commit;
     end;`,
    ],
  ];

describe.each([
  ['ORDSDEMO', {}],
  ['DEPLOYER', { schema: 'ordsdemo' }],
] as [SandboxUser, Props][])('connected as %s', (user, own) => {
  const driven = (className: string): Driven => new Driven(className, sandbox.connection(user));

  describe.each(marked)('%s', (className, first, change, text, sql, byHand) => {
    const live = async (): Promise<unknown> => (await sandbox.rows('ORDSDEMO', sql))[0]?.[0];
    const mine = { ...own, ...first, ...of('res') };

    it('carries its mark behind the own text, and shows no drift', async () => {
      const resource = await driven(className).create(mine);
      expect(await live()).toBe(`${text} [pulumi-ords shop/dev#${TOKEN} res]`);
      const { outs } = resource;
      expect(await resource.refresh()).toBe(true);
      expect(resource.outs).toEqual(outs);
      expect(await resource.changes(mine)).toBe(false);
      await resource.update({ ...mine, ...change });
      expect(await live()).toBe(`${text} [pulumi-ords shop/dev#${TOKEN} res]`);
      await resource.delete();
      expect(await live()).toBeUndefined();
    });

    it('an own leftover is taken up, brought to what is declared, and is the stack’s own', async () => {
      await driven(className).create(mine);
      for (const adopt of [false, true]) {
        told.mockClear();
        const resource = await driven(className).create({ ...mine, ...change, adopt });
        expect(lines()).toMatch(/own work of an interrupted run/);
        expect(resource.outs).toMatchObject({ adopted: false });
        await resource.refresh();
        expect(await resource.changes({ ...mine, ...change, adopt })).toBe(false);
      }
      const last = await driven(className).create({ ...mine, ...change });
      await last.delete();
      expect(await live()).toBeUndefined();
    });

    it.each([
      ['another stack', stranger('res'), 'held by stack store/prod of pulumi-ords (its resource res)'],
      ['another resource of this stack', of('other'), 'held by resource other of a stack of this name'],
    ])('what carries the mark of %s is refused by name, with adopt too', async (_who, theirs, message) => {
      const other = await driven(className).create({ ...own, ...first, ...theirs });
      const before = await live();
      for (const adopt of [false, true])
        await expect(driven(className).create({ ...mine, ...change, adopt })).rejects.toMatchObject({
          code: expect.stringMatching(/^ords\.\w+\.exists$/),
          message: expect.stringContaining(message),
        });
      expect(await live()).toBe(before);
      await other.refresh();
      expect(await other.changes({ ...own, ...first, ...theirs })).toBe(false);
      await other.delete();
    });

    it('what has the name of this stack and another claim is refused, and may be adopted', async () => {
      await driven(className).create({ ...own, ...first, ...owner('res', '0123456789ab') });
      await expect(driven(className).create(mine)).rejects.toMatchObject({
        message: expect.stringContaining('held by resource res of a stack of this name, shop/dev'),
        remedy: expect.stringContaining('adopt: true'),
      });
      const taken = await driven(className).create({ ...mine, adopt: true });
      expect(taken.outs).toMatchObject({ adopted: true });
      expect(await live()).toBe(text);
      await taken.update(mine);
      await taken.delete();
      expect(await live()).toBeUndefined();
    });

    it('a mark alone, without a claim, proves nothing', async () => {
      const claimless = { ...own, ...first, ...owner('res', '') };
      const resource = await driven(className).create(claimless);
      await expect(driven(className).create(claimless)).rejects.toMatchObject({
        code: expect.stringMatching(/\.exists$/),
      });
      await resource.delete();
    });

    it('a mark that was taken away is a change, and is put back', async () => {
      const resource = await driven(className).create(mine);
      await sandbox.run('ORDSDEMO', byHand);
      expect(await live()).toBe(text);
      await resource.refresh();
      expect(resource.inputs).not.toHaveProperty('owner');
      expect(await resource.changes(mine)).toBe(true);
      await resource.update(mine);
      expect(await live()).toBe(`${text} [pulumi-ords shop/dev#${TOKEN} res]`);
      await resource.delete();
    });

    it('state without an owner, as release 0.1 wrote it, gets its mark by an update', async () => {
      const resource = await driven(className).create({ ...own, ...first });
      const { schemaVersion: _version, ...old } = resource.outs;
      resource.outs = { ...old, schemaVersion: 1 };
      expect(await live()).toBe(text);
      await resource.refresh();
      expect(await resource.changes({ ...own, ...first })).toBe(false);
      expect(await resource.changes(mine)).toBe(true);
      await resource.update(mine);
      expect(await live()).toBe(`${text} [pulumi-ords shop/dev#${TOKEN} res]`);
      await resource.delete();
      expect(await live()).toBeUndefined();
    });

    it('a new name of the resource or the stack moves the mark', async () => {
      const resource = await driven(className).create(mine);
      const renamed = { ...own, ...first, ...owner('new', TOKEN, 'shop/prod') };
      expect(await resource.changes(renamed)).toBe(true);
      await resource.update(renamed);
      expect(await live()).toBe(`${text} [pulumi-ords shop/prod#${TOKEN} new]`);
      expect(await resource.refresh()).toBe(true);
      expect(await resource.changes(renamed)).toBe(false);
      await resource.delete();
    });

    it('an adopted object carries no mark until it is the stack’s own', async () => {
      await driven(className).create({ ...own, ...first });
      const resource = await driven(className).create({ ...mine, adopt: true });
      expect(resource.outs).toMatchObject({ adopted: true });
      expect(await live()).toBe(text);
      await resource.update({ ...mine, ...change, adopt: true });
      expect(await live()).toBe(text);
      await resource.refresh();
      expect(await resource.changes({ ...mine, ...change, adopt: true })).toBe(false);
      await resource.update({ ...mine, ...change });
      expect(await live()).toBe(`${text} [pulumi-ords shop/dev#${TOKEN} res]`);
      await resource.delete();
      expect(await live()).toBeUndefined();
    });

    it('what another stack has made its own is neither overwritten nor deleted', async () => {
      const resource = await driven(className).create(mine);
      const stale = { ...resource.outs };
      await sandbox.run('ORDSDEMO', byHand);
      const other = await driven(className).create({ ...own, ...first, ...stranger('x'), adopt: true });
      await other.update({ ...own, ...first, ...stranger('x') });
      resource.outs = stale;
      await expect(resource.update({ ...mine, ...change })).rejects.toMatchObject({
        code: expect.stringMatching(/\.held$/),
        message: expect.stringContaining('store/prod'),
      });
      await resource.delete();
      expect(lines()).toMatch(/held by stack store\/prod.*it stays/);
      expect(await live()).toContain('store/prod#ffffffffffff');
      expect(await resource.refresh()).toBe(false);
      await other.delete();
      expect(await live()).toBeUndefined();
    });
  });

  describe('ModuleProtection', () => {
    const wanted = { ...own, module: 'orders', privilege: 'orders.read' };

    it.each([
      ['the module', of('m'), {}],
      ['the privilege', {}, of('p')],
    ])('a link is own work where %s is the stack’s own', async (_what, onModule, onPrivilege) => {
      const orders = await driven('Module').create({ ...own, ...definition, ...onModule });
      const read = await driven('Privilege').create({ ...own, name: 'orders.read', ...onPrivilege });
      await driven('ModuleProtection').create({ ...wanted, ...of('x') });
      const again = await driven('ModuleProtection').create({ ...wanted, ...of('x') });
      expect(again.outs).toMatchObject({ adopted: false });
      expect(lines()).toContain('interrupted run');
      await expect(driven('ModuleProtection').create({ ...wanted, ...stranger('y') })).rejects.toMatchObject({
        code: 'ords.protection.exists',
      });
      for (const resource of [again, read, orders]) await resource.delete();
    });

    it('does not take a module from a privilege of another stack, adopt or not', async () => {
      const orders = await driven('Module').create({ ...own, ...definition });
      const theirs = await driven('Privilege').create({ ...own, name: 'theirs', ...stranger('p') });
      const read = await driven('Privilege').create({ ...own, name: 'orders.read', ...of('p') });
      const held = await driven('ModuleProtection').create({
        ...own,
        module: 'orders',
        privilege: 'theirs',
        ...stranger('x'),
      });
      for (const adopt of [false, true])
        await expect(
          driven('ModuleProtection').create({ ...wanted, ...of('x'), adopt }),
        ).rejects.toMatchObject({
          code: 'ords.protection.held',
          message: expect.stringContaining('held by stack store/prod'),
        });
      expect(
        await sandbox.rows('ORDSDEMO', 'select privilege_name from user_ords_privilege_modules'),
      ).toEqual([['theirs']]);
      for (const resource of [held, read, theirs, orders]) await resource.delete();
    });
  });
});

it('a module of the stack is never opened, also where its protection ends in makePublic', async () => {
  const connection = sandbox.connection();
  const module = await new Driven('Module', connection).create({ ...definition, ...of('module') });
  const privilege = await new Driven('Privilege', connection).create({
    name: 'orders.read',
    ...of('privilege'),
  });
  const protection = await new Driven('ModuleProtection', connection).create({
    module: 'orders',
    privilege: 'orders.read',
    onDelete: 'makePublic',
    ...of('protection'),
  });
  await protection.delete();
  expect(await sandbox.rows('ORDSDEMO', 'select status from user_ords_modules')).toEqual([['NOT_PUBLISHED']]);
  for (const resource of [privilege, module]) await resource.delete();
});
