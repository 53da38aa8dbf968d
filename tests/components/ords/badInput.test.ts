import { closeDatabases } from '../../../components/database/pools';
import type { Connection } from '../../../components/database/database';
import { startOracleSandbox, type OracleSandbox } from '../../support/oracleSandbox';
import { Driven } from './support';

jest.setTimeout(60_000);

let sandbox: OracleSandbox;
beforeAll(async () => {
  sandbox = await startOracleSandbox();
});
afterAll(() => sandbox.close());

const role = { name: 'reader' };
const profile = { issuer: 'https://t.example.com/', audience: 'api', jwkUrl: 'https://t.example.com/k' };
const ordersModule = { name: 'orders', basePath: 'orders', templates: [] };

/** The error of a create; it must name a next step and hold no password. */
async function refusal(
  className: string,
  connection: Connection,
  props: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const error: unknown = await new Driven(className, connection).create(props).then(
    () => undefined,
    (caught: unknown) => caught,
  );
  expect(error).toMatchObject({ remedy: expect.stringMatching(/\w/) });
  expect(String((error as Error).message)).not.toContain(connection.password);
  return error as Record<string, unknown>;
}

describe('the connection', () => {
  it('a wrong password', async () => {
    const connection = { ...sandbox.connection(), password: 'Guessed_wrong_9' };
    expect(await refusal('Role', connection, role)).toMatchObject({
      code: 'ords.connection.credentials',
      field: 'ords.connection.password',
      message: expect.stringContaining('ORA-01017'),
    });
  });

  it('an unknown user', async () => {
    const connection = { ...sandbox.connection(), user: 'nobody' };
    expect(await refusal('Role', connection, role)).toMatchObject({ code: 'ords.connection.credentials' });
  });

  it('a wrong service name', async () => {
    const connection = {
      ...sandbox.connection(),
      connectString: `127.0.0.1:${sandbox.server.port}/wrongpdb`,
    };
    expect(await refusal('Role', connection, role)).toMatchObject({
      code: 'ords.connection.service',
      field: 'ords.connection.connectString',
    });
  });

  it('a port where nothing listens, within seconds', async () => {
    const connection = { ...sandbox.connection(), connectString: '127.0.0.1:1/freepdb1' };
    const begin = Date.now();
    expect(await refusal('Role', connection, role)).toMatchObject({ code: 'ords.connection.unreachable' });
    expect(Date.now() - begin).toBeLessThan(5_000);
  });

  it('a host that does not exist', async () => {
    const connection = { ...sandbox.connection(), connectString: 'no-such-host.invalid/freepdb1' };
    expect(await refusal('Role', connection, role)).toMatchObject({
      code: 'ords.connection.unreachable',
      message: expect.stringContaining('no-such-host.invalid'),
    });
  });

  it('a connect string that is none', async () => {
    const connection = { ...sandbox.connection(), connectString: '(description=(address=' };
    expect(await refusal('Role', connection, role)).toMatchObject({ code: 'ords.connection.connect_string' });
  });
});

