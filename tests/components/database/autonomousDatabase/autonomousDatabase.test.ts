import { zipSync, strToU8 } from 'fflate';
import * as pulumi from '@pulumi/pulumi';
import { AutonomousDatabase, type AutonomousDatabaseArgs } from '../../../../components/entryPoints/oci';
import { Schema } from '../../../../components/index';

const ORDS = 'https://orders.adb.example.com/ords/';
const WALLET = Buffer.from(zipSync({ 'ewallet.pem': strToU8('pem-not-in-clear') })).toString('base64');

interface Request {
  getName(): string;
  getProtect(): boolean;
  getRetainondelete(): boolean;
  getIgnorechangesList(): string[];
  getAdditionalsecretoutputsList(): string[];
}

let registered: { type: string; name: string; inputs: Record<string, unknown> }[] = [];
let requests: Request[] = [];
let warnings: string[] = [];

beforeAll(async () => {
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        registered.push({ type, name, inputs });
        return { id: `${name}-id`, state: { ...inputs, ...computed(type) } };
      },
      call: () => ({}),
    },
    'shop',
    'dev',
  );
  const monitor = pulumi.runtime.getMonitor() as unknown as {
    registerResource(request: Request, done: unknown): void;
  };
  const { registerResource } = monitor;
  monitor.registerResource = (request, done) => {
    requests.push(request);
    registerResource.call(monitor, request, done);
  };
});
beforeEach(() => {
  registered = [];
  requests = [];
  warnings = [];
  jest.spyOn(pulumi.log, 'warn').mockImplementation(async (message) => void warnings.push(message));
});

/** What only the service knows (facts/oci-iam.md 1.6). */
function computed(type: string): Record<string, unknown> {
  if (type.endsWith(':AutonomousDatabaseWallet')) return { content: WALLET };
  if (!type.endsWith(':AutonomousDatabase')) return {};
  return {
    connectionUrls: [{ ordsUrl: ORDS }],
    connectionStrings: [
      {
        profiles: ['SERVER', 'MUTUAL'].map((tlsAuthentication) => ({
          tlsAuthentication,
          displayName: 'orders_tp',
          syntaxFormat: 'LONG',
          value: `(description=tp ${tlsAuthentication})`,
        })),
      },
    ],
  };
}

const value = <T>(output: pulumi.Input<T>): Promise<pulumi.Unwrap<T>> =>
  new Promise((resolve) => pulumi.output(output).apply((known) => resolve(known as pulumi.Unwrap<T>)));
async function settled(): Promise<void> {
  for (let quiet = 0; quiet < 100; quiet += 1) {
    const before = registered.length;
    await new Promise(setImmediate);
    if (registered.length > before) quiet = 0;
  }
}
const inputsOf = (name: string) => registered.find((resource) => resource.name === name)?.inputs;
const requestOf = (name: string) => requests.find((request) => request.getName() === name);
const secretText = (input: unknown) => (input as { value?: unknown } | undefined)?.value;

const args: AutonomousDatabaseArgs = {
  compartmentId: 'ocid1.compartment.oc1..c',
  dbName: 'orders',
  adminPassword: 'Correct-Horse-9',
  whitelistedIps: ['203.0.113.7'],
};

async function make(name: string, change: Partial<AutonomousDatabaseArgs> = {}): Promise<AutonomousDatabase> {
  const database = new AutonomousDatabase(name, { ...args, ...change });
  await settled();
  return database;
}

test('is Always Free with TLS without a wallet, and nothing that Always Free refuses', async () => {
  const database = await make('a');
  const { adminPassword, ...inputs } = inputsOf('a-database')!;
  expect(inputs).toEqual({
    compartmentId: args.compartmentId,
    dbName: 'orders',
    displayName: 'orders',
    dbVersion: '26ai',
    dbWorkload: 'OLTP',
    licenseModel: 'LICENSE_INCLUDED',
    isFreeTier: true,
    computeModel: 'ECPU',
    computeCount: 2,
    isMtlsConnectionRequired: false,
    whitelistedIps: ['203.0.113.7'],
  });
  expect(pulumi.runtime.isRpcSecret(adminPassword)).toBe(true);
  expect(requestOf('a-database')?.getIgnorechangesList()).toEqual(['computeModel', 'computeCount']);
  expect(inputsOf('a-wallet')).toBeUndefined();
  expect(await value(database.ordsBaseUrl)).toBe('https://orders.adb.example.com/ords');
  expect(await value(database.connection)).toEqual({
    connectString: '(description=tp SERVER)',
    user: 'ADMIN',
    password: 'Correct-Horse-9',
  });
  expect(await pulumi.isSecret(pulumi.output(database.connection.password))).toBe(true);
});

