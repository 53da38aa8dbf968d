import { Lifecycle } from '../../../components/ords/lifecycle/lifecycle';
import { enabledSchemaKind } from '../../../components/ords/lifecycle/enabledSchema';
import { jwtProfileKind } from '../../../components/ords/lifecycle/jwtProfile';
import { moduleKind } from '../../../components/ords/lifecycle/module';
import { moduleProtectionKind } from '../../../components/ords/lifecycle/moduleProtection';
import { privilegeKind } from '../../../components/ords/lifecycle/privilege';
import { roleKind } from '../../../components/ords/lifecycle/role';
import { UNKNOWN, type Props } from '../../../components/ords/lifecycle/plain';
import { connection } from './arbitraries';
import { FakeOrds } from './fakeOrds';

const profile = { issuer: 'https://a.example.com/', audience: 'api', jwkUrl: 'https://a.example.com/jwks' };
const orders = { name: 'orders', basePath: 'orders', templates: [] };

function inputsOf(lifecycle: Pick<Lifecycle<object>, 'check'>, props: Props): Props {
  const { inputs, failures } = lifecycle.check({ connection, ...props });
  expect(failures).toEqual([]);
  return inputs;
}

describe('taking over what exists', () => {
  it.each([
    ['role', roleKind, { name: 'reader' }, 'ords.role.exists'],
    ['module', moduleKind, orders, 'ords.module.exists'],
    ['privilege', privilegeKind, { name: 'orders.read' }, 'ords.privilege.exists'],
    ['profile', jwtProfileKind, profile, 'ords.jwt_profile.exists'],
    ['schema', enabledSchemaKind, {}, 'ords.schema.exists'],
  ] as const)(
    'an existing %s is refused, unless it is adopted; then destroy leaves it',
    async (_what, kind, props, code) => {
      const fake = new FakeOrds();
      const lifecycle = new Lifecycle<object>(kind as never, fake.open);
      const { outs } = await lifecycle.create(inputsOf(lifecycle, props));
      await expect(lifecycle.create(inputsOf(lifecycle, props))).rejects.toMatchObject({
        code,
        remedy: expect.stringContaining('adopt: true'),
      });

      const adopting = inputsOf(lifecycle, { ...props, adopt: true });
      const adopted = await lifecycle.create(adopting);
      expect(adopted.outs).toMatchObject({ adopted: true });
      await lifecycle.delete(adopted.outs);
      expect(await lifecycle.read(adopted.id, adopted.outs)).toBeDefined();

      const owned = await lifecycle.update(adopted.outs, inputsOf(lifecycle, { ...props, adopt: false }));
      expect(owned).toMatchObject({ adopted: false });
      await lifecycle.delete(outs);
      expect(await lifecycle.read(adopted.id, owned)).toBeUndefined();
    },
  );

  it('a role, which carries no mark, may be what an interrupted run has left: what to do then is said', async () => {
    const fake = new FakeOrds();
    const lifecycle = new Lifecycle(roleKind, fake.open);
    await lifecycle.create(inputsOf(lifecycle, { name: 'reader' }));
    await expect(lifecycle.create(inputsOf(lifecycle, { name: 'reader' }))).rejects.toMatchObject({
      remedy: expect.stringMatching(/interrupted run of this stack.*ORDS\.DELETE_ROLE/),
    });
  });

  it('what a lost attempt of its own has made is its own', async () => {
    const fake = new FakeOrds();
    const lifecycle = new Lifecycle(privilegeKind, fake.open);
    fake.loseNextAnswer = true;
    const inputs = inputsOf(lifecycle, { name: 'orders.read', patterns: ['/b/*', '/a/*'] });
    expect(await lifecycle.create(inputs)).toMatchObject({ outs: { adopted: false } });
  });

  it('what differs from it was there before', async () => {
    const fake = new FakeOrds();
    const lifecycle = new Lifecycle(privilegeKind, fake.open);
    await lifecycle.create(inputsOf(lifecycle, { name: 'orders.read', patterns: ['/c/*'] }));
    fake.loseNextAnswer = true;
    const inputs = inputsOf(lifecycle, { name: 'orders.read', patterns: ['/b/*'] });
    await expect(lifecycle.create(inputs)).rejects.toMatchObject({ code: 'ords.privilege.exists' });
  });

  it("a schema that was enabled before stays enabled, even when it has become the stack's own", async () => {
    const fake = new FakeOrds();
    fake.schema = { pattern: 'shop', auth: 'ENABLED' };
    const lifecycle = new Lifecycle(enabledSchemaKind, fake.open);
    const { outs } = await lifecycle.create(inputsOf(lifecycle, { adopt: true }));
    expect(outs).toMatchObject({ urlMappingPattern: 'shop', autoRestAuth: true, enabledByUs: false });
    const owned = await lifecycle.update(outs, inputsOf(lifecycle, { adopt: false }));
    await lifecycle.delete(owned);
    expect(fake.schema).toBeDefined();
  });

  it('a profile that someone else has put in its place stays', async () => {
    const fake = new FakeOrds();
    const lifecycle = new Lifecycle(jwtProfileKind, fake.open);
    const { id, outs } = await lifecycle.create(inputsOf(lifecycle, profile));
    fake.profile = { ...fake.profile, ISSUER: 'https://b.example.com/' };
    const told = jest.spyOn(console, 'info').mockImplementation(() => undefined);
    const refreshed = await lifecycle.read(id, outs);
    expect(refreshed?.inputs).toMatchObject({ issuer: 'https://b.example.com/' });
    for (const state of [outs, refreshed?.outs ?? {}]) await lifecycle.delete(state);
    expect(fake.profile).toBeDefined();
    expect(told.mock.calls.flat().join()).toContain('https://b.example.com/');
    told.mockRestore();
  });
});

