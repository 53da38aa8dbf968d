import { Auth0UnderTest } from './support/identityProviders/auth0';
import { Requests } from './support/requests';
import { startTestSandbox, type TestSandbox } from './support/sandbox';
import { SchemaSession } from './support/schema';
import { TestStack, type ApiValues } from './support/stack';
import { administered, smallValues } from './support/values';

jest.setTimeout(180_000);

/** Schemas by the API that each holds; the library never logs on to one. */
const SCHEMAS = { orders: 'SALES', stock: 'DEPOT', invoices: 'LEDGER' };

let sandbox: TestSandbox;
let stack: TestStack;
let requests: Requests;
let auth0: Auth0UnderTest;
let admin: SchemaSession;
let values: Record<string, ApiValues>;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  requests = new Requests(sandbox);
  auth0 = new Auth0UnderTest(sandbox, requests);
  admin = await SchemaSession.openAdmin(sandbox);
  for (const schema of Object.values(SCHEMAS)) await admin.createSchema(schema);
  values = Object.fromEntries(
    Object.entries(SCHEMAS).map(([name, schema]) => [
      name,
      smallValues(name, administered(sandbox.environment, schema)),
    ]),
  );
  stack = await TestStack.create(sandbox);
  stack.values(values);
});

afterAll(async () => {
  await admin?.close();
  await requests?.close();
  stack?.remove();
  await sandbox?.stop();
});

async function statuses(name: string): Promise<{ withToken: number; without: number; foreign: number }> {
  const { endpoints } = await stack.outputs(name);
  const token = async (api: string): Promise<string> => {
    const { clients, audience } = await stack.outputs(api);
    return auth0.token(clients[api] ?? { clientId: '', clientSecret: '' }, audience);
  };
  const other = Object.keys(SCHEMAS).find((api) => api !== name) ?? '';
  const url = endpoints[name] ?? '';
  return {
    withToken: await requests.status(url, await token(name)),
    without: await requests.status(url),
    foreign: await requests.status(url, await token(other)),
  };
}

const sound = { withToken: 200, without: 401, foreign: 401 };

test('one connection of an administrator makes three APIs in three schemas, each with its own trust', async () => {
  await stack.up();
  for (const name of Object.keys(SCHEMAS)) expect(await statuses(name)).toEqual(sound);
  expect(await admin.rows('select schema, audience from dba_ords_jwt_profile order by schema')).toEqual([
    ['DEPOT', 'https://api.example.com/stock'],
    ['LEDGER', 'https://api.example.com/invoices'],
    ['SALES', 'https://api.example.com/orders'],
  ]);
});

test('what is done behind Pulumi’s back in one schema is shown there and nowhere else', async () => {
  await admin.run(`begin ords_security_admin.delete_jwt_profile(p_schema => 'DEPOT'); commit; end;`);
  const { changes, output } = await stack.preview();
  // The profile, and the Agreement that speaks of it; the other schemas' resources are as they were.
  expect(changes).toEqual({ create: 1, update: 1 });
  expect(output).toContain('stock-profile');
});

test('and repaired', async () => {
  await stack.up();
  for (const name of Object.keys(SCHEMAS)) expect(await statuses(name)).toEqual(sound);
});

test('destroy leaves nothing in any of them', async () => {
  await stack.destroy();
  for (const view of ['modules', 'privileges', 'jwt_profile'])
    expect(await admin.rows(`select * from dba_ords_${view}`)).toEqual([]);
  expect(await admin.rows(`select parsing_schema from dba_ords_schemas where status = 'ENABLED'`)).toEqual(
    [],
  );
});