test('is kept by destroy, unless forceDestroy says otherwise', async () => {
  await make('b');
  await make('c', { forceDestroy: true });
  const kept = ['b', 'c'].map((name) => {
    const made = requestOf(`${name}-database`)!;
    return [made.getProtect(), made.getRetainondelete()];
  });
  expect(kept).toEqual([
    [true, true],
    [false, false],
  ]);
});

test('with a wallet its key is a secret, and the connection asks for mutual TLS', async () => {
  const database = await make('d', { wallet: { password: 'wallet-password-1' } });
  expect(inputsOf('d-database')).toMatchObject({ isMtlsConnectionRequired: true });
  expect(inputsOf('d-wallet')).toMatchObject({
    autonomousDatabaseId: 'd-database-id',
    base64EncodeContent: true,
    generateType: 'SINGLE',
  });
  expect(secretText(inputsOf('d-wallet')?.password)).toBe('wallet-password-1');
  expect(requestOf('d-wallet')?.getAdditionalsecretoutputsList()).toEqual(
    expect.arrayContaining(['content', 'password']),
  );
  expect(await value(database.connection)).toMatchObject({
    connectString: '(description=tp MUTUAL)',
    walletContent: 'pem-not-in-clear',
    walletPassword: 'wallet-password-1',
  });
  for (const secret of ['walletContent', 'walletPassword'] as const)
    expect(await pulumi.isSecret(pulumi.output(database.connection[secret]))).toBe(true);
});

test('one that is paid for is as large as it was said, and a change of its size is seen', async () => {
  await make('e', { isFreeTier: false, computeCount: 4, dataStorageSizeInTbs: 2 });
  expect(inputsOf('e-database')).toMatchObject({
    isFreeTier: false,
    computeCount: 4,
    dataStorageSizeInTbs: 2,
  });
  expect(requestOf('e-database')?.getIgnorechangesList()).toEqual([]);
});

test('with a vault no password is in the state', async () => {
  const { adminPassword: _password, ...rest } = args;
  const secretId = 'ocid1.vaultsecret.oc1..v';
  const database = new AutonomousDatabase('f', { ...rest, secretId, adminPasswordEnv: 'ADB_PASSWORD' });
  await settled();
  expect(inputsOf('f-database')).toMatchObject({ secretId });
  expect(inputsOf('f-database')).not.toHaveProperty('adminPassword');
  expect(await value(database.connection)).toMatchObject({ passwordEnv: 'ADB_PASSWORD' });
  expect(database.connection.password).toBeUndefined();
});

test('its connection makes a schema, and that is the connection of a ProtectedApi', async () => {
  const database = await make('g');
  const schema = new Schema('g-schema', {
    adminConnection: database.connection,
    name: 'orders_api',
    password: 'owner-not-in-clear',
  });
  await settled();
  expect(await value(schema.connection)).toEqual({
    connectString: '(description=tp SERVER)',
    user: 'orders_api',
    password: 'owner-not-in-clear',
  });
});

test('what cannot work is refused before anything is registered, all of it in one message', async () => {
  const broken = (): unknown => new AutonomousDatabase('h', { ...args, dbName: 'my-db', dbWorkload: 'DW' });
  expect(broken).toThrow('[adb.db_name]');
  expect(broken).toThrow('[adb.db_workload.ended]');
  await settled();
  expect(inputsOf('h-database')).toBeUndefined();
});

test('a list that lets everybody in is a warning', async () => {
  await make('i', { whitelistedIps: ['0.0.0.0/0'] });
  expect(warnings).toEqual([expect.stringContaining('[adb.access.everybody]')]);
});
