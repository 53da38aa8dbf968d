import { Requests } from './support/requests';
import { startTestSandbox, type TestSandbox } from './support/sandbox';
import { SchemaSession } from './support/schema';
import { TestStack, type ApiOutputs, type ApiValues } from './support/stack';
import { ordersValues } from './support/values';

jest.setTimeout(180_000);

let sandbox: TestSandbox;
let stack: TestStack;
let requests: Requests;
let schema: SchemaSession;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  requests = new Requests(sandbox);
  schema = await SchemaSession.open(sandbox);
  stack = await TestStack.create(sandbox);
});

afterAll(async () => {
  await schema?.close();
  await requests?.close();
  stack?.remove();
  await sandbox?.stop();
});

const up = (values: ApiValues) => {
  stack.values({ orders: values });
  return stack.up();
};

async function callStatus(outputs: ApiOutputs, client: string, module: string): Promise<number> {
  const { clientId, clientSecret } = outputs.clients[client] ?? { clientId: '', clientSecret: '' };
  return requests.status(
    outputs.endpoints[module] ?? '',
    await requests.token(clientId, clientSecret, outputs.audience),
  );
}

describe('one stack from nothing to nothing', () => {
  test('up makes both sides, and they agree', async () => {
    const changes = await up(ordersValues());
    expect(Object.keys(changes)).toEqual(['create']);
    const outputs = await stack.outputs('orders');
    expect(outputs.issuer).toBe(`https://${sandbox.environment['AUTH0_DOMAIN']}/`);
    expect(await callStatus(outputs, 'backend', 'orders')).toBe(200);
    expect(await callStatus(outputs, 'auditor', 'audit')).toBe(200);
    expect(await callStatus(outputs, 'auditor', 'orders')).toBe(403);
    expect(await requests.status(outputs.endpoints['orders'] ?? '')).toBe(401);
  });

  test('a second up changes nothing and writes nothing on either side', async () => {
    await sandbox.control.call('auth0/resetStatistics');
    const before = await sandbox.control.call<{ commits: number }>('database/statistics');
    expect(await up(ordersValues())).toEqual({});
    const { requests: counted } = await sandbox.control.call<{ requests: Record<string, number> }>(
      'auth0/statistics',
    );
    const writes = Object.keys(counted).filter(
      (key) => !key.startsWith('GET ') && key !== 'POST /oauth/token',
    );
    expect(writes).toEqual([]);
    const after = await sandbox.control.call<{ commits: number }>('database/statistics');
    expect(after.commits).toBe(before.commits);
  });

  test('state holds no secret in clear text, and a constant __provider', async () => {
    const { resources, text } = stack.state();
    const { clients } = await stack.outputs('orders');
    const secrets = [
      sandbox.environment['ORDS_PASSWORD'] ?? '',
      ...Object.values(clients).map((client) => client.clientSecret),
    ];
    expect(secrets.every((secret) => secret.length > 10)).toBe(true);
    for (const secret of secrets) expect(text.includes(secret)).toBe(false);
    const ours = resources.filter((resource) => resource.type.startsWith('pulumi-nodejs:dynamic/ords:'));
    expect(ours.length).toBeGreaterThan(5);
    for (const resource of ours) {
      const kind = resource.type.split(':').at(-1);
      const text = `exports.handler=()=>require("pulumi-ords/provider").provider("${kind}")`;
      expect(resource.inputs?.['__provider']).toBe(text);
      expect(resource.outputs?.['__provider']).toBe(text);
    }
  });

  const edits: [string, (values: ApiValues) => void][] = [
    [
      'the description of a scope',
      (values) => void (values.scopes['orders.read']!.description = 'Read all orders'),
    ],
    [
      'a new scope with a pattern',
      (values) => void (values.scopes['orders.admin'] = { patterns: ['/admin/*'] }),
    ],
    ['a grant', (values) => void values.clients!['backend']!.scopes.push('orders.audit')],
    ['a new client', (values) => void (values.clients!['third'] = { scopes: ['orders.read'] })],
    ['the token lifetime', (values) => void (values.auth0!['tokenLifetime'] = 7200)],
    [
      'the profile’s skew',
      (values) => void (values.ords!['jwtProfile'] = { allowedSkew: 30, description: 'Orders' }),
    ],
    [
      'a handler',
      (values) => {
        const modules = values.ords!['modules'] as Record<
          string,
          { templates: { handlers: { source: string }[] }[] }
        >;
        modules['orders']!.templates[0]!.handlers[0]!.source = 'select id, customer, total from orders';
      },
    ],
    [
      'a base path',
      (values) =>
        void ((values.ords!['modules'] as Record<string, { basePath: string }>)['audit']!.basePath = '/log/'),
    ],
  ];
  // One on top of the other: each up goes from the values of the test before.
  const values = ordersValues();
  test.each(edits)('a change of %s is an update that keeps both sides in agreement', async (_name, edit) => {
    edit(values);
    expect(await up(values)).not.toEqual({});
    const outputs = await stack.outputs('orders');
    expect(await callStatus(outputs, 'backend', 'orders')).toBe(200);
    expect(await callStatus(outputs, 'auditor', 'audit')).toBe(200);
    expect(await requests.status(outputs.endpoints['orders'] ?? '')).toBe(401);
    expect(await requests.status(outputs.endpoints['audit'] ?? '')).toBe(401);
  });

  test('after all of them a further up changes nothing', async () => {
    expect(await up(values)).toEqual({});
  });

  test('a changed audience makes the new API and grants before the old ones go', async () => {
    const before = await stack.outputs('orders');
    await sandbox.control.call('auth0/resetStatistics');
    values.audience = 'https://api.example.com/orders-v2';
    const changes = await up(values);
    expect(changes.replace).toBeGreaterThanOrEqual(3);
    const after = await stack.outputs('orders');
    expect(after.clients['backend']?.clientId).toBe(before.clients['backend']?.clientId);
    expect(await callStatus(after, 'backend', 'orders')).toBe(200);
    const apis = await requests.manage<{ identifier: string; is_system?: boolean }[]>(
      'GET',
      'resource-servers',
    );
    expect(apis.filter((api) => !api.is_system).map((api) => api.identifier)).toEqual([values.audience]);
    const { requests: counted } = await sandbox.control.call<{ requests: Record<string, number> }>(
      'auth0/statistics',
    );
    const order = Object.keys(counted);
    const first = (pattern: RegExp): number => order.findIndex((key) => pattern.test(key));
    expect(first(/^POST \/api\/v2\/resource-servers/)).toBeLessThan(
      first(/^DELETE \/api\/v2\/resource-servers/),
    );
    expect(first(/^POST \/api\/v2\/client-grants/)).toBeLessThan(first(/^DELETE \/api\/v2\/client-grants/));
    expect(first(/^POST \/api\/v2\/client-grants/)).toBeLessThan(
      first(/^DELETE \/api\/v2\/resource-servers/),
    );
  });

  test('destroy leaves nothing on either side', async () => {
    const outputs = await stack.outputs('orders');
    await stack.destroy();
    expect(stack.state().resources.filter((resource) => resource.type !== 'pulumi:pulumi:Stack')).toEqual([]);
    const apis = await requests.manage<{ is_system?: boolean }[]>('GET', 'resource-servers');
    expect(apis.filter((api) => !api.is_system)).toEqual([]);
    const clients = await requests.manage<{ client_id: string }[]>('GET', 'clients');
    expect(clients.map((client) => client.client_id)).toEqual([sandbox.environment['AUTH0_CLIENT_ID']]);
    for (const view of ['user_ords_modules', 'user_ords_privileges', 'user_ords_jwt_profile'])
      expect(await schema.rows(`select * from ${view}`)).toEqual([]);
    expect(await schema.rows(`select status from user_ords_schemas where status = 'ENABLED'`)).toEqual([]);
    expect(await requests.status(outputs.endpoints['orders'] ?? '')).toBe(404);
  });
});