describe('protection', () => {
  async function world(): Promise<{
    fake: FakeOrds;
    protection: Lifecycle<never>;
    privilege: Lifecycle<never>;
    module: Lifecycle<never>;
    moduleOuts: Props;
  }> {
    const fake = new FakeOrds();
    const privilege = new Lifecycle<never>(privilegeKind as never, fake.open);
    const module = new Lifecycle<never>(moduleKind as never, fake.open);
    const protection = new Lifecycle<never>(moduleProtectionKind as never, fake.open);
    for (const name of ['orders.read', 'orders.admin']) await privilege.create(inputsOf(privilege, { name }));
    const { outs } = await module.create(inputsOf(module, orders));
    return { fake, protection, privilege, module, moduleOuts: outs };
  }

  it('publishes, which is no drift of the module', async () => {
    const { fake, protection, module, moduleOuts } = await world();
    expect(fake.modules.get('orders')?.status).toBe('NOT_PUBLISHED');
    await protection.create(inputsOf(protection, { module: 'orders', privilege: 'orders.read' }));
    expect(fake.modules.get('orders')?.status).toBe('PUBLISHED');
    expect(await module.read('ords:ORDSDEMO:module:orders', moduleOuts)).toMatchObject({ outs: moduleOuts });
    const changed = inputsOf(module, { ...orders, comments: 'changed' });
    await module.update(moduleOuts, changed);
    expect(fake.modules.get('orders')?.status).toBe('PUBLISHED');
  });

  it('moves to another privilege in one call, without a replacement', async () => {
    const { fake, protection } = await world();
    const { outs } = await protection.create(
      inputsOf(protection, { module: 'orders', privilege: 'orders.read' }),
    );
    const next = inputsOf(protection, { module: 'orders', privilege: 'orders.admin' });
    expect(protection.diff(outs, next)).toMatchObject({ changed: ['privilege'], replaces: [] });
    const calls = fake.calls.length;
    await protection.update(outs, next);
    expect(fake.calls.length - calls).toBe(1);
    expect(fake.privilegesOf('orders')).toEqual(['orders.admin']);
  });

  it('does not take a module from another privilege, neither when created nor when updated', async () => {
    const { fake, protection } = await world();
    await protection.create(inputsOf(protection, { module: 'orders', privilege: 'orders.admin' }));
    const inputs = inputsOf(protection, { module: 'orders', privilege: 'orders.read' });
    await expect(protection.create(inputs)).rejects.toMatchObject({
      code: 'ords.module.other_privilege',
      message: expect.stringContaining('orders.admin'),
    });
    const taken = inputsOf(protection, { module: 'orders', privilege: 'orders.read', adopt: true });
    const { outs } = await protection.create(taken);
    expect(outs).toMatchObject({ adopted: false });
    expect(fake.privilegesOf('orders')).toEqual(['orders.read']);
  });

  it.each([
    ['unpublish', 'NOT_PUBLISHED', []],
    ['keepProtected', 'PUBLISHED', ['orders.read']],
    ['makePublic', 'PUBLISHED', []],
  ])('destroy with %s', async (onDelete, status, privileges) => {
    const { fake, protection } = await world();
    const { outs } = await protection.create(
      inputsOf(protection, { module: 'orders', privilege: 'orders.read', onDelete }),
    );
    await protection.delete(outs);
    expect(fake.modules.get('orders')?.status).toBe(status);
    expect(fake.privilegesOf('orders')).toEqual(privileges);
  });

  it('a privilege taken away shows as a change of it, and is put back', async () => {
    const { fake, protection } = await world();
    const inputs = inputsOf(protection, { module: 'orders', privilege: 'orders.read' });
    const { id, outs } = await protection.create(inputs);
    fake.privileges.get('orders.read')?.modules.clear();
    const open = await protection.read(id, outs);
    expect(fake.modules.get('orders')?.status).toBe('PUBLISHED');
    expect(protection.diff(open?.outs ?? {}, inputs)).toMatchObject({ changed: ['privilege'], replaces: [] });
    await protection.update(open?.outs ?? {}, inputs);
    expect(fake.privilegesOf('orders')).toEqual(['orders.read']);
    const repaired = await protection.read(id, open?.outs ?? {});
    expect(protection.diff(repaired?.outs ?? {}, inputs).changed).toEqual([]);
  });

  it('destroy closes a module whose privilege was taken away, also after a refresh', async () => {
    const { fake, protection } = await world();
    const { id, outs } = await protection.create(
      inputsOf(protection, { module: 'orders', privilege: 'orders.read' }),
    );
    fake.privileges.delete('orders.read');
    const open = await protection.read(id, outs);
    await protection.delete(open?.outs ?? {});
    expect(fake.modules.get('orders')?.status).toBe('NOT_PUBLISHED');
    expect(await protection.read(id, open?.outs ?? {})).toBeUndefined();
  });

  it('a module that somebody put under another privilege is a missing protection', async () => {
    const { fake, protection } = await world();
    const { id, outs } = await protection.create(
      inputsOf(protection, { module: 'orders', privilege: 'orders.read' }),
    );
    fake.privileges.get('orders.read')?.modules.clear();
    fake.privileges.get('orders.admin')?.modules.add('orders');
    expect(await protection.read(id, outs)).toBeUndefined();
  });

  it('a module unpublished behind our back is drift, and is published again', async () => {
    const { fake, protection } = await world();
    const inputs = inputsOf(protection, { module: 'orders', privilege: 'orders.read' });
    const { id, outs } = await protection.create(inputs);
    const module = fake.modules.get('orders');
    if (module) module.status = 'NOT_PUBLISHED';
    const live = await protection.read(id, outs);
    expect(protection.diff(live?.outs ?? {}, inputs).changed).toEqual(['publish']);
    await protection.update(live?.outs ?? {}, inputs);
    expect(module?.status).toBe('PUBLISHED');
  });

  it('unknown names are named', async () => {
    const { protection } = await world();
    await expect(
      protection.create(inputsOf(protection, { module: 'order', privilege: 'orders.read' })),
    ).rejects.toMatchObject({ code: 'ords.module.unknown', field: 'module' });
    await expect(
      protection.create(inputsOf(protection, { module: 'orders', privilege: 'orders' })),
    ).rejects.toMatchObject({ code: 'ords.privilege.unknown', field: 'privilege' });
  });

  it('a privilege that alone protects a published module is not deleted', async () => {
    const { protection, privilege } = await world();
    await protection.create(inputsOf(protection, { module: 'orders', privilege: 'orders.read' }));
    await expect(privilege.delete(inputsOf(privilege, { name: 'orders.read' }))).rejects.toMatchObject({
      code: 'ords.privilege.still_protects',
      message: expect.stringContaining('"orders"'),
    });
  });
});

