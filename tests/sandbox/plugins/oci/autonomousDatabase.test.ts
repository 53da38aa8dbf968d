import { startPlugin, type Plugin } from '../../../../sandbox/plugins/framework/plugin';
import { ociPlugin } from '../../../../sandbox/plugins/oci/plugin';
import { Driver, secret, UNKNOWN_TEXT, type Plain, type Resource } from '../framework/driver';
import { databaseService } from './controlPlane';
import { credentials } from './credentials';
import { Recorder, type Service } from './recorder';
import { urnOf } from './urns';

const urn = urnOf('Database', 'AutonomousDatabase', 'adb');
const walletUrn = urnOf('Database', 'AutonomousDatabaseWallet', 'wallet');
const ID = 'ocid1.autonomousdatabase.oc1..a';
const PATH = `/20160918/autonomousDatabases/${ID}`;
const PASSWORD = 'Welcome-To-2026';
const program = (changes: Plain = {}): Plain => ({
  compartmentId: 'ocid1.compartment.oc1..c',
  dbName: 'ORDERS',
  displayName: 'orders',
  adminPassword: secret(PASSWORD),
  isFreeTier: true,
  computeModel: 'ECPU',
  computeCount: 2,
  dbWorkload: 'OLTP',
  licenseModel: 'LICENSE_INCLUDED',
  isMtlsConnectionRequired: false,
  whitelistedIps: ['203.0.113.0/24'],
  ...changes,
});

let recorder: Recorder;
let plugin: Plugin;
let driver: Driver;

async function start(service: Service): Promise<void> {
  recorder = await Recorder.start(service);
  plugin = await startPlugin(ociPlugin, {
    ORDS_SANDBOX_PLUGIN_WAITS: 'none',
    CLIENT_HOST_OVERRIDES: `oci_identity.IdentityClient=http://127.0.0.1:1;oci_database.DatabaseClient=${recorder.origin}`,
    HOME: '/nowhere',
  });
  driver = new Driver(plugin.port);
  await driver.configure(credentials);
}

afterEach(async () => {
  driver.close();
  await plugin.close();
  await recorder.close();
});

test('a create is a POST, and GETs until the database is available', async () => {
  await start(databaseService());
  const made = await driver.make(urn, program());
  expect(made.id).toBe(ID);
  expect(recorder.take()).toEqual([
    `POST /20160918/autonomousDatabases {"adminPassword":"${PASSWORD}","compartmentId":"ocid1.compartment.oc1..c","computeCount":2,"computeModel":"ECPU","dbName":"ORDERS","dbWorkload":"OLTP","displayName":"orders","isFreeTier":true,"isMtlsConnectionRequired":false,"licenseModel":"LICENSE_INCLUDED","source":"NONE","whitelistedIps":["203.0.113.0/24"]}`,
    `GET ${PATH}`,
    `GET ${PATH}`,
  ]);
  expect(made.outputs).toMatchObject({
    adminPassword: secret(PASSWORD),
    state: 'AVAILABLE',
    connectionStrings: [{ profiles: [{ tlsAuthentication: 'SERVER', value: '(description=…)' }] }],
    connectionUrls: [{ ordsUrl: 'https://adb.example.com/ords' }],
  });
});

test('the password is secret in a preview too, and the addresses are unknown', async () => {
  await start(databaseService());
  const { outputs } = await driver.create(urn, program(), true);
  expect(outputs).toMatchObject({ adminPassword: secret(PASSWORD), connectionUrls: UNKNOWN_TEXT });
  expect(recorder.requests).toEqual([]);
});

test('a refresh without drift changes nothing; an update sends what changed, and waits', async () => {
  await start(databaseService());
  const made = await driver.make(urn, program());
  const live = (await driver.read(made)) as Resource;
  expect(await driver.change(live, program())).toBeUndefined();
  recorder.take();
  await driver.change(
    live,
    program({ whitelistedIps: ['203.0.113.7'], adminPassword: secret('Another-One-2026') }),
  );
  expect(recorder.take()).toEqual([
    `PUT ${PATH} {"adminPassword":"Another-One-2026","displayName":"orders","whitelistedIps":["203.0.113.7"]}`,
    `GET ${PATH}`,
    `GET ${PATH}`,
  ]);
});

