import { startTestSandbox, type TestSandbox } from './support/sandbox';
import { SchemaSession } from './support/schema';
import { TestStack } from './support/stack';
import { ordersValues } from './support/values';

jest.setTimeout(180_000);

let sandbox: TestSandbox;
let stack: TestStack;
let schema: SchemaSession;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  schema = await SchemaSession.open(sandbox);
  stack = await TestStack.create(sandbox);
  stack.values({ orders: { ...ordersValues(), verifyOnUp: true } });
  await stack.up();
});

afterAll(async () => {
  await schema?.close();
  stack?.remove();
  await sandbox?.stop();
});

const agreementState = () =>
  stack.state().resources.find(({ type }) => type === 'pulumi-nodejs:dynamic/ords:Agreement')?.outputs;

test('up proves the trust with real tokens, and has nothing to say', () => {
  expect(agreementState()).toMatchObject({ findings: [], warnings: [], unread: [] });
});

test('what no resource owns shows by name, and up fails with it', async () => {
  await sandbox.control.call('auth0/jwks', { mode: 'html' });
  const { changes, output } = await stack.preview();
  expect(changes).toEqual({ update: 1 });
  expect(output).toContain('jwks.not_json');

  const failure = await stack.failingUp();
  expect(failure).toContain('ords.agreement.disagreement');
  expect(failure).toContain('jwks.not_json');
});

test('on disagreement up only warns when told to', async () => {
  stack.values({ orders: { ...ordersValues(), agreement: { onDisagreement: 'warn' } } });
  await stack.up();
  expect(agreementState()?.['findings']).toEqual([expect.stringContaining('jwks.not_json')]);
});

test('once it is right again only warnings are said, and up has nothing to do but to note it', async () => {
  await sandbox.control.call('auth0/jwks', { mode: 'normal' });
  await schema.run(`begin ords.define_module(p_module_name => 'by-hand', p_base_path => '/by-hand/');
    ords.define_template(p_module_name => 'by-hand', p_pattern => '.');
    ords.publish_module('by-hand'); end;`);
  const { changes, output } = await stack.preview();
  expect(changes).toEqual({});
  expect(output).toContain('ords.module.unprotected');
});

test('it can be left out', async () => {
  stack.values({ orders: { ...ordersValues(), agreement: false } });
  await stack.up();
  expect(agreementState()).toBeUndefined();
});
