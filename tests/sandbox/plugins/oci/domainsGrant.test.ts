import { startPlugin, type Plugin } from '../../../../sandbox/plugins/framework/plugin';
import { ociPlugin } from '../../../../sandbox/plugins/oci/plugin';
import { Driver, type Plain } from '../framework/driver';
import { credentials } from './credentials';
import { echoingDomain } from './echoingDomain';
import { Recorder } from './recorder';
import { urnOf } from './urns';

const GRANT = 'urn:ietf:params:scim:schemas:oracle:idcs:Grant';
const urn = urnOf('Identity', 'DomainsGrant', 'grant');

let recorder: Recorder;
let plugin: Plugin;
let driver: Driver;

beforeEach(async () => {
  recorder = await Recorder.start(echoingDomain());
  plugin = await startPlugin(ociPlugin, { ORDS_SANDBOX_PLUGIN_WAITS: 'none', HOME: '/nowhere' });
  driver = new Driver(plugin.port);
  await driver.configure(credentials);
});

afterEach(async () => {
  driver.close();
  await plugin.close();
  await recorder.close();
});

const program = (changes: Plain = {}): Plain => ({
  idcsEndpoint: recorder.origin,
  schemas: [GRANT],
  grantMechanism: 'ADMINISTRATOR_TO_APP',
  grantee: { type: 'App', value: 'client' },
  app: { value: 'IDCSAppId' },
  entitlement: { attributeName: 'appRoles', attributeValue: 'role' },
  ...changes,
});

test('a grant is made, read, and deleted; every change replaces', async () => {
  const made = await driver.make(urn, program());
  await driver.read(made);
  await driver.delete(made);
  expect(recorder.take()).toEqual([
    `POST /admin/v1/Grants {"app":{"value":"IDCSAppId"},"entitlement":{"attributeName":"appRoles","attributeValue":"role"},"grantMechanism":"ADMINISTRATOR_TO_APP","grantee":{"type":"App","value":"client"},"schemas":["${GRANT}"]}`,
    'GET /admin/v1/Grants/made',
    'DELETE /admin/v1/Grants/made',
  ]);
  const { replacesList } = await driver.diff(
    made,
    program({ grantee: { type: 'User', value: 'u' }, grantMechanism: 'ADMINISTRATOR_TO_USER' }),
  );
  expect([...replacesList].sort()).toEqual(['grantMechanism', 'grantee']);
});

test('a mechanism that there is not is refused before the call', async () => {
  const failed = driver.make(urn, program({ grantMechanism: 'BY_MAGIC' }));
  await expect(failed).rejects.toThrow('unsupported enum value for grantMechanism: BY_MAGIC');
  expect(recorder.requests).toEqual([]);
});
