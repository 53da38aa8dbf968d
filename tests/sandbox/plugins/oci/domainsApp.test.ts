import { startPlugin, type Plugin } from '../../../../sandbox/plugins/framework/plugin';
import { ociPlugin } from '../../../../sandbox/plugins/oci/plugin';
import { Driver, UNKNOWN_TEXT, type Plain, type Resource } from '../framework/driver';
import { credentials } from './credentials';
import { echoingDomain, scimError } from './echoingDomain';
import { Recorder } from './recorder';
import { urnOf } from './urns';

const APP = 'urn:ietf:params:scim:schemas:oracle:idcs:App';
const OCI_TAGS = 'urn:ietf:params:scim:schemas:oracle:idcs:extension:OCITags';

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

const urn = urnOf('Identity', 'DomainsApp', 'hr');

const resourceApp = (changes: Plain = {}): Plain => ({
  idcsEndpoint: recorder.origin,
  schemas: [APP],
  displayName: 'hr-api',
  basedOnTemplate: { value: 'CustomWebAppTemplateId' },
  active: true,
  isOauthResource: true,
  audience: 'ords/',
  accessTokenExpiry: 3600,
  scopes: [{ value: 'hr.write' }, { value: 'hr.read', displayName: 'hr.read', description: 'd' }],
  ...changes,
});

const clientApp = (changes: Plain = {}): Plain => ({
  idcsEndpoint: recorder.origin,
  schemas: [APP],
  displayName: 'hr-client',
  basedOnTemplate: { value: 'CustomWebAppTemplateId' },
  active: true,
  isOauthClient: true,
  clientType: 'confidential',
  allowedGrants: ['client_credentials'],
  allowedScopes: [{ fqs: 'ords/hr.read' }],
  ...changes,
});

async function read(resource: Resource): Promise<Resource> {
  const live = await driver.read(resource);
  if (live === undefined) throw new Error('the app is gone');
  return live;
}

test('a create is one POST of what the program sets, under the names of the API, and no GET', async () => {
  await driver.make(urn, resourceApp());
  await driver.make(urn, clientApp());
  expect(recorder.take()).toEqual([
    `POST /admin/v1/Apps {"accessTokenExpiry":3600,"active":true,"audience":"ords/","basedOnTemplate":{"value":"CustomWebAppTemplateId"},"displayName":"hr-api","isOAuthResource":true,"schemas":["${APP}"],"scopes":[{"value":"hr.write"},{"value":"hr.read","description":"d","displayName":"hr.read"}]}`,
    `POST /admin/v1/Apps {"active":true,"allowedGrants":["client_credentials"],"allowedScopes":[{"fqs":"ords/hr.read"}],"basedOnTemplate":{"value":"CustomWebAppTemplateId"},"clientType":"confidential","displayName":"hr-client","isOAuthClient":true,"schemas":["${APP}"]}`,
  ]);
});

test('what the domain fills in is in the outputs; the client secret is plain text, as with the official plugin', async () => {
  const { id, outputs } = await driver.make(urn, resourceApp());
  expect(id).toBe('made');
  expect(outputs).toMatchObject({
    idcsEndpoint: recorder.origin,
    name: '0123456789abcdef0123456789abcdef',
    ocid: 'ocid1.domainobject.oc1..x',
    clientSecret: 'idcscs-secret',
    metas: [{ resourceType: 'App', created: 'today' }],
    basedOnTemplate: { value: 'CustomWebAppTemplateId', ref: 'https://domain/template' },
    scopes: [{ value: 'hr.write', fqs: 'ords/hr.write', requiresConsent: false }, { fqs: 'ords/hr.read' }],
    urnietfparamsscimschemasoracleidcsextensionOciTags: { definedTags: [{ key: 'CreatedBy' }] },
  });
});

test('an update is one PUT of the whole object, read-only attributes included', async () => {
  const made = await driver.make(urn, resourceApp({ schemas: [APP, OCI_TAGS] }));
  recorder.take();
  await driver.change(made, resourceApp({ schemas: [APP, OCI_TAGS], accessTokenExpiry: 7200 }));
  const [put, ...more] = recorder.requests.splice(0);
  expect(more).toEqual([]);
  expect(put).toMatchObject({ method: 'PUT', path: '/admin/v1/Apps/made' });
  expect(JSON.parse(put?.body ?? '')).toEqual({
    accessTokenExpiry: 7200,
    active: true,
    audience: 'ords/',
    basedOnTemplate: {
      value: 'CustomWebAppTemplateId',
      $ref: 'https://domain/template',
      lastModified: 'today',
    },
    displayName: 'hr-api',
    id: 'made',
    isOAuthResource: true,
    name: '0123456789abcdef0123456789abcdef',
    ocid: 'ocid1.domainobject.oc1..x',
    schemas: [APP, OCI_TAGS],
    scopes: [
      { value: 'hr.write', description: '', requiresConsent: false, fqs: 'ords/hr.write', readOnly: false },
      {
        value: 'hr.read',
        description: 'd',
        displayName: 'hr.read',
        requiresConsent: false,
        fqs: 'ords/hr.read',
        readOnly: false,
      },
    ],
    [OCI_TAGS]: { definedTags: [{ namespace: 'Oracle-Tags', key: 'CreatedBy', value: 'me' }], tagSlug: '' },
  });
});

