import { startPlugin, type Plugin } from '../../../../sandbox/plugins/framework/plugin';
import { ociPlugin } from '../../../../sandbox/plugins/oci/plugin';
import { Driver, type Plain, type Resource } from '../framework/driver';
import { identityService } from './controlPlane';
import { credentials } from './credentials';
import { Recorder, type Service } from './recorder';
import { urnOf } from './urns';

const urn = urnOf('Identity', 'Domain', 'hr');
const ID = 'ocid1.domain.oc1..d';
const program = (changes: Plain = {}): Plain => ({
  compartmentId: 'ocid1.compartment.oc1..c',
  description: 'HR',
  displayName: 'hr',
  homeRegion: 'eu-frankfurt-1',
  licenseType: 'free',
  ...changes,
});

let recorder: Recorder;
let plugin: Plugin;
let driver: Driver;

async function start(service: Service): Promise<void> {
  recorder = await Recorder.start(service);
  plugin = await startPlugin(ociPlugin, {
    ORDS_SANDBOX_PLUGIN_WAITS: 'none',
    CLIENT_HOST_OVERRIDES: `oci_identity.IdentityClient=${recorder.origin}`,
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

const WORK = 'GET /20160918/iamWorkRequests/wr';
const GET = `GET /20160918/domains/${ID}`;

test('a create waits for its work request, then for the domain', async () => {
  await start(identityService());
  const made = await driver.make(urn, program({ definedTags: { 'Cost.Center': '7' } }));
  expect(made.id).toBe(ID);
  expect(made.outputs).toMatchObject({
    url: 'https://idcs-d.identity.oraclecloud.com:443',
    state: 'ACTIVE',
    definedTags: { 'Cost.Center': '7' },
  });
  expect(recorder.take()).toEqual([
    'POST /20160918/domains {"compartmentId":"ocid1.compartment.oc1..c","definedTags":{"Cost":{"Center":"7"}},"description":"HR","displayName":"hr","homeRegion":"eu-frankfurt-1","licenseType":"free"}',
    WORK,
    WORK,
    GET,
    GET,
  ]);
});

test('an update has an action for the compartment, the license and the state, and a PUT for the rest', async () => {
  await start(identityService());
  const made = await driver.make(urn, program());
  recorder.take();
  const moved = program({
    compartmentId: 'other',
    licenseType: 'premium',
    state: 'INACTIVE',
    description: 'new',
  });
  const updated = (await driver.change(made, moved)) as Resource;
  expect(updated.outputs.state).toBe('INACTIVE');
  expect(recorder.take().filter((line) => !line.startsWith('GET'))).toEqual([
    `POST /20160918/domains/${ID}/actions/changeCompartment {"compartmentId":"other"}`,
    `POST /20160918/domains/${ID}/actions/changeLicenseType {"licenseType":"premium"}`,
    `PUT /20160918/domains/${ID} {"description":"new","displayName":"hr"}`,
    `POST /20160918/domains/${ID}/actions/deactivate {}`,
  ]);
  await driver.change(updated, { ...moved, state: 'ACTIVE' });
  expect(recorder.take()[0]).toBe(`POST /20160918/domains/${ID}/actions/activate {}`);
});

test('a delete waits for its work request, then until the domain is gone', async () => {
  await start(identityService());
  const made = await driver.make(urn, program());
  recorder.take();
  await driver.delete(made);
  expect(recorder.take()).toEqual([`DELETE /20160918/domains/${ID}`, WORK, WORK, GET]);
});

test('deleting a domain that is active is refused in the words of the service', async () => {
  await start(identityService());
  const made = await driver.make(urn, program());
  const message = 'Cannot perform DELETE_DOMAIN operation on Domain with Status CREATED';
  recorder.plan({ status: 412, body: { code: 'PreConditionFailed', message } });
  await expect(driver.delete(made)).rejects.toThrow(`412-PreConditionFailed, ${message}`);
});

test('work that failed says why', async () => {
  await start(identityService({ status: 'FAILED' }));
  await expect(driver.make(urn, program())).rejects.toThrow(
    /work request did not succeed, workId: wr, action: CREATE_DOMAIN. ErrorMessage: no room for a domain/,
  );
});

test('the home region and the administrator replace; the administrator stays in the state', async () => {
  await start(identityService());
  const made = await driver.make(urn, program({ adminUserName: 'ada' }));
  expect(made.outputs.adminUserName).toBe('ada');
  const { replacesList } = await driver.diff(made, program({ adminUserName: 'bob', homeRegion: 'x' }));
  expect([...replacesList].sort()).toEqual(['adminUserName', 'homeRegion']);
});

test('getDomain reads one, getDomains every page of those that fit', async () => {
  const page = (name: string) => ({
    id: name,
    displayName: name,
    url: `https://${name}`,
    lifecycleState: 'ACTIVE',
  });
  await start(({ path }) => {
    if (path.includes('page=2')) return { status: 200, body: [page('b')] };
    if (path.includes('compartmentId')) {
      return { status: 200, body: [page('a')], headers: { 'opc-next-page': '2' } };
    }
    return { status: 200, body: page('a') };
  });
  const one = await driver.invoke('oci:Identity/getDomain:getDomain', { domainId: 'a' });
  expect(one).toMatchObject({ id: 'a', domainId: 'a', url: 'https://a', state: 'ACTIVE' });
  const compartment = { compartmentId: 'c', state: 'ACTIVE', isHiddenOnLogin: false };
  const all = await driver.invoke('oci:Identity/getDomains:getDomains', compartment);
  expect(all.domains).toMatchObject([{ id: 'a' }, { id: 'b' }]);
  expect(recorder.take()).toEqual([
    'GET /20160918/domains/a',
    'GET /20160918/domains?compartmentId=c&isHiddenOnLogin=false&lifecycleState=ACTIVE',
    'GET /20160918/domains?compartmentId=c&isHiddenOnLogin=false&lifecycleState=ACTIVE&page=2',
  ]);
  const filters = [{ name: 'display_name', values: ['^b'], regex: true }];
  const some = await driver.invoke('oci:Identity/getDomains:getDomains', { compartmentId: 'c', filters });
  expect(some.domains).toMatchObject([{ id: 'b' }]);
});
