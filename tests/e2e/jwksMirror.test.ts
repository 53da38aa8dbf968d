import { Requests } from './support/requests';
import { startTestSandbox, type TestSandbox } from './support/sandbox';
import { SchemaSession } from './support/schema';
import { TestStack } from './support/stack';

jest.setTimeout(180_000);

let sandbox: TestSandbox;
let stack: TestStack;
let requests: Requests;
let endpoint: string;
let mirror: string;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  requests = new Requests(sandbox);
  stack = await TestStack.create(sandbox, { program: 'mirror' });
  const schema = `${sandbox.environment['ORDS_BASE_URL']}/ordsdemo`;
  endpoint = `${schema}/orders/`;
  mirror = `${schema}/jwks-mirror/jwks`;
});

afterAll(async () => {
  await requests?.close();
  stack?.remove();
  await sandbox?.stop();
});

async function call(): Promise<number> {
  const { token } = await sandbox.control.call<{ token: string }>('auth0/mintToken', {
    audience: 'urn:orders',
    scope: 'orders.read',
  });
  return requests.status(endpoint, token);
}
const keyIds = async (url: string): Promise<string[]> =>
  (await requests.json<{ keys: { kid: string }[] }>('GET', url)).keys.map(({ kid }) => kid).sort();
const source = () => `https://${sandbox.environment['AUTH0_DOMAIN']}/.well-known/jwks.json`;

test('a profile with the URL of the mirror accepts the tokens of the source', async () => {
  await stack.up();
  expect(await keyIds(mirror)).toEqual(await keyIds(source()));
  expect(await call()).toBe(200);
  expect(await requests.status(endpoint)).toBe(401);
});

test('keys that have changed show in a preview, and the next up copies them', async () => {
  // The JWKS showed the next key already: the tokens after one rotation would still be accepted.
  for (let turn = 0; turn < 2; turn++)
    await sandbox.control.call('auth0/rotateKeys', { keepPrevious: false });
  await sandbox.control.call('ords/clearKeys');
  expect(await call()).toBe(401);
  const { changes, output } = await stack.preview();
  expect(changes).toEqual({ update: 1 });
  expect(output).toContain('for troubleshooting');
  expect(await stack.up()).toEqual({ update: 1 });
  expect(await keyIds(mirror)).toEqual(await keyIds(source()));
  await sandbox.control.call('ords/clearKeys');
  expect(await call()).toBe(200);
  expect((await stack.preview()).changes).toEqual({});
});

test('destroy takes the mirror away', async () => {
  await stack.destroy();
  expect(await requests.status(mirror)).toBe(404);
  // The schema is disabled too, so that the status alone would say nothing of the module.
  const schema = await SchemaSession.open(sandbox);
  expect(await schema.rows('select name from user_ords_modules')).toEqual([]);
  await schema.close();
});