describe('the schemas that the domain appends to', () => {
  test('are a change at every up after a refresh, for ever', async () => {
    let app = await driver.make(urn, resourceApp());
    for (const _ of [1, 2, 3]) {
      app = await read(app);
      const { kinds } = await driver.diff(app, (await driver.check(urn, resourceApp(), app.inputs)).inputs);
      expect(Object.keys(kinds)).toEqual(['schemas[1]']);
      recorder.take();
      app = (await driver.change(app, resourceApp())) as Resource;
      expect(recorder.take()).toEqual([expect.stringMatching(/^PUT \/admin\/v1\/Apps\/made /)]);
    }
  });

  test('are none when the program lists both, or ignores the property', async () => {
    const both = await driver.make(urn, resourceApp({ schemas: [APP, OCI_TAGS] }));
    expect(await driver.change(await read(both), resourceApp({ schemas: [APP, OCI_TAGS] }))).toBeUndefined();
    const one = await read(await driver.make(urn, resourceApp()));
    const { changes } = await driver.diff(one, resourceApp(), ['schemas']);
    expect(changes).toBe(1);
  });
});

test('a refresh without drift changes nothing, in whatever order sets are returned', async () => {
  const program = resourceApp({ schemas: [APP, OCI_TAGS], redirectUris: ['https://b', 'https://a'] });
  const made = await driver.make(urn, program);
  const { requests } = recorder;
  requests.length = 0;
  const live = await read(made);
  expect(recorder.take()).toEqual(['GET /admin/v1/Apps/made']);
  const reversed = { ...live.outputs, scopes: [...(live.outputs.scopes as unknown[])].reverse() };
  expect(await driver.change({ ...live, outputs: reversed }, program)).toBeUndefined();
});

test('attributeSets go into the query of every request but the delete', async () => {
  const program = clientApp({ attributeSets: ['all'] });
  const made = await driver.make(urn, program);
  await read(made);
  await driver.change(made, { ...program, displayName: 'other' });
  await driver.delete(made);
  expect(recorder.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'POST /admin/v1/Apps?attributeSets=all',
    'GET /admin/v1/Apps/made?attributeSets=all',
    'PUT /admin/v1/Apps/made?attributeSets=all',
    'DELETE /admin/v1/Apps/made',
  ]);
});

test('forceDelete counts once it is in the state, and putting it there is a PUT', async () => {
  const made = await driver.make(urn, clientApp({ schemas: [APP, OCI_TAGS] }));
  recorder.take();
  const forced = (await driver.change(
    made,
    clientApp({ schemas: [APP, OCI_TAGS], forceDelete: true }),
  )) as Resource;
  await driver.delete(forced);
  const [put, deleted] = recorder.requests;
  expect(put?.method).toBe('PUT');
  expect(put?.body).not.toContain('forceDelete');
  expect(`${deleted?.method} ${deleted?.path}`).toBe('DELETE /admin/v1/Apps/made?forceDelete=true');
  await driver.delete(forced); // gone already: no error
  expect(await driver.read(forced)).toBeUndefined();
});

test.each([
  ['name', { name: 'other' }],
  ['idcsEndpoint', { idcsEndpoint: 'http://127.0.0.1:1' }],
  ['basedOnTemplate', { basedOnTemplate: { value: 'CustomBrowserMobileTemplateId' } }],
  ['isAliasApp', { isAliasApp: true }],
  ['isUnmanagedApp', { isUnmanagedApp: true }],
])('a change of %s replaces', async (property, change) => {
  const program = clientApp({ schemas: [APP, OCI_TAGS], isAliasApp: false, isUnmanagedApp: false });
  const made = await driver.make(urn, program);
  const { replacesList, deletebeforereplace } = await driver.diff(made, { ...program, ...change });
  expect(replacesList).toEqual([property]);
  expect(deletebeforereplace).toBe(false);
});

