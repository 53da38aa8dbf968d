import { status } from '@grpc/grpc-js';
import * as messages from '@pulumi/pulumi/proto/provider_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { auth0Plugin } from '../../../../sandbox/plugins/auth0/plugin';
import { startPlugin, type Plugin } from '../../../../sandbox/plugins/framework/plugin';
import { call, Driver, secret, UNKNOWN_TEXT, type Plain, type Resource } from '../framework/driver';
import { urnOf } from './urns';

/** Nothing here may reach a tenant: the domain's port is closed. */
const UNREACHABLE = { domain: 'localhost:1', apiToken: 'token' };
const { ADD_REPLACE, UPDATE_REPLACE, UPDATE } = messages.PropertyDiff.Kind;

let plugin: Plugin;
let driver: Driver;

beforeEach(async () => {
  plugin = await startPlugin(auth0Plugin, { ORDS_SANDBOX_PLUGIN_WAITS: 'none' });
  driver = new Driver(plugin.port);
});

afterEach(async () => {
  driver.close();
  await plugin.close();
});

test('the engine is told what the plugin can do', async () => {
  const configured = await driver.configure(UNREACHABLE);
  expect(configured.toObject()).toMatchObject({
    acceptsecrets: true,
    acceptresources: true,
    acceptoutputs: true,
    supportspreview: true,
  });
  const handshake = await call<messages.ProviderHandshakeResponse>((done) =>
    driver.client.handshake(new messages.ProviderHandshakeRequest(), done),
  );
  expect(handshake.getAcceptSecrets()).toBe(true);
});

test('the schema names the five resources', async () => {
  const response = await call<messages.GetSchemaResponse>((done) =>
    driver.client.getSchema(new messages.GetSchemaRequest(), done),
  );
  const schema = JSON.parse(response.getSchema()) as {
    resources: Record<string, { requiredInputs: string[] }>;
  };
  expect(Object.keys(schema.resources)).toHaveLength(5);
  expect(schema.resources['auth0:index/resourceServer:ResourceServer']?.requiredInputs).toEqual([
    'identifier',
  ]);
});

test('what is not implemented says so', async () => {
  const invoked = call((done) => driver.client.invoke(new messages.InvokeRequest(), done));
  await expect(invoked).rejects.toMatchObject({ code: status.UNIMPLEMENTED });
});

test.each([
  [{ clientId: 'a', clientSecret: 'b' }, 'auth0:domain'],
  [{ domain: 'localhost:1' }, 'auth0:clientId (or auth0:apiToken)'],
  [{ domain: 'localhost:1', clientId: 'a' }, 'auth0:clientSecret'],
])('a missing setting is named: %j', async (config, named) => {
  await expect(driver.configure(config)).rejects.toThrow(named);
});

test('an API token beside a client secret is refused, naming client_secret', async () => {
  const response = await driver.checkConfig({
    domain: 'localhost:1',
    apiToken: 't',
    clientId: 'a',
    clientSecret: 'b',
  });
  expect(response.getFailuresList().map((failure) => failure.getReason())).toEqual([
    expect.stringContaining('client_secret'),
  ]);
});

describe('check', () => {
  test('names Client and ResourceServer, and keeps the name afterwards', async () => {
    const urn = urnOf('ResourceServer', 'api');
    const first = await driver.check(urn, { identifier: 'x' });
    expect(first.inputs).toEqual({
      identifier: 'x',
      name: expect.stringMatching(/^api-[0-9a-f]{7}$/),
      __defaults: ['name'],
    });
    const second = await driver.check(urn, { identifier: 'x' }, { ...first.inputs, name: 'api-0000000' });
    expect(second.inputs.name).toBe('api-0000000');
    const client = await driver.check(urnOf('Client', 'backend'), {});
    expect(client.inputs.description).toBe('Managed by Pulumi');
  });

  test.each([
    ['ResourceServer', {}, 'identifier'],
    ['ResourceServer', { identifier: 'x', tokenLifetime: 'long' }, 'tokenLifetime'],
    ['ResourceServer', { identifier: 'x', tokenLifetime: 2_592_001 }, 'tokenLifetime'],
    ['ResourceServer', { identifier: 'x', name: '<b>' }, 'name'],
    ['ResourceServer', { identifier: 'x', signingSecret: 'short' }, 'signingSecret'],
    ['ResourceServer', { identifier: 'x', scopes: [] }, 'scopes'],
    [
      'ResourceServerScopes',
      { resourceServerIdentifier: 'x', scopes: [{ description: 'd' }] },
      'scopes[0].name',
    ],
    ['Client', { jwtConfiguration: { alg: 'none' } }, 'jwtConfiguration.alg'],
    ['Client', { addons: {} }, 'addons'],
    ['ClientCredentials', { clientId: 'c', authenticationMethod: 'password' }, 'authenticationMethod'],
    ['ClientCredentials', { clientId: 'c', clientSecretWo: 's' }, 'clientSecretWoVersion'],
    ['ClientGrant', { audience: 'a' }, 'scopes'],
  ])('%s %j fails at %s', async (type, news, property) => {
    const { failures } = await driver.check(urnOf(type, 'x'), news);
    expect(failures.map((failure) => failure.property)).toEqual([property]);
  });

  test('lets unknown values through and keeps secrets secret', async () => {
    const { inputs, failures } = await driver.check(urnOf('ClientCredentials', 'x'), {
      clientId: UNKNOWN_TEXT,
      authenticationMethod: UNKNOWN_TEXT,
      clientSecret: secret('s3cret'),
    });
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject({ clientId: UNKNOWN_TEXT, clientSecret: secret('s3cret') });
  });

  test('a complaint never repeats the value', async () => {
    const { failures } = await driver.check(urnOf('ResourceServer', 'x'), {
      identifier: 'x',
      signingSecret: secret('hunter2'),
    });
    expect(JSON.stringify(failures)).not.toContain('hunter2');
  });
});