test('the version goes in a request of its own; stopping, starting and moving are actions', async () => {
  await start(databaseService());
  const made = await driver.make(urn, program({ dbVersion: '19c' }));
  recorder.take();
  const changed = program({ dbVersion: '26ai', compartmentId: 'other', state: 'STOPPED' });
  const stopped = (await driver.change(made, changed)) as Resource;
  expect(stopped.outputs.state).toBe('STOPPED');
  expect(recorder.take().filter((line) => !line.startsWith('GET'))).toEqual([
    `POST ${PATH}/actions/changeCompartment {"compartmentId":"other"}`,
    `PUT ${PATH} {"dbVersion":"26ai"}`,
    `PUT ${PATH} {"displayName":"orders"}`,
    `POST ${PATH}/actions/stop {}`,
  ]);
  await driver.change(stopped, { ...changed, state: 'AVAILABLE' });
  expect(recorder.take()[0]).toBe(`POST ${PATH}/actions/start {}`);
});

test('a delete waits until the database is terminated, and a terminated one is gone', async () => {
  await start(databaseService());
  const made = await driver.make(urn, program());
  recorder.take();
  await driver.delete(made);
  expect(recorder.take()).toEqual([`DELETE ${PATH}`, `GET ${PATH}`, `GET ${PATH}`]);
  expect(await driver.read(made)).toBeUndefined();
});

test('a database that comes out wrong is kept in the state by its id', async () => {
  await start(databaseService(['PROVISIONING', 'AVAILABLE_NEEDS_ATTENTION']));
  const failed = driver.make(urn, program());
  await expect(failed).rejects.toThrow(
    "unexpected state 'AVAILABLE_NEEDS_ATTENTION', wanted target 'AVAILABLE, STANDBY'",
  );
  const error = (await failed.catch((reason: unknown) => reason)) as {
    metadata: { get(name: string): Buffer[] };
  };
  expect(error.metadata.get('grpc-status-details-bin')[0]?.toString('latin1')).toContain(ID);
});

test.each([
  ['characterSet', 'WE8ISO8859P1'],
  ['isDedicated', true],
])('a change of %s replaces', async (property, value) => {
  await start(databaseService());
  const made = await driver.make(urn, program({ characterSet: 'AL32UTF8', isDedicated: false }));
  const news = program({ characterSet: 'AL32UTF8', isDedicated: false, [property]: value });
  expect((await driver.diff(made, news)).replacesList).toEqual([property]);
});

test('a workload that there is not is refused before the call, a property that is not served in the check', async () => {
  await start(databaseService());
  await expect(driver.make(urn, program({ dbWorkload: 'CRM' }))).rejects.toThrow(
    'unsupported enum value for dbWorkload: CRM',
  );
  expect(recorder.requests).toEqual([]);
  const { failures } = await driver.check(urn, program({ vaultId: 'ocid1.vault' }));
  expect(failures.map(({ property }) => property)).toEqual(['vaultId']);
});

test('a wallet is generated once, in base64 when asked; its password is secret', async () => {
  await start(databaseService());
  const wallet = await driver.make(walletUrn, {
    autonomousDatabaseId: ID,
    password: 'wallet-password-1',
    base64EncodeContent: true,
  });
  expect(recorder.take()).toEqual([
    `POST ${PATH}/actions/generateWallet {"generateType":"SINGLE","password":"wallet-password-1"}`,
  ]);
  expect(wallet.id).toMatch(/^DatabaseAutonomousDatabaseWalletResource-/);
  expect(wallet.id).not.toContain('wallet-password-1');
  expect(wallet.outputs).toMatchObject({
    content: Buffer.from([0x50, 0x4b, 0xff]).toString('base64'),
    password: secret('wallet-password-1'),
  });
  const live = (await driver.read(wallet)) as Resource;
  expect(live.outputs).toEqual(wallet.outputs);
  await driver.delete(wallet);
  expect(recorder.requests).toEqual([]);
  const { replacesList } = await driver.diff(wallet, { ...wallet.inputs, generateType: 'ALL' });
  expect(replacesList).toEqual(['generateType']);
});

test('getAutonomousDatabase reads one', async () => {
  await start(databaseService(['AVAILABLE']));
  const results = await driver.invoke('oci:Database/getAutonomousDatabase:getAutonomousDatabase', {
    autonomousDatabaseId: ID,
  });
  expect(results).toMatchObject({ id: ID, state: 'AVAILABLE', connectionUrls: [{}] });
  expect(recorder.take()).toEqual([`GET ${PATH}`]);
});