describe('diff', () => {
  const lifecycle = new Lifecycle(privilegeKind, new FakeOrds().open);
  const outs = { ...inputsOf(lifecycle, { name: 'a', roles: ['x'] }), adopted: false };

  it('a name or another schema replaces, an unknown name does not yet', () => {
    expect(lifecycle.diff(outs, inputsOf(lifecycle, { name: 'b', roles: ['x'] })).replaces).toEqual(['name']);
    expect(
      lifecycle.diff(outs, inputsOf(lifecycle, { name: 'a', roles: ['x'], schema: 'other' })).replaces,
    ).toEqual(['schema']);
    expect(lifecycle.diff(outs, { ...outs, name: UNKNOWN })).toMatchObject({
      changed: ['name'],
      replaces: [],
    });
  });

  it('another user of the same schema is no replacement', () => {
    const administrator = { ...connection, user: 'ADMIN' };
    const moved = inputsOf(lifecycle, {
      name: 'a',
      roles: ['x'],
      schema: 'ORDSDEMO',
      connection: administrator,
    });
    expect(lifecycle.diff(outs, moved)).toMatchObject({ changed: ['connection'], replaces: [] });
  });

  it('an unknown user leaves the schema unknown', () => {
    const { inputs, failures } = lifecycle.check({ name: 'a', connection: { ...connection, user: UNKNOWN } });
    expect(failures).toEqual([]);
    expect(inputs.schema).toBe(UNKNOWN);
    expect(lifecycle.check({ name: 'a', connection: UNKNOWN })).toMatchObject({
      failures: [],
      inputs: { connection: UNKNOWN },
    });
  });
});
