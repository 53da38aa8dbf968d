import { Requests } from './support/requests';
import { startTestSandbox, type TestSandbox } from './support/sandbox';
import { SchemaSession } from './support/schema';
import { TestStack, type ApiValues } from './support/stack';
import { collection } from './support/values';

jest.setTimeout(300_000);

const NAMES = ['blue', 'green'] as const;

let sandbox: TestSandbox;
let requests: Requests;
let schema: SchemaSession;
const stacks = new Map<string, TestStack>();

beforeAll(async () => {
  sandbox = await startTestSandbox();
  requests = new Requests(sandbox);
  schema = await SchemaSession.open(sandbox);
  await schema.run('begin ords.enable_schema; end;');
  for (const name of NAMES) stacks.set(name, await TestStack.create(sandbox, { name }));
});

afterAll(async () => {
  await schema?.close();
  await requests?.close();
  for (const stack of stacks.values()) stack.remove();
  await sandbox?.stop();
});

const audience = (name: string): string => `https://api.example.com/${name}`;

/** Both want the same module, the same privilege and the one profile of the schema, each with another content. */
function values(name: string): ApiValues {
  return {
    audience: audience(name),
    scopes: { 'orders.read': { description: `Read ${name}`, modules: ['orders'] } },
    clients: { backend: { scopes: ['orders.read'] } },
    auth0: { apiName: name },
    ords: { modules: { orders: collection('/orders/', `select '${name}' stack from dual`) } },
  };
}

async function texts(): Promise<string[]> {
  const found: string[] = [];
  for (const [text, view] of [
    ['comments', 'user_ords_modules'],
    ['comments', 'user_ords_privileges'],
    ['description', 'user_ords_jwt_profile'],
  ])
    found.push(...(await schema.rows(`select ${text} from ${view}`)).flat().map(String));
  return found;
}

test('two ups on one schema: one has everything, the other is told who, and each destroys its own', async () => {
  const runs = await Promise.all(
    [...stacks].map(async ([name, stack]) => {
      stack.values({ orders: values(name) });
      return { name, stack, ...(await stack.tryUp()) };
    }),
  );
  const [winner, ...others] = runs.filter(({ status }) => status === 0);
  const [loser] = runs.filter(({ status }) => status !== 0);
  expect(others).toEqual([]);
  if (!winner || !loser) throw new Error('one of them should have won');
  expect(loser.output).toContain(`held by stack lifecycle/${winner.name} of pulumi-ords`);
  expect(loser.output).toContain('[ords.jwt_profile.exists]');

  const marked = await texts();
  expect(marked).toHaveLength(3);
  for (const text of marked) expect(text).toContain(`[pulumi-ords lifecycle/${winner.name}#`);
  expect(await schema.rows('select audience from user_ords_jwt_profile')).toEqual([[audience(winner.name)]]);
  expect(await schema.rows('select description from user_ords_privileges')).toEqual([
    [`Read ${winner.name}`],
  ]);

  const { clients, endpoints } = await winner.stack.outputs('orders');
  const { clientId = '', clientSecret = '' } = clients['backend'] ?? {};
  const token = await requests.token(clientId, clientSecret, audience(winner.name));
  const url = endpoints['orders'] ?? '';
  expect(await requests.status(url, token)).toBe(200);

  await loser.stack.destroy();
  expect(await texts()).toEqual(marked);
  expect([await requests.status(url, token), await requests.status(url)]).toEqual([200, 401]);

  await winner.stack.destroy();
  expect(await texts()).toEqual([]);
  expect(await schema.rows(`select status from user_ords_schemas`)).toEqual([['ENABLED']]);
  const apis = await requests.manage<{ is_system?: boolean }[]>('GET', 'resource-servers');
  expect(apis.filter((api) => !api.is_system)).toEqual([]);
});
