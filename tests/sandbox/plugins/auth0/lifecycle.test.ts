import { auth0Plugin } from '../../../../sandbox/plugins/auth0/plugin';
import { startPlugin, type Plugin } from '../../../../sandbox/plugins/framework/plugin';
import { Driver, type Plain, type Resource } from '../framework/driver';
import { RecordingTenant } from './recordingTenant';
import { urnOf } from './urns';

/** The sequences are those of facts/auth0.md "Observed", seen from the official plugin. */
let identifier: string;
let escaped: string;

jest.setTimeout(60_000); // RSA keys for the CA and the tenant are made on a busy machine

let recording: RecordingTenant;
let plugin: Plugin;
let driver: Driver;

beforeAll(async () => {
  recording = await RecordingTenant.start();
});

afterAll(() => recording.close());

let count = 0;
beforeEach(async () => {
  count += 1;
  identifier = `https://api.example.com/orders/${count}`;
  escaped = `https:%2F%2Fapi.example.com%2Forders%2F${count}`;
  recording.requests.length = 0;
  plugin = await startPlugin(auth0Plugin, {
    SSL_CERT_FILE: recording.caFile,
    ORDS_SANDBOX_PLUGIN_WAITS: 'none',
  });
  driver = new Driver(plugin.port);
  const { clientId, clientSecret } = recording.tenant.management;
  const audience = `${recording.tenant.issuer}api/v2/`;
  await driver.configure({ domain: recording.domain, clientId, clientSecret, audience });
});

afterEach(async () => {
  driver.close();
  await plugin.close();
});

interface Stack {
  api: Resource;
  scopes: Resource;
  client: Resource;
  credentials: Resource;
  grant: Resource;
}

const programs = {
  api: (): Plain => ({ identifier, name: 'Orders', signingAlg: 'RS256', tokenLifetime: 3600 }),
  scopes: (...names: string[]): Plain => ({
    resourceServerIdentifier: identifier,
    scopes: names.map((name) => ({ name, description: `May ${name}` })),
  }),
  client: {
    name: 'Backend',
    appType: 'non_interactive',
    grantTypes: ['client_credentials'],
    jwtConfiguration: { alg: 'RS256' },
    description: 'Managed by Pulumi',
  },
  grant: (clientId: string, ...scopes: string[]): Plain => ({ clientId, audience: identifier, scopes }),
};

async function up(): Promise<Stack> {
  const api = await driver.make(urnOf('ResourceServer', 'api'), programs.api());
  const scopes = await driver.make(urnOf('ResourceServerScopes', 'api'), programs.scopes('write', 'read'));
  const client = await driver.make(urnOf('Client', 'backend'), programs.client);
  const clientId = client.id;
  const credentials = await driver.make(urnOf('ClientCredentials', 'backend'), {
    clientId,
    authenticationMethod: 'client_secret_post',
  });
  const grant = await driver.make(urnOf('ClientGrant', 'backend'), programs.grant(clientId, 'write', 'read'));
  return { api, scopes, client, credentials, grant };
}

function named({ api, client, grant }: Stack): Record<string, string> {
  return { [api.id]: '{api}', [client.id]: '{client}', [grant.id]: '{grant}' };
}

async function refresh(stack: Stack): Promise<Stack> {
  const read = async (resource: Resource): Promise<Resource> => {
    const live = await driver.read(resource);
    if (live === undefined) throw new Error(`${resource.urn} is gone`);
    return live;
  };
  return {
    grant: await read(stack.grant),
    credentials: await read(stack.credentials),
    client: await read(stack.client),
    scopes: await read(stack.scopes),
    api: await read(stack.api),
  };
}

test('up sends the requests of the official plugin, and asks for one token', async () => {
  const stack = await up();
  expect(recording.tokenRequests).toHaveLength(1);
  const [token] = recording.tokenRequests;
  expect(token?.headers.authorization).toMatch(/^Basic /);
  expect(token?.body).toMatch(/^audience=https%3A%2F%2F[^&]*%2Fapi%2Fv2%2F&grant_type=client_credentials$/);
  expect(recording.take(named(stack))).toEqual([
    `POST resource-servers {"name":"Orders","identifier":"${identifier}","signing_alg":"RS256","token_lifetime":3600}`,
    'GET resource-servers/{api}',
    `GET resource-servers/${escaped}`,
    `PATCH resource-servers/${escaped} {"scopes":[{"value":"read","description":"May read"},{"value":"write","description":"May write"}]}`,
    `GET resource-servers/${escaped}`,
    'POST clients {"name":"Backend","description":"Managed by Pulumi","app_type":"non_interactive","jwt_configuration":{"alg":"RS256"},"grant_types":["client_credentials"],"token_endpoint_auth_method":"client_secret_post"}',
    'GET clients/{client}',
    'GET clients/{client}?fields=client_id&include_fields=true',
    'PATCH clients/{client} {"token_endpoint_auth_method":"client_secret_post"}',
    'GET clients/{client}',
    `GET client-grants?audience=${encodeURIComponent(identifier)}&client_id={client}&include_totals=true&per_page=50`,
    `POST client-grants {"client_id":"{client}","audience":"${identifier}","scope":["write","read"]}`,
    'GET client-grants/{grant}',
  ]);
});

