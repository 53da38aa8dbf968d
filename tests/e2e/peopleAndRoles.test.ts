import { Requests } from './support/requests';
import { startTestSandbox, type TestSandbox } from './support/sandbox';
import { SchemaSession } from './support/schema';
import { TestStack, type ApiValues } from './support/stack';
import { ordersValues } from './support/values';

jest.setTimeout(400_000);

const CALLBACK = 'https://app.example.com/callback';
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

async function mint(claims: Record<string, unknown>): Promise<string> {
  const { token } = await sandbox.control.call<{ token: string }>('auth0/mintToken', {
    audience: 'https://api.example.com/orders',
    claims,
  });
  return token;
}

const withPeople = (): ApiValues => ({
  ...ordersValues(),
  clients: {
    ...ordersValues().clients,
    web: { scopes: ['orders.read'], redirectUris: [CALLBACK] },
  },
});

const inRoleMode = (): ApiValues => ({
  ...withPeople(),
  roleClaim: '/roles',
  scopes: {
    'orders.read': { modules: ['orders'], roles: ['orders_readers', 'clerks'] },
    'orders.audit': { modules: ['audit'] },
  },
});

/** Statuses that this token gets from this module for as long as the work takes. */
async function watch(url: string, token: string, work: () => Promise<unknown>): Promise<Set<number>> {
  const statuses = new Set<number>();
  let working = true;
  const watcher = (async () => {
    while (working) statuses.add(await requests.status(url, token));
  })();
  try {
    await work();
  } finally {
    working = false;
    await watcher;
  }
  return statuses;
}

test('a client for people has its redirect URIs and a grant for its users, and nothing is left to change', async () => {
  await up(withPeople());
  const { clients } = await stack.outputs('orders');
  const web = await requests.manage<Record<string, unknown>>('GET', `clients/${clients['web']!.clientId}`);
  expect(web).toMatchObject({
    app_type: 'regular_web',
    callbacks: [CALLBACK],
    grant_types: ['authorization_code', 'refresh_token'],
  });
  const grants = await requests.manage<Record<string, unknown>[]>(
    'GET',
    `client-grants?client_id=${clients['web']!.clientId}`,
  );
  expect(grants).toMatchObject([{ subject_type: 'user', scope: ['orders.read'] }]);
  expect((await stack.preview()).changes).toEqual({});
});

test('a redirect URI that somebody adds is drift, and the next up takes it away', async () => {
  const { clients } = await stack.outputs('orders');
  const path = `clients/${clients['web']!.clientId}`;
  await requests.manage('PATCH', path, { callbacks: [CALLBACK, 'https://evil.example.com/'] });
  const { changes, output } = await stack.preview();
  expect(changes).toEqual({ update: 1 });
  expect(output).toContain('https://evil.example.com/');
  await up(withPeople());
  expect(await requests.manage('GET', path)).toMatchObject({ callbacks: [CALLBACK] });
});

test('from scope mode to role mode and back: at no moment does a token with the claim and no right get in', async () => {
  const { endpoints } = await stack.outputs('orders');
  const url = endpoints['orders'] ?? '';
  const stranger = await mint({ roles: ['strangers'] });
  const clerk = await mint({ roles: ['clerks'] });
  const scoped = await mint({ scope: 'orders.read' });
  expect(await requests.status(url, scoped)).toBe(200);

  const there = await watch(url, stranger, () => up(inRoleMode()));
  expect(there).not.toContain(200);
  expect(await requests.status(url, clerk)).toBe(200);
  expect(await requests.status(endpoints['audit'] ?? '', clerk)).not.toBe(200);
  expect(await requests.status(endpoints['audit'] ?? '', await mint({ roles: ['orders.audit'] }))).toBe(200);
  expect(await requests.status(url, scoped)).not.toBe(200);
  expect((await stack.preview()).changes).toEqual({});

  await schema.run("begin ords.delete_role(p_role_name => 'clerks'); commit; end;");
  expect(await requests.status(url, clerk)).not.toBe(200);
  expect((await stack.preview()).output).toContain('ords.privilege.roles_missing');
  await up(inRoleMode());
  expect(await requests.status(url, clerk)).toBe(200);

  const back = await watch(url, stranger, () => up(withPeople()));
  expect(back).not.toContain(200);
  expect(await requests.status(url, scoped)).toBe(200);
  expect(await requests.status(url, clerk)).not.toBe(200);
  expect(await schema.rows('select name from user_ords_roles')).toEqual([]);
});

test('destroy leaves no role, client or grant', async () => {
  await up(inRoleMode());
  await stack.destroy();
  expect(await schema.rows('select name from user_ords_roles')).toEqual([]);
  expect(await schema.rows('select name from user_ords_privileges')).toEqual([]);
  const left = await requests.manage<{ name: string }[]>('GET', 'clients');
  expect(left.map(({ name }) => name).filter((name) => name.startsWith('orders'))).toEqual([]);
});