test('a preview knows what the program says and nothing of what the domain will fill in', async () => {
  const { outputs } = await driver.create(urn, resourceApp(), true);
  expect(recorder.requests).toEqual([]);
  expect(outputs).toMatchObject({
    name: UNKNOWN_TEXT,
    clientSecret: UNKNOWN_TEXT,
    displayName: 'hr-api',
    scopes: [
      { value: 'hr.write', fqs: UNKNOWN_TEXT },
      { value: 'hr.read', fqs: UNKNOWN_TEXT, description: 'd' },
    ],
  });
});

test('an import names the domain in its id, and the program then changes nothing', async () => {
  const program = resourceApp({ schemas: [APP, OCI_TAGS] });
  await driver.make(urn, program);
  const bare = (id: string): Resource => ({ urn, id, inputs: {}, outputs: {} });
  const imported = await read(bare(`idcsEndpoint/${recorder.origin}/apps/made`));
  expect(imported.id).toBe('made');
  expect(await driver.change(imported, program)).toBeUndefined();
  await expect(driver.read(bare('made'))).rejects.toThrow('idcsEndpoint/<endpoint>/apps/<id>');
});

describe('errors', () => {
  test('a SCIM error has no message, and says what was called', async () => {
    recorder.plan({ status: 400, body: scimError });
    const failed = driver.make(urn, clientApp());
    await expect(failed).rejects.toThrow(/400-BadErrorResponse, \nRequest Target: POST http:.*Apps/);
    await expect(failed).rejects.not.toThrow('says what is wrong');
  });

  test('a conflict is tried again', async () => {
    recorder.plan({ status: 409, body: scimError }, { status: 409, body: scimError });
    await driver.make(urn, clientApp());
    expect(recorder.requests.map(({ method }) => method)).toEqual(['POST', 'POST', 'POST']);
    const tokens = recorder.requests.map(({ headers }) => headers['opc-retry-token']);
    expect(new Set(tokens).size).toBe(1);
  });

  test.each([400, 401, 403, 412])('%d is final', async (status) => {
    recorder.plan({ status, body: scimError });
    await expect(driver.make(urn, clientApp())).rejects.toThrow(`${status}-BadErrorResponse, `);
    expect(recorder.requests).toHaveLength(1);
  });

  test.each([429, 500, 503])('%d is tried again, at the time it names', async (status) => {
    recorder.plan({ status, body: {}, headers: { 'retry-after': '0' } });
    await driver.make(urn, clientApp());
    expect(recorder.requests).toHaveLength(2);
  });

  test('disable_409_retry makes a conflict final', async () => {
    const strict = await startPlugin(ociPlugin, {
      ORDS_SANDBOX_PLUGIN_WAITS: 'none',
      OCI_disable_409_retry: 'true',
      HOME: '/nowhere',
    });
    const other = new Driver(strict.port);
    await other.configure(credentials);
    recorder.plan({ status: 409, body: scimError });
    await expect(other.make(urn, clientApp())).rejects.toThrow('409-BadErrorResponse, ');
    expect(recorder.requests).toHaveLength(1);
    other.close();
    await strict.close();
  });

  test.each([
    [{ clientType: 'private' }, 'unsupported enum value for clientType: private'],
    [{ allowedOperations: ['fly'] }, 'unsupported enum value for allowedOperations: fly'],
    [{ idcsEndpoint: 'http://127.0.0.1:1/' }, 'host is invalid. endpoint must not contain'],
  ])('%j passes the preview and is refused before the call', async (change, message) => {
    const { failures } = await driver.check(urn, clientApp(change));
    expect(failures).toEqual([]);
    await driver.create(urn, clientApp(change), true);
    await expect(driver.make(urn, clientApp(change))).rejects.toThrow(message);
    expect(recorder.requests).toEqual([]);
  });

  test.each([
    ['displayName', { displayName: undefined }],
    ['clientSecret', { clientSecret: 'mine' }],
    ['scopes[0].fqs', { scopes: [{ value: 'a', fqs: 'b' }] }],
    ['allowedScopes[0].fqs', { allowedScopes: [{}] }],
    [
      'urnietfparamsscimschemasoracleidcsextensionradiusAppApp',
      { urnietfparamsscimschemasoracleidcsextensionradiusAppApp: {} },
    ],
  ])('%s is named by the check', async (property, change) => {
    const { failures } = await driver.check(urn, clientApp(change));
    expect(failures.map((failure) => failure.property)).toEqual([property]);
  });
});