describe('diff', () => {
  const api = (inputs: Plain): Resource => ({
    urn: urnOf('ResourceServer', 'api'),
    id: 'i',
    inputs,
    outputs: inputs,
  });

  test('an identifier replaces; a chosen name makes the old API go first, an automatic one does not', async () => {
    const chosen = { identifier: 'a', name: 'Orders', __defaults: [] };
    const named = await driver.diff(api(chosen), { ...chosen, identifier: 'b' });
    expect(named).toMatchObject({ replacesList: ['identifier'], deletebeforereplace: true });
    expect(named.kinds).toEqual({ identifier: UPDATE_REPLACE });
    const automatic = { ...chosen, __defaults: ['name'] };
    const unnamed = await driver.diff(api(automatic), { ...automatic, identifier: 'b' });
    expect(unnamed).toMatchObject({ replacesList: ['identifier'], deletebeforereplace: false });
  });

  test.each([
    [
      'ResourceServerScopes',
      { resourceServerIdentifier: 'a', scopes: [] },
      { resourceServerIdentifier: 'b' },
    ],
    ['ClientCredentials', { clientId: 'a' }, { clientId: 'b' }],
    ['ClientGrant', { audience: 'a', clientId: 'c', scopes: ['x'] }, { audience: 'b' }],
    ['ClientGrant', { audience: 'a', clientId: 'c', scopes: ['x'] }, { clientId: UNKNOWN_TEXT }],
    [
      'ClientGrant',
      { audience: 'a', clientId: 'c', scopes: ['x'], subjectType: 'client' },
      { subjectType: 'user' },
    ],
    ['ClientGrant', { audience: 'a', scopes: ['x'] }, { defaultFor: 'third_party_clients' }],
  ])('%s %j is replaced by %j', async (type, inputs, change) => {
    const resource = { urn: urnOf(type, 'x'), id: 'i', inputs, outputs: inputs };
    const { kinds, replacesList } = await driver.diff(resource, { ...inputs, ...change });
    expect(replacesList).toEqual(Object.keys(change));
    for (const kind of Object.values(kinds)) expect([ADD_REPLACE, UPDATE_REPLACE]).toContain(kind);
  });

  test('a secret that differs is named and not shown', async () => {
    const inputs = { clientId: 'c', clientSecret: secret('old') };
    const resource = { urn: urnOf('ClientCredentials', 'x'), id: 'c', inputs, outputs: inputs };
    const difference = await driver.diff(resource, { clientId: 'c', clientSecret: secret('new') });
    expect(difference.kinds).toEqual({ clientSecret: UPDATE });
    expect(JSON.stringify(difference)).not.toMatch(/"(old|new)"/);
  });

  test('a secret input that is taken away changes nothing', async () => {
    const inputs = { clientId: 'c', clientSecret: secret('old') };
    const resource = { urn: urnOf('ClientCredentials', 'x'), id: 'c', inputs, outputs: inputs };
    expect((await driver.diff(resource, { clientId: 'c' })).kinds).toEqual({});
  });
});

describe('preview', () => {
  test('a create calls nothing, and what Auth0 will fill in is unknown', async () => {
    await driver.configure(UNREACHABLE);
    const client = await driver.create(urnOf('Client', 'x'), { name: 'n', description: 'd' }, true);
    expect(client.id).toBe('');
    expect(client.outputs).toMatchObject({
      name: 'n',
      clientId: UNKNOWN_TEXT,
      signingKeys: secret(UNKNOWN_TEXT),
    });
    expect(client.outputs).not.toHaveProperty('callbacks');
  });

  test('an update keeps what Auth0 has filled in', async () => {
    await driver.configure(UNREACHABLE);
    const inputs = { name: 'n', callbacks: ['https://x'] };
    const outputs = { ...inputs, clientId: 'c' };
    const updated = await driver.update(
      { urn: urnOf('Client', 'x'), id: 'c', inputs, outputs },
      { name: 'm' },
      true,
    );
    expect(updated.outputs).toEqual({ name: 'm', clientId: 'c' });
  });
});

test('a resource that is not served is named', async () => {
  await expect(driver.check(urnOf('Role', 'x'), {})).rejects.toThrow('auth0:index/role:Role');
});

test('after a cancel nothing is started', async () => {
  await driver.configure(UNREACHABLE);
  await call<Empty>((done) => driver.client.cancel(new Empty(), done));
  const created = driver.create(urnOf('ResourceServer', 'x'), { identifier: 'x' });
  await expect(created).rejects.toThrow('cancelled');
});
