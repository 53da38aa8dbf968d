import { Requests } from './support/requests';
import { startTestSandbox, type TestSandbox } from './support/sandbox';
import { SchemaSession } from './support/schema';
import { TestStack } from './support/stack';
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
  stack.values({ orders: ordersValues() });
  await stack.up();
});

afterAll(async () => {
  await schema?.close();
  await requests?.close();
  stack?.remove();
  await sandbox?.stop();
});

const AUDIENCE = encodeURIComponent(ordersValues().audience);
const clientId = async () => (await stack.outputs('orders')).clients['backend']?.clientId ?? '';
const grantOf = async (client: string) => {
  const grants = await requests.manage<{ id: string; client_id: string }[]>(
    'GET',
    `client-grants?client_id=${client}`,
  );
  return grants[0]?.id ?? '';
};

type Damage = readonly [resource: string, what: string, act: () => Promise<unknown>];

/** What somebody does behind Pulumi's back, and the resource that must show it; a group is done at once. */
const DAMAGE: readonly (readonly [group: string, damages: readonly Damage[]])[] = [
  [
    'properties',
    [
      [
        'orders-api',
        'lifetime',
        () => requests.manage('PATCH', `resource-servers/${AUDIENCE}`, { token_lifetime: 60 }),
      ],
      [
        'orders-scopes',
        'a scope gone',
        () =>
          requests.manage('PATCH', `resource-servers/${AUDIENCE}`, { scopes: [{ value: 'orders.read' }] }),
      ],
      [
        'orders-backend',
        'grant types',
        async () =>
          requests.manage('PATCH', `clients/${await clientId()}`, {
            grant_types: ['client_credentials', 'refresh_token'],
          }),
      ],
      [
        'orders-backend-credentials',
        'authentication method',
        async () =>
          requests.manage('PATCH', `clients/${await clientId()}`, {
            token_endpoint_auth_method: 'client_secret_basic',
          }),
      ],
      [
        'orders-backend-grant',
        'scopes of the grant',
        async () =>
          requests.manage('PATCH', `client-grants/${await grantOf(await clientId())}`, { scope: [] }),
      ],
      [
        'orders-profile',
        'audience',
        () =>
          schema.run(`begin ords_security.delete_jwt_profile; ords_security.create_jwt_profile(
            p_issuer => 'https://other/', p_audience => 'x', p_jwk_url => 'https://other/jwks'); end;`),
      ],
      [
        'orders-privilege-orders.read',
        'pattern added',
        () => schema.run(`begin ords.create_privilege_mapping('orders.read', '/elsewhere/*'); end;`),
      ],
      [
        'orders-module-orders',
        'handler',
        () =>
          schema.run(`begin ords.define_handler(p_module_name => 'orders', p_pattern => '.', p_method => 'GET',
            p_source_type => 'json/collection', p_source => 'select 1 as x from dual'); end;`),
      ],
      [
        'orders-module-audit',
        'template added',
        () =>
          schema.run(`begin ords.define_template(p_module_name => 'audit', p_pattern => 'back-door'); end;`),
      ],
      [
        'orders-protection-orders',
        'unpublished',
        () => schema.run(`begin ords.publish_module('orders', 'NOT_PUBLISHED'); end;`),
      ],
    ],
  ],
  [
    'whole objects',
    [
      [
        'orders-backend-grant',
        'grant gone',
        async () => requests.manage('DELETE', `client-grants/${await grantOf(await clientId())}`),
      ],
      ['orders-profile', 'profile gone', () => schema.run('begin ords_security.delete_jwt_profile; end;')],
      [
        'orders-privilege-orders.read',
        'privilege gone',
        () => schema.run(`begin ords.delete_privilege('orders.read'); end;`),
      ],
      ['orders-module-audit', 'module gone', () => schema.run(`begin ords.delete_module('audit'); end;`)],
    ],
  ],
  [
    'the schema',
    [['orders-schema', 'disabled', () => schema.run(`begin ords.enable_schema(p_enabled => false); end;`)]],
  ],
];

describe('what somebody changes behind Pulumi’s back', () => {
  test.each(DAMAGE)('%s: a preview names each resource, and the next up repairs', async (_group, damages) => {
    for (const [, , act] of damages) await act();
    const { changes, output } = await stack.preview();
    expect(changes).not.toEqual({});
    const named = damages.filter(([resource]) =>
      new RegExp(`::${resource.replaceAll('.', '\\.')}\\]`).test(output),
    );
    expect(named.map(([resource, what]) => `${resource}: ${what}`)).toEqual(
      damages.map(([resource, what]) => `${resource}: ${what}`),
    );
    await stack.up();
    expect((await stack.preview()).changes).toEqual({});
    const { endpoints, clients, audience } = await stack.outputs('orders');
    const { clientId: id, clientSecret } = clients['backend'] ?? { clientId: '', clientSecret: '' };
    expect(await requests.status(endpoints['orders'] ?? '')).toBe(401);
    expect(await requests.status(endpoints['audit'] ?? '')).toBe(401);
    expect(
      await requests.status(endpoints['orders'] ?? '', await requests.token(id, clientSecret, audience)),
    ).toBe(200);
  });
});
