import { startPlugin, type Plugin } from '../../../../sandbox/plugins/framework/plugin';
import { ociPlugin } from '../../../../sandbox/plugins/oci/plugin';
import { Driver, secret, type Plain, type Resource } from '../framework/driver';
import { credentials } from './credentials';
import { Recorder } from './recorder';
import { urnOf } from './urns';

const SETTINGS = 'urn:ietf:params:scim:schemas:oracle:idcs:Settings';
const live = {
  id: 'Settings',
  schemas: [SETTINGS],
  csrAccess: 'none',
  contactEmails: ['a@example.com'],
  defaultTrustScope: 'Explicit',
  issuer: 'https://identity.oraclecloud.com/',
  locale: 'en',
  certificateValidation: { crlEnabled: false },
};

let recorder: Recorder;
let plugin: Plugin;
let driver: Driver;

beforeEach(async () => {
  recorder = await Recorder.start((_, json) => ({ status: 200, body: { ...live, ...json } }));
  plugin = await startPlugin(ociPlugin, { ORDS_SANDBOX_PLUGIN_WAITS: 'none', HOME: '/nowhere' });
  driver = new Driver(plugin.port);
  await driver.configure(credentials);
});

afterEach(async () => {
  driver.close();
  await plugin.close();
  await recorder.close();
});

const urn = urnOf('Identity', 'DomainsSetting', 'settings');
const program = (changes: Plain = {}): Plain => ({
  idcsEndpoint: recorder.origin,
  settingId: 'Settings',
  schemas: [SETTINGS],
  csrAccess: 'none',
  signingCertPublicAccess: true,
  ...changes,
});

test('a create is a PUT of the configured fields, and of nothing else', async () => {
  const made = await driver.make(urn, program());
  expect(made.id).toBe('Settings');
  expect(recorder.take()).toEqual([
    `PUT /admin/v1/Settings/Settings {"csrAccess":"none","schemas":["${SETTINGS}"],"signingCertPublicAccess":true}`,
  ]);
});

test('an update is a PUT of all that is known, with 0 for a retention period the domain did not show', async () => {
  const made = await driver.make(urn, program());
  recorder.take();
  await driver.change(made, program({ signingCertPublicAccess: false }));
  const [put] = recorder.requests;
  expect(JSON.parse(put?.body ?? '')).toEqual({
    ...live,
    signingCertPublicAccess: false,
    auditEventRetentionPeriod: 0,
  });
  expect(put?.method).toBe('PUT');
});

test('deleting does nothing at all: the keys stay public', async () => {
  const made = await driver.make(urn, program());
  recorder.take();
  await driver.delete(made);
  expect(recorder.requests).toEqual([]);
});

test('drift shows after a refresh, and an import needs the domain in its id', async () => {
  const made = await driver.make(urn, program());
  const drifted = (await driver.read(made)) as Resource; // the service forgets: it answers with `live`
  expect(drifted.inputs.signingCertPublicAccess).toBeUndefined();
  expect(Object.keys((await driver.diff(drifted, program())).kinds)).toEqual(['signingCertPublicAccess']);
  const imported = await driver.read({
    urn,
    id: `idcsEndpoint/${recorder.origin}/settings/Settings`,
    inputs: {},
    outputs: {},
  });
  expect(imported).toMatchObject({ id: 'Settings', inputs: { settingId: 'Settings', csrAccess: 'none' } });
});

test('the return URLs of forgotten passwords are a secret, as in the official package', async () => {
  const urls = ['https://a'];
  const made = await driver.make(urn, program({ allowedForgotPasswordFlowReturnUrls: urls }));
  expect(made.outputs.allowedForgotPasswordFlowReturnUrls).toEqual(secret(urls));
});

test('getDomainsSetting reads once, objects in lists of one', async () => {
  const results = await driver.invoke('oci:Identity/getDomainsSetting:getDomainsSetting', {
    idcsEndpoint: recorder.origin,
    settingId: 'Settings',
    attributeSets: ['all'],
  });
  expect(recorder.take()).toEqual(['GET /admin/v1/Settings/Settings?attributeSets=all']);
  expect(results).toMatchObject({
    id: 'Settings',
    idcsEndpoint: recorder.origin,
    issuer: 'https://identity.oraclecloud.com/',
    certificateValidations: [{ crlEnabled: false }],
  });
});

test('a function that is not served, or lacks an argument, is named', async () => {
  await expect(driver.invoke('oci:Identity/getUser:getUser', {})).rejects.toThrow('does not serve');
  const called = driver.invoke('oci:Identity/getDomainsSetting:getDomainsSetting', { settingId: 'Settings' });
  await expect(called).rejects.toThrow("Missing required property 'idcsEndpoint'");
});
