import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Auth0UnderTest } from './support/identityProviders/auth0';
import { watchClosed } from './support/openWatch';
import { Requests } from './support/requests';
import { startTestSandbox, type TestSandbox } from './support/sandbox';
import { SchemaSession } from './support/schema';
import { TestStack } from './support/stack';
import { ordersValues } from './support/values';

jest.setTimeout(180_000);

const BEFORE = `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!DOCTYPE properties SYSTEM "http://java.sun.com/dtd/properties.dtd">
<properties>
<comment>Saved on Mon Nov 30</comment>
<entry key="db.hostname">db.example.com</entry>
<entry key="db.password">Pool_pass_of_somebody_1</entry>
</properties>
`;

const AUDIENCE = ordersValues().audience ?? '';

let sandbox: TestSandbox;
let stack: TestStack;
let schema: SchemaSession;
let requests: Requests;
let config: string;
let file: string;
let endpoint: string;

const trust = () => {
  const issuer = `https://${sandbox.environment['AUTH0_DOMAIN']}/`;
  return { issuer, audience: AUDIENCE, jwksUrl: `${issuer}.well-known/jwks.json` };
};
const restartOrds = () => sandbox.control.call('ords/reload');

beforeAll(async () => {
  config = mkdtempSync(join(tmpdir(), 'ords-config-'));
  file = join(config, 'databases/default/pool.xml');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, BEFORE);
  sandbox = await startTestSandbox({ ordsConfig: config });
  schema = await SchemaSession.open(sandbox);
  requests = new Requests(sandbox);
  stack = await TestStack.create(sandbox);
  endpoint = `${sandbox.environment['ORDS_BASE_URL']}/ordsdemo/orders/`;
  stack.values({ orders: ordersValues() });
  stack.pool({ trust: trust(), configDirectory: config });
});

afterAll(async () => {
  await requests?.close();
  await schema?.close();
  stack?.remove();
  await sandbox?.stop();
  rmSync(config, { recursive: true, force: true });
});

async function token(audience?: string): Promise<string> {
  if (audience !== undefined) {
    const { token: minted } = await sandbox.control.call<{ token: string }>('auth0/mintToken', {
      audience,
      scope: 'orders.read',
    });
    return minted;
  }
  const { clients } = await stack.outputs('orders');
  return new Auth0UnderTest(sandbox, requests).token(clients['backend']!, AUDIENCE);
}

test('up trusts through the pool: no profile in the schema, and no token before ORDS has read the pool', async () => {
  const { statuses } = await watchClosed(requests, [endpoint], () => stack.up());
  expect([...statuses].filter((status) => status < 400)).toEqual([]);
  expect(await requests.status(endpoint, await token())).toBe(401);
  await restartOrds();
  expect(await requests.status(endpoint, await token())).toBe(200);
  expect(await requests.status(endpoint)).toBe(401);
  expect(await requests.status(endpoint, await token(AUDIENCE))).toBe(200);
  expect(await requests.status(endpoint, await token('https://api.example.com/stock'))).toBe(401);
  expect(await schema.rows('select * from user_ords_jwt_profile')).toEqual([]);
  expect(stack.state().text).not.toContain('Pool_pass_of_somebody_1');
  expect(readFileSync(file, 'utf8')).toContain('Pool_pass_of_somebody_1');
});

test('what is changed by hand shows by its name, and up puts it right', async () => {
  writeFileSync(file, readFileSync(file, 'utf8').replace(trust().audience, 'https://api.example.com/stock'));
  await restartOrds();
  expect(await requests.status(endpoint, await token())).toBe(401);
  const { changes, output } = await stack.preview();
  expect(changes).toEqual({ update: 1 });
  expect(output).toMatch(/security\.jwt\.profile\.audience.*stock/);
  expect(output).not.toContain('Pool_pass_of_somebody_1');
  expect(await stack.up()).toEqual({ update: 1 });
  await restartOrds();
  expect(await requests.status(endpoint, await token())).toBe(200);
  expect((await stack.preview()).changes).toEqual({});
});

test('destroy leaves the file as it was before, and nothing open', async () => {
  const { statuses } = await watchClosed(requests, [endpoint], () => stack.destroy());
  expect([...statuses].filter((status) => status < 400)).toEqual([]);
  expect(readFileSync(file, 'utf8')).toBe(BEFORE);
});

test('no module is published under the trust of somebody else', async () => {
  stack.pool({ trust: { ...trust(), issuer: 'https://other.example.com/' }, configDirectory: config });
  expect(await stack.failingUp()).toContain('ords.trust.differs');
  expect(await schema.rows(`select name from user_ords_modules where status = 'PUBLISHED'`)).toEqual([]);
});
