import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPlugin, type Plugin } from '../../../../sandbox/plugins/framework/plugin';
import { ociPlugin } from '../../../../sandbox/plugins/oci/plugin';
import { TestDomain } from '../../oci/identityDomain/support';
import { Driver, type Plain, type Resource } from '../framework/driver';
import { urnOf } from './urns';

/** The plugin and the identity domain of the sandbox, each written from the facts without the other. */
const APP = 'urn:ietf:params:scim:schemas:oracle:idcs:App';
const OCI_TAGS = 'urn:ietf:params:scim:schemas:oracle:idcs:extension:OCITags';
const SETTINGS = 'urn:ietf:params:scim:schemas:oracle:idcs:Settings';
const JWKS_PATH = '/admin/v1/SigningCert/jwk';

let domain: TestDomain;
let folder: string;
let plugin: Plugin;
let driver: Driver;

beforeAll(async () => {
  domain = await TestDomain.start();
  folder = mkdtempSync(path.join(tmpdir(), 'oci-plugin-'));
  writeFileSync(path.join(folder, 'ca.pem'), domain.ca);
  writeFileSync(path.join(folder, 'key.pem'), domain.operator.account.privateKeyPem);
});

afterAll(async () => {
  await domain.stop();
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  const { tenancyId, userId, fingerprint, region } = domain.operator.account;
  plugin = await startPlugin(ociPlugin, {
    ORDS_SANDBOX_PLUGIN_WAITS: 'none',
    SSL_CERT_FILE: path.join(folder, 'ca.pem'),
    HOME: folder,
    OCI_tenancy_ocid: tenancyId,
    OCI_user_ocid: userId,
    OCI_fingerprint: fingerprint,
    OCI_region: region,
    OCI_private_key_path: path.join(folder, 'key.pem'),
    OCI_disable_409_retry: 'true',
  });
  driver = new Driver(plugin.port);
  await driver.configure({});
});

afterEach(async () => {
  driver.close();
  await plugin.close();
});

const appUrn = urnOf('Identity', 'DomainsApp', 'app');
let count = 0;

const resourceApp = (changes: Plain = {}): Plain => ({
  idcsEndpoint: domain.domain.url,
  schemas: [APP, OCI_TAGS],
  displayName: `api-${count}`,
  basedOnTemplate: { value: 'CustomWebAppTemplateId' },
  active: true,
  isOauthResource: true,
  audience: `ords-${count}/`,
  scopes: [{ value: 'hr.read', displayName: 'hr.read', description: 'Read' }, { value: 'hr.write' }],
  ...changes,
});

const clientApp = (changes: Plain = {}): Plain => ({
  idcsEndpoint: domain.domain.url,
  schemas: [APP, OCI_TAGS],
  displayName: `client-${count}`,
  basedOnTemplate: { value: 'CustomWebAppTemplateId' },
  active: true,
  isOauthClient: true,
  clientType: 'confidential',
  allowedGrants: ['client_credentials'],
  allowedScopes: [{ fqs: `ords-${count}/hr.read` }],
  ...changes,
});

beforeEach(() => {
  count += 1;
});

async function refresh(resource: Resource): Promise<Resource> {
  const live = await driver.read(resource);
  if (live === undefined) throw new Error(`${resource.urn} is gone`);
  return live;
}

test('what the plugin makes gets a token, and neither a refresh nor an import is a change', async () => {
  const api = await driver.make(appUrn, resourceApp());
  const client = await driver.make(appUrn, clientApp());
  const { name, clientSecret } = client.outputs;
  const { status, body } = await domain.token({ name, clientSecret }, { scope: `ords-${count}/hr.read` });
  expect({ status, type: body.token_type }).toEqual({ status: 200, type: 'Bearer' });
  expect(await driver.change(await refresh(api), resourceApp())).toBeUndefined();
  expect(await driver.change(await refresh(client), clientApp())).toBeUndefined();
  const imported = await refresh({
    urn: appUrn,
    id: `idcsEndpoint/${domain.domain.url}/apps/${client.id}`,
    inputs: {},
    outputs: {},
  });
  expect(await driver.change(imported, clientApp())).toBeUndefined();
});

test('the whole object, read-only attributes included, is taken back; the client secret stays', async () => {
  await driver.make(appUrn, resourceApp());
  const client = await driver.make(appUrn, clientApp());
  const changed = await driver.change(await refresh(client), clientApp({ description: 'changed' }));
  expect(changed?.outputs).toMatchObject({
    description: 'changed',
    name: client.outputs.name,
    clientSecret: client.outputs.clientSecret,
  });
});

