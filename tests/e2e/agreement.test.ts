import { Requests } from './support/requests';
import { startTestSandbox, type TestSandbox } from './support/sandbox';
import { SchemaSession } from './support/schema';
import { TestStack } from './support/stack';
import { ordersValues } from './support/values';

jest.setTimeout(180_000);

let sandbox: TestSandbox;
let stack: TestStack;
let schema: SchemaSession;
let requests: Requests;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  schema = await SchemaSession.open(sandbox);
  requests = new Requests(sandbox);
  stack = await TestStack.create(sandbox);
  stack.values({ orders: { ...ordersValues(), verifyOnUp: true } });
  await stack.up();
});

afterAll(async () => {
  await requests?.close();
  await schema?.close();
  stack?.remove();
  await sandbox?.stop();
});

const agreementState = () =>
  stack.state().resources.find(({ type }) => type === 'pulumi-nodejs:dynamic/ords:Agreement')?.outputs;

test('up proves the trust with real tokens, and nothing is left to do or to say', async () => {
  expect(agreementState()).toMatchObject({ findings: [], warnings: [], unread: [] });
  expect((await stack.preview()).changes).toEqual({});
});

test('what no resource owns shows by name, and up fails with it until it is right again', async () => {
  await sandbox.control.call('auth0/jwks', { mode: 'html' });
  const { changes, output } = await stack.preview();
  expect(changes).toEqual({ update: 1 });
  expect(output).toContain('jwks.not_json');

  const failure = await stack.failingUp();
  expect(failure).toContain('ords.agreement.disagreement');
  expect(failure).toContain('jwks.not_json');

  await sandbox.control.call('auth0/jwks', { mode: 'normal' });
  await stack.up();
  expect(agreementState()?.['findings']).toEqual([]);
  expect((await stack.preview()).changes).toEqual({});
});

test('a warning is said and fails nothing', async () => {
  await schema.run(`begin ords.define_module(p_module_name => 'by-hand', p_base_path => '/by-hand/');
    ords.define_template(p_module_name => 'by-hand', p_pattern => '.');
    ords.publish_module('by-hand'); end;`);
  expect((await stack.preview()).output).toContain('ords.module.unprotected');
  expect(await stack.up()).toEqual({});
  await schema.run(`begin ords.delete_module('by-hand'); end;`);
});

test('on disagreement it only warns when told to, and can be left out', async () => {
  await sandbox.control.call('auth0/jwks', { mode: 'html' });
  stack.values({ orders: { ...ordersValues(), agreement: { onDisagreement: 'warn' } } });
  await stack.up();
  expect(agreementState()?.['findings']).toEqual([expect.stringContaining('jwks.not_json')]);

  stack.values({ orders: { ...ordersValues(), agreement: false } });
  await stack.up();
  expect(agreementState()).toBeUndefined();
  await sandbox.control.call('auth0/jwks', { mode: 'normal' });
});
