import { startOracleSandbox, type OracleSandbox } from '../../support/oracleSandbox';
import { Driven } from './support';

jest.setTimeout(60_000);

let sandbox: OracleSandbox;
beforeAll(async () => {
  sandbox = await startOracleSandbox();
});
afterAll(() => sandbox.close());

const mapping = (user: 'PLAIN' | 'ORDSDEMO'): Promise<unknown[][]> =>
  sandbox.rows(user, "select pattern from user_ords_schemas where status = 'ENABLED'");

describe.each(['PLAIN', 'DEPLOYER'] as const)('connected as %s', (user) => {
  const own = { schema: 'plain' };

  it('enables, changes the mapping, and disables what it enabled', async () => {
    const resource = await new Driven('EnabledSchema', sandbox.connection(user)).create(own);
    expect(resource.id).toBe('ords:PLAIN:schema');
    expect(resource.outs).toMatchObject({ urlMappingPattern: 'plain', enabledByUs: true });
    const created = resource.outs;
    expect(await resource.refresh()).toBe(true);
    expect(resource.outs).toEqual(created);
    expect(resource.inputs).not.toHaveProperty('urlMappingPattern');
    expect(await resource.changes(own)).toBe(false);

    const changed = { ...own, urlMappingPattern: 'shop', autoRestAuth: true };
    await resource.update(changed);
    expect(await mapping('PLAIN')).toEqual([['shop']]);
    const updated = resource.outs;
    await resource.refresh();
    expect(resource.outs).toEqual(updated);
    expect(await resource.changes(changed)).toBe(false);

    await sandbox.run('PLAIN', 'begin ords.enable_schema(p_enabled => false); commit; end;');
    expect(await resource.refresh()).toBe(false);
    await resource.create(changed);
    await resource.delete();
    expect(await mapping('PLAIN')).toEqual([]);
    await resource.delete();
  });
});

it('an enabled schema is taken over on request only, keeps its mapping, and stays enabled', async () => {
  const connection = sandbox.connection();
  await expect(new Driven('EnabledSchema', connection).create({})).rejects.toMatchObject({
    code: 'ords.schema.exists',
    message: expect.stringContaining('ordsdemo'),
  });
  const resource = await new Driven('EnabledSchema', connection).create({ adopt: true });
  expect(resource.outs).toMatchObject({ urlMappingPattern: 'ordsdemo', enabledByUs: false, adopted: true });
  await resource.update({ adopt: true, urlMappingPattern: 'store' });
  expect(await mapping('ORDSDEMO')).toEqual([['store']]);
  await resource.delete();
  expect(await mapping('ORDSDEMO')).toEqual([['store']]);
});

it('a disabled schema is not enabled over a published module that no privilege covers', async () => {
  const connection = sandbox.connection('PLAIN');
  await sandbox.run(
    'PLAIN',
    `begin
       ords.enable_schema;
       ords.define_module(p_module_name => 'loose', p_base_path => 'loose/', p_status => 'PUBLISHED');
       ords.enable_schema(p_enabled => false);
       commit;
     end;`,
  );
  const refused = await new Driven('EnabledSchema', connection).create({}).catch((error: unknown) => error);
  expect(refused).toMatchObject({
    code: 'ords.schema.would_open',
    message: expect.stringContaining('"loose"'),
  });
  expect(await mapping('PLAIN')).toEqual([]);
  const [, remedy = ''] = /transaction: (begin .*? end;)\),/.exec((refused as Error).message) ?? [];
  await sandbox.run('PLAIN', remedy);
  const resource = await new Driven('EnabledSchema', connection).create({});
  expect(await mapping('PLAIN')).toEqual([['plain']]);
  await resource.delete();
});
