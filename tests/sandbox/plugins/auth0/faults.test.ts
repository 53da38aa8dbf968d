import type { ServiceError } from '@grpc/grpc-js';
import { ErrorResourceInitFailed } from '@pulumi/pulumi/proto/provider_pb';
import { Status } from '@pulumi/pulumi/proto/status_pb';
import { auth0Plugin } from '../../../../sandbox/plugins/auth0/plugin';
import { startPlugin, type Plugin } from '../../../../sandbox/plugins/framework/plugin';
import { Driver, secret, type Plain, type Resource } from '../framework/driver';
import { RecordingTenant } from './recordingTenant';
import { urnOf } from './urns';

jest.setTimeout(60_000);

let recording: RecordingTenant;
let plugin: Plugin;
let driver: Driver;

beforeAll(async () => {
  recording = await RecordingTenant.start();
});

afterAll(() => recording.close());

beforeEach(async () => {
  plugin = await startPlugin(auth0Plugin, {
    SSL_CERT_FILE: recording.caFile,
    ORDS_SANDBOX_PLUGIN_WAITS: 'none',
  });
  driver = new Driver(plugin.port);
  await driver.configure(login());
  recording.requests.length = 0;
});

afterEach(async () => {
  driver.close();
  await plugin.close();
});

function login(): Plain {
  const { clientId, clientSecret } = recording.tenant.management;
  return { domain: recording.domain, clientId, clientSecret, audience: `${recording.tenant.issuer}api/v2/` };
}

let count = 0;
const newIdentifier = (): string => `https://api.example.com/${(count += 1)}`;
const makeClient = (): Promise<Resource> =>
  driver.make(urnOf('Client', 'x'), {
    name: 'x',
    appType: 'non_interactive',
    grantTypes: ['client_credentials'],
  });

test('429 and 503 are waited out', async () => {
  const path = '/api/v2/resource-servers';
  recording.tenant.control.refuse({
    match: { method: 'POST', path },
    status: 429,
    times: 2,
    resetSeconds: 0,
  });
  recording.tenant.control.refuse({ match: { method: 'POST', path }, status: 503, times: 3 });
  await driver.make(urnOf('ResourceServer', 'x'), { identifier: newIdentifier() });
  expect(recording.take().filter((line) => line.startsWith('POST'))).toHaveLength(6);
});

test('an answer of 409 fails at once, with what Auth0 said', async () => {
  const identifier = newIdentifier();
  await driver.make(urnOf('ResourceServer', 'x'), { identifier });
  recording.take();
  const again = driver.make(urnOf('ResourceServer', 'y'), { identifier });
  await expect(again).rejects.toThrow(
    '409 Conflict: A resource server with the same identifier already exists.',
  );
  expect(recording.take()).toHaveLength(1);
});

test('a 404 on the read after a create fails as the official plugin does, and keeps nothing', async () => {
  recording.tenant.control.notFoundOnceAfterCreate('client');
  const failed = makeClient();
  await expect(failed).rejects.toThrow(
    `expected non-nil error with nil state during Create of ${urnOf('Client', 'x')}`,
  );
  const { metadata } = (await failed.catch((error: unknown) => error)) as ServiceError;
  expect(metadata.get('grpc-status-details-bin')).toEqual([]);
});

test('another failure of the read after a create keeps the id in the state', async () => {
  recording.tenant.control.refuse({
    match: { method: 'GET', path: '/api/v2/clients/' },
    status: 500,
    times: 4,
  });
  const error = (await makeClient().catch((failure: unknown) => failure)) as ServiceError;
  const [details] = error.metadata.get('grpc-status-details-bin');
  const [packed] = Status.deserializeBinary(details as Buffer).getDetailsList();
  const failure = ErrorResourceInitFailed.deserializeBinary(packed?.getValue_asU8() ?? new Uint8Array());
  expect(failure.getId()).toMatch(/^[A-Za-z0-9]{32}$/);
  expect(failure.getReasonsList()).toEqual([expect.stringContaining('500')]);
  expect(failure.getProperties()?.toJavaScript()).toMatchObject({ name: 'x' });
});