describe('the schema and the rights', () => {
  it('a schema that is not enabled', async () => {
    const plain = sandbox.connection('PLAIN');
    for (const [className, props] of [
      ['JwtProfile', profile],
      ['Module', ordersModule],
      ['Privilege', { name: 'p' }],
    ] as const) {
      expect(await refusal(className, plain, props)).toMatchObject({
        code: 'ords.schema.not_enabled',
        field: 'ords.schema',
        message: expect.stringContaining('PLAIN'),
        remedy: expect.stringContaining('ords.enableSchema: true'),
      });
    }
  });

  it('another schema without the administrator role', async () => {
    expect(await refusal('Module', sandbox.connection(), { ...ordersModule, schema: 'OTHER' })).toMatchObject(
      {
        code: 'ords.rights.missing',
        remedy: expect.stringContaining('grant ords_administrator_role to ordsdemo'),
      },
    );
  });

  it('an unknown module and an unknown privilege', async () => {
    const connection = sandbox.connection();
    const wanted = { module: 'orderz', privilege: 'orders.read' };
    expect(await refusal('ModuleProtection', connection, wanted)).toMatchObject({
      code: 'ords.module.unknown',
      field: 'module',
    });
    const orders = await new Driven('Module', connection).create(ordersModule);
    expect(await refusal('ModuleProtection', connection, { ...wanted, module: 'orders' })).toMatchObject({
      code: 'ords.privilege.unknown',
    });
    expect(await sandbox.rows('ORDSDEMO', 'select name, status from user_ords_modules')).toEqual([
      ['orders', 'NOT_PUBLISHED'],
    ]);
    await orders.delete();
  });

  it('an unknown role', async () => {
    expect(
      await refusal('Privilege', sandbox.connection(), { name: 'orders.read', roles: ['Clerk'] }),
    ).toMatchObject({
      code: 'ords.role.unknown',
      field: 'roles',
      message: expect.stringMatching(/"Clerk".*ORA-01403/),
    });
    expect(await sandbox.rows('ORDSDEMO', 'select name from user_ords_privileges')).toEqual([]);
  });

  it('a base path that is taken', async () => {
    const first = await new Driven('Module', sandbox.connection()).create(ordersModule);
    expect(await refusal('Module', sandbox.connection(), { ...ordersModule, name: 'other' })).toMatchObject({
      code: 'ords.module.base_path_taken',
      field: 'basePath',
    });
    await first.delete();
  });

  it('a module under another privilege', async () => {
    const connection = sandbox.connection();
    const made = [
      await new Driven('Module', connection).create(ordersModule),
      await new Driven('Privilege', connection).create({ name: 'a' }),
      await new Driven('Privilege', connection).create({ name: 'b' }),
      await new Driven('ModuleProtection', connection).create({ module: 'orders', privilege: 'a' }),
    ];
    expect(await refusal('ModuleProtection', connection, { module: 'orders', privilege: 'b' })).toMatchObject(
      {
        code: 'ords.module.other_privilege',
        message: expect.stringContaining('"a"'),
      },
    );
    const moved = await new Driven('ModuleProtection', connection).create({
      module: 'orders',
      privilege: 'b',
      adopt: true,
    });
    expect(await sandbox.rows('ORDSDEMO', 'select privilege_name from user_ords_privilege_modules')).toEqual([
      ['b'],
    ]);
    await moved.delete();
    for (const resource of made.reverse()) await resource.delete();
  });
});

describe.each([
  ['no ORDS at all', { installed: false }, 'Role', role, 'ords.version.not_installed'],
  [
    'no package for profiles',
    { hasSecurity: false, hasOauth: false },
    'JwtProfile',
    profile,
    'ords.version.not_installed',
  ],
  [
    'no role claim, in the old package',
    { version: '23.4' },
    'JwtProfile',
    { ...profile, roleClaimName: '/roles' },
    'ords.version.role_claim',
  ],
  [
    'no role claim',
    { hasRoleClaim: false },
    'JwtProfile',
    { ...profile, roleClaimName: '/roles' },
    'ords.version.role_claim',
  ],
] as const)('%s', (_name, options, className, props, code) => {
  it('is said', async () => {
    const bare = await startOracleSandbox(options);
    expect(await refusal(className, bare.connection(), props)).toMatchObject({ code });
    await bare.close();
  });
});

it('an administrator without a procedure to delete a profile is told before anything happens', async () => {
  const bare = await startOracleSandbox({ hasSecurityAdminDelete: false, hasOauth: false });
  const resource = await new Driven('JwtProfile', bare.connection('DEPLOYER')).create({
    ...profile,
    schema: 'ordsdemo',
  });
  await expect(resource.delete()).rejects.toMatchObject({
    code: 'ords.rights.missing',
    message: expect.stringContaining('OAUTH_ADMIN'),
  });
  await new Driven('JwtProfile', bare.connection()).provider.delete('', {
    ...resource.outs,
    connection: bare.connection(),
  });
  expect(await bare.rows('ORDSDEMO', 'select issuer from user_ords_jwt_profile')).toEqual([]);
  await bare.close();
});

afterAll(() => closeDatabases());
