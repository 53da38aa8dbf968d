import { startPlugin, type Plugin } from '../../../../sandbox/plugins/framework/plugin';
import { ociPlugin } from '../../../../sandbox/plugins/oci/plugin';
import { PASSWORD, Tenancy } from '../../oci/controlPlane/support/tenancy';
import { Driver, secret, type Plain, type Resource } from '../framework/driver';
import { urnOf } from './urns';

/** The plugin and the control plane of the sandbox, each written from the facts without the other. */
let tenancy: Tenancy;
let plugin: Plugin;
let driver: Driver;

beforeAll(async () => {
  tenancy = await Tenancy.open();
  plugin = await startPlugin(ociPlugin, {
    ORDS_SANDBOX_PLUGIN_WAITS: 'none',
    CLIENT_HOST_OVERRIDES: `oci_database.DatabaseClient=${tenancy.controlPlane.url}`,
    HOME: '/nowhere',
  });
  driver = new Driver(plugin.port);
  const { tenancyId: tenancyOcid, userId: userOcid, fingerprint, region, privateKeyPem } = tenancy.operator;
  await driver.configure({ tenancyOcid, userOcid, fingerprint, region, privateKey: privateKeyPem });
});

afterAll(async () => {
  driver.close();
  await plugin.close();
  await tenancy.close();
});

test('an Autonomous Database lives: made, unchanged after a refresh, changed, its wallet taken, gone', async () => {
  const urn = urnOf('Database', 'AutonomousDatabase', 'adb');
  const program = (changes: Plain = {}): Plain => ({
    ...tenancy.newDatabase({ adminPassword: secret(PASSWORD) }),
    ...changes,
  });
  const made = await driver.make(urn, program());
  expect(made.outputs).toMatchObject({ state: 'AVAILABLE', adminPassword: secret(PASSWORD) });
  const [urls] = made.outputs.connectionUrls as { ordsUrl: string }[];
  const [strings] = made.outputs.connectionStrings as { profiles: { tlsAuthentication: string }[] }[];
  expect(urls?.ordsUrl).toMatch(/^https:.*\/ords/);
  expect(strings?.profiles.map(({ tlsAuthentication }) => tlsAuthentication)).toContain('SERVER');

  const live = (await driver.read(made)) as Resource;
  expect(await driver.change(live, program())).toBeUndefined();
  const news = program({ displayName: 'renamed', whitelistedIps: ['127.0.0.1', '203.0.113.7'] });
  const changed = (await driver.change(live, news)) as Resource;
  expect(changed.outputs).toMatchObject({ state: 'AVAILABLE', displayName: 'renamed' });

  const wallet = await driver.make(urnOf('Database', 'AutonomousDatabaseWallet', 'wallet'), {
    autonomousDatabaseId: made.id,
    password: secret('Wallet_2026_pw'),
    base64EncodeContent: true,
  });
  expect(Buffer.from(String(wallet.outputs.content), 'base64').subarray(0, 2).toString()).toBe('PK');

  await driver.delete(changed);
  expect(await driver.read(changed)).toBeUndefined();
});

test('what the service refuses is told in its words', async () => {
  const urn = urnOf('Database', 'AutonomousDatabase', 'weak');
  const weak = driver.make(urn, tenancy.newDatabase({ adminPassword: 'weak' }));
  await expect(weak).rejects.toThrow(/^.*400-InvalidParameter, .+\nRequest Target: POST /);
});