test('an up without changes sends nothing', async () => {
  const { api, scopes, client, credentials, grant } = await up();
  recording.take();
  expect(await driver.change(api, programs.api())).toBeUndefined();
  expect(await driver.change(scopes, programs.scopes('write', 'read'))).toBeUndefined();
  expect(await driver.change(client, programs.client)).toBeUndefined();
  const method = { clientId: client.id, authenticationMethod: 'client_secret_post' };
  expect(await driver.change(credentials, method)).toBeUndefined();
  expect(await driver.change(grant, programs.grant(client.id, 'write', 'read'))).toBeUndefined();
  expect(recording.requests).toEqual([]);
});

test('a refresh reads each resource once and finds the state it left', async () => {
  const stack = await up();
  recording.take();
  const live = await refresh(stack);
  expect(recording.take(named(stack))).toEqual([
    'GET client-grants/{grant}',
    'GET clients/{client}',
    'GET clients/{client}',
    `GET resource-servers/${escaped}`,
    'GET resource-servers/{api}',
  ]);
  expect(live).toEqual(stack);
});

test('changed scopes and a changed lifetime are three PATCHes', async () => {
  const stack = await up();
  recording.take();
  await driver.change(stack.api, { ...programs.api(), tokenLifetime: 7200 });
  await driver.change(stack.scopes, programs.scopes('write', 'read', 'audit'));
  await driver.change(stack.grant, programs.grant(stack.client.id, 'write', 'audit'));
  expect(recording.take(named(stack))).toEqual([
    'PATCH resource-servers/{api} {"name":"Orders","signing_alg":"RS256","token_lifetime":7200}',
    'GET resource-servers/{api}',
    `PATCH resource-servers/${escaped} {"scopes":[{"value":"audit","description":"May audit"},{"value":"read","description":"May read"},{"value":"write","description":"May write"}]}`,
    `GET resource-servers/${escaped}`,
    'PATCH client-grants/{grant} {"scope":["write","audit"]}',
    'GET client-grants/{grant}',
  ]);
});

test('destroy deletes in seven requests, and again without error', async () => {
  const stack = await up();
  recording.take();
  const order = [stack.grant, stack.credentials, stack.scopes, stack.client, stack.api];
  for (const resource of order) await driver.delete(resource);
  expect(recording.take(named(stack))).toEqual([
    'DELETE client-grants/{grant}',
    'GET clients/{client}?fields=client_id%2Capp_type&include_fields=true',
    'GET clients/{client}/credentials?include_totals=true&per_page=50',
    'PATCH clients/{client} {"token_endpoint_auth_method":"client_secret_post"}',
    `PATCH resource-servers/${escaped} {"scopes":[]}`,
    'DELETE clients/{client}',
    'DELETE resource-servers/{api}',
  ]);
  for (const resource of order) await driver.delete(resource);
  for (const resource of order) expect(await driver.read(resource)).toBeUndefined();
});

test('every resource is imported by its id, and the program then changes nothing', async () => {
  const stack = await up();
  const bare = ({ urn }: Resource, id: string): Resource => ({ urn, id, inputs: {}, outputs: {} });
  recording.take();
  const api = await driver.read(bare(stack.api, identifier));
  const scopes = await driver.read(bare(stack.scopes, identifier));
  const client = await driver.read(bare(stack.client, stack.client.id));
  const credentials = await driver.read(bare(stack.credentials, stack.client.id));
  const grant = await driver.read(bare(stack.grant, stack.grant.id));
  expect(recording.take(named(stack))).toEqual([
    `GET resource-servers/${escaped}`,
    `GET resource-servers/${escaped}`,
    'GET clients/{client}',
    'GET clients/{client}',
    'GET client-grants/{grant}',
  ]);
  expect(api?.id).toBe(stack.api.id);
  for (const imported of [api, scopes, client, credentials, grant]) expect(imported).toBeDefined();
  expect(await driver.change(api as Resource, programs.api())).toBeUndefined();
  expect(await driver.change(scopes as Resource, programs.scopes('write', 'read'))).toBeUndefined();
  expect(await driver.change(client as Resource, programs.client)).toBeUndefined();
  expect(
    await driver.change(grant as Resource, programs.grant(stack.client.id, 'write', 'read')),
  ).toBeUndefined();
});

test('drift shows in inputs and outputs after a refresh, and the next up repairs it', async () => {
  const stack = await up();
  const behind = { ...stack.scopes, inputs: stack.scopes.inputs };
  await driver.update(behind, programs.scopes('read', 'sneaked'));
  await driver.update(stack.grant, programs.grant(stack.client.id, 'read', 'sneaked'));
  recording.take();
  const live = await refresh(stack);
  expect(live.scopes.inputs.scopes).toEqual([
    { name: 'read', description: 'May read' },
    { name: 'sneaked', description: 'May sneaked' },
  ]);
  expect(live.grant.inputs.scopes).toEqual(['read', 'sneaked']);
  recording.take();
  expect(await driver.change(live.scopes, programs.scopes('write', 'read'))).toBeDefined();
  expect(await driver.change(live.grant, programs.grant(stack.client.id, 'write', 'read'))).toBeDefined();
  expect(await refresh(stack)).toEqual(stack);
});