test('the schemas that are not listed, nor ignored, are a PUT at every up after a refresh', async () => {
  const program = resourceApp({ schemas: [APP] });
  let app: Resource | undefined = await driver.make(appUrn, program);
  for (const _ of [1, 2, 3]) {
    const live: Resource = await refresh(app);
    expect(Object.keys((await driver.diff(live, program)).kinds)).toEqual(['schemas[1]']);
    expect((await driver.diff(live, program, ['schemas'])).kinds).toEqual({});
    app = await driver.change(live, program);
    if (app === undefined) throw new Error('nothing was changed');
  }
});

test('an active app is not deleted, forced or not; an inactive one is', async () => {
  const app = await driver.make(appUrn, resourceApp({ forceDelete: true }));
  await expect(driver.delete(app)).rejects.toThrow('400-BadErrorResponse, ');
  const inactive = await driver.change(app, resourceApp({ forceDelete: true, active: false }));
  await driver.delete(inactive as Resource);
  expect(await driver.read(app)).toBeUndefined();
  await driver.delete(app);
});

test('a display name that is taken is a conflict, an unknown scope an error without a message', async () => {
  await driver.make(appUrn, resourceApp());
  await expect(driver.make(appUrn, resourceApp({ audience: 'other/' }))).rejects.toThrow(
    '409-BadErrorResponse, ',
  );
  const unknown = driver.make(appUrn, clientApp({ allowedScopes: [{ fqs: 'no-such/scope' }] }));
  await expect(unknown).rejects.toThrow(/^.*400-BadErrorResponse, \n/);
});

test('a domain that is busy for a moment is asked again', async () => {
  const { control, statistics } = domain.domain;
  statistics.reset();
  control.refuse({ times: 2, status: 503, resetSeconds: 0, match: { path: '/admin/v1/Apps' } });
  const app = await driver.make(appUrn, resourceApp());
  expect(app.outputs.displayName).toBe(`api-${count}`);
  expect(statistics.requests).toEqual({ 'POST /admin/v1/Apps': 3 });
});

test('settings open the keys, and a delete leaves them open', async () => {
  const urn = urnOf('Identity', 'DomainsSetting', 'settings');
  const program = {
    idcsEndpoint: domain.domain.url,
    settingId: 'Settings',
    schemas: [SETTINGS],
    csrAccess: 'none',
    signingCertPublicAccess: true,
  };
  const keys = async (): Promise<number> => (await domain.call('GET', JWKS_PATH)).status;
  expect(await keys()).toBe(401);
  const settings = await driver.make(urn, program);
  expect(await keys()).toBe(200);
  expect(await driver.change(await refresh(settings), program)).toBeUndefined();
  const asked = { idcsEndpoint: domain.domain.url, settingId: 'Settings', attributeSets: ['all'] };
  const read = await driver.invoke('oci:Identity/getDomainsSetting:getDomainsSetting', asked);
  expect(read).toMatchObject({ issuer: domain.domain.issuer, signingCertPublicAccess: true });
  await driver.delete(settings);
  expect(await keys()).toBe(200);
});

test('a role of the domain is granted to a client and taken away', async () => {
  await driver.make(appUrn, resourceApp());
  const client = await driver.make(appUrn, clientApp());
  const roles = await domain.admin(
    'GET',
    '/AppRoles?filter=displayName%20eq%20%22Identity%20Domain%20Administrator%22',
  );
  const [role] = roles.body.Resources as { id: string }[];
  const program = {
    idcsEndpoint: domain.domain.url,
    schemas: ['urn:ietf:params:scim:schemas:oracle:idcs:Grant'],
    grantMechanism: 'ADMINISTRATOR_TO_APP',
    grantee: { type: 'App', value: client.id },
    app: { value: 'IDCSAppId' },
    entitlement: { attributeName: 'appRoles', attributeValue: role?.id },
  };
  const urn = urnOf('Identity', 'DomainsGrant', 'grant');
  const grant = await driver.make(urn, program);
  expect(grant.outputs.isFulfilled).toBe(true);
  const live = await refresh(grant);
  expect((await driver.diff(live, program)).kinds).toEqual({});
  await driver.delete(grant);
  expect(await driver.read(grant)).toBeUndefined();
});