test('an existing grant is adopted without a PATCH, and the next up makes it match', async () => {
  const identifier = newIdentifier();
  await driver.make(urnOf('ResourceServer', 'x'), { identifier });
  const { id: clientId } = await makeClient();
  const program = { audience: identifier, clientId, scopes: ['a'] };
  const first = await driver.make(urnOf('ClientGrant', 'x'), program);
  recording.take();
  const wanted = { ...program, scopes: ['b'] };
  const second = await driver.make(urnOf('ClientGrant', 'y'), wanted);
  expect(second.id).toBe(first.id);
  expect(recording.take().map((line) => line.split(' ')[0])).toEqual(['GET', 'GET']);
  expect((await driver.change(second, wanted))?.outputs.scopes).toEqual(['b']);
});

test('an API with other scopes is not taken over', async () => {
  const resourceServerIdentifier = newIdentifier();
  await driver.make(urnOf('ResourceServer', 'x'), { identifier: resourceServerIdentifier });
  const urn = urnOf('ResourceServerScopes', 'x');
  await driver.make(urn, { resourceServerIdentifier, scopes: [{ name: 'a' }] });
  recording.take();
  const other = driver.make(urn, { resourceServerIdentifier, scopes: [{ name: 'b' }] });
  await expect(other).rejects.toThrow('Resource Server with non empty scopes');
  expect(recording.take()).toHaveLength(1);
});

test('secrets come back secret, and a configured one rotated outside is put back after a refresh', async () => {
  const { id: clientId, outputs } = await makeClient();
  expect(outputs.signingKeys).toEqual(secret(expect.any(Array)));
  const clientSecret = secret('a-secret-of-the-program');
  const program = { clientId, authenticationMethod: 'client_secret_post', clientSecret };
  const made = await driver.make(urnOf('ClientCredentials', 'x'), program);
  expect(made.outputs.clientSecret).toEqual(clientSecret);
  recording.tenant.control.rotateSecret(clientId);
  expect(await driver.change(made, program)).toBeUndefined();
  const live = (await driver.read(made)) as Resource;
  expect(live.inputs.clientSecret).not.toEqual(clientSecret);
  expect((await driver.change(live, program))?.outputs.clientSecret).toEqual(clientSecret);
});

test('a wrong client secret is told as OAuth tells it, after a Basic header and a form', async () => {
  const { clientId } = recording.tenant.management;
  await driver.configure({ ...login(), clientSecret: 'wrong-secret' });
  const failed = driver.make(urnOf('ResourceServer', 'x'), { identifier: newIdentifier() });
  await expect(failed).rejects.toThrow('oauth2: "access_denied" "Unauthorized"');
  await expect(failed).rejects.not.toThrow('wrong-secret');
  const [basic, form] = recording.tokenRequests;
  expect(basic?.headers.authorization).toMatch(/^Basic /);
  expect(form?.body).toContain(`client_id=${clientId}&client_secret=wrong-secret`);
});

test('a static token is used as it is', async () => {
  await driver.configure({ domain: `https://${recording.domain}/`, apiToken: 'not-a-token' });
  const failed = driver.make(urnOf('ResourceServer', 'x'), { identifier: newIdentifier() });
  await expect(failed).rejects.toThrow(/^.*401 Unauthorized/);
  expect(recording.tokenRequests).toEqual([]);
});

test('an untrusted certificate is refused, with the remedy', async () => {
  const distrustful = await startPlugin(auth0Plugin, { ORDS_SANDBOX_PLUGIN_WAITS: 'none' });
  const other = new Driver(distrustful.port);
  await other.configure({ domain: recording.domain, apiToken: 'token' });
  const failed = other.make(urnOf('ResourceServer', 'x'), { identifier: newIdentifier() });
  await expect(failed).rejects.toThrow(/x509: certificate signed by unknown authority.*SSL_CERT_FILE/);
  expect(recording.requests).toEqual([]);
  other.close();
  await distrustful.close();
});
