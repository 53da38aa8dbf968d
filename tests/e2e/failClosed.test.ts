import { watchClosed } from './support/openWatch';
import { Requests } from './support/requests';
import { startTestSandbox, type TestSandbox } from './support/sandbox';
import { SchemaSession } from './support/schema';
import { TestStack } from './support/stack';
import { collection, ordersValues } from './support/values';

jest.setTimeout(180_000);

let sandbox: TestSandbox;
let stack: TestStack;
let requests: Requests;
let urls: string[];

beforeAll(async () => {
  sandbox = await startTestSandbox();
  requests = new Requests(sandbox);
  stack = await TestStack.create(sandbox);
  urls = ['orders', 'audit'].map((module) => `${sandbox.environment['ORDS_BASE_URL']}/ordsdemo/${module}/`);
});

afterAll(async () => {
  await requests?.close();
  stack?.remove();
  await sandbox?.stop();
});

const refuse = (match: string) =>
  sandbox.control.call('database/fail', {
    match,
    error: { number: 20999, text: 'refused by the test' },
    times: 50,
  });

describe('a protected module never answers without a token', () => {
  test.each(['create_jwt_profile', 'set_module_privilege'])(
    'not during an up that fails at %s, nor after it; the next up repairs',
    async (procedure) => {
      stack.values({ orders: ordersValues() });
      await refuse(procedure);
      const failed = await watchClosed(requests, urls, () => stack.failingUp());
      expect(failed.result).toContain('ORA-20999');
      expect(failed.calls).toBeGreaterThan(10);
      expect([...failed.statuses]).not.toContain(200);

      await sandbox.control.call('database/clearFaults');
      const repaired = await watchClosed(requests, urls, () => stack.up());
      expect([...repaired.statuses]).not.toContain(200);
      for (const url of urls) expect(await requests.status(url)).toBe(401);

      const destroyed = await watchClosed(requests, urls, () => stack.destroy());
      expect([...destroyed.statuses]).not.toContain(200);
      for (const url of urls) expect(await requests.status(url)).toBe(404);
    },
  );

  test('not while a module moves from one scope to another', async () => {
    stack.values({ orders: ordersValues() });
    await stack.up();
    const values = ordersValues();
    values.scopes = { 'orders.all': { modules: ['orders', 'audit'] } };
    values.clients = { backend: { scopes: ['orders.all'] } };
    stack.values({ orders: values });
    const moved = await watchClosed(requests, urls, () => stack.up());
    expect([...moved.statuses]).toEqual([401]);
    await stack.destroy();
  });

  test('a module that existed and was open is closed by up, stays closed, and destroy leaves it unpublished', async () => {
    const schema = await SchemaSession.open(sandbox);
    await schema.run('begin ords.enable_schema; end;');
    await schema.run(`begin
      ords.define_module(p_module_name => 'legacy', p_base_path => 'legacy/', p_status => 'PUBLISHED');
      ords.define_template(p_module_name => 'legacy', p_pattern => '.');
      ords.define_handler(p_module_name => 'legacy', p_pattern => '.', p_method => 'GET',
        p_source_type => 'json/collection', p_source => 'select id from orders');
    end;`);
    const url = `${sandbox.environment['ORDS_BASE_URL']}/ordsdemo/legacy/`;
    expect(await requests.status(url)).toBe(200);
    stack.values({
      orders: { audience: 'https://api.example.com/x', scopes: { 'legacy.read': { modules: ['legacy'] } } },
    });
    await stack.up();
    expect(await requests.status(url)).toBe(401);
    const destroyed = await watchClosed(requests, [url], () => stack.destroy());
    expect([...destroyed.statuses]).not.toContain(200);
    expect(await requests.status(url)).toBe(404);
    expect(await schema.rows(`select name, status from user_ords_modules`)).toEqual([
      ['legacy', 'NOT_PUBLISHED'],
    ]);
    await schema.close();
  });

  test('a module under a pattern only is published after the privilege and removed before it', async () => {
    const url = `${sandbox.environment['ORDS_BASE_URL']}/ordsdemo/admin/users/`;
    stack.values({
      orders: {
        audience: 'https://api.example.com/x',
        scopes: { 'orders.admin': { patterns: ['/admin/*'] } },
        ords: { modules: { users: collection('/admin/users/', 'select id from orders') } },
      },
    });
    const made = await watchClosed(requests, [url], () => stack.up());
    expect([...made.statuses]).not.toContain(200);
    expect(await requests.status(url)).toBe(401);
    const destroyed = await watchClosed(requests, [url], () => stack.destroy());
    expect([...destroyed.statuses]).not.toContain(200);
  });
});
