import type { ProviderKind } from '../support/identityProviders/identityProvider';
import { watchClosed } from '../support/openWatch';
import { endpointsOf, prepare } from '../support/prepare';
import type { ApiValues } from '../support/stack';
import { collection, ordersValues } from '../support/values';

/** No module that a stack protects ever answers without a token: one stack through failures, a move and its end. */
export function describeFailClosed(kind: ProviderKind): void {
  describe(`${kind}: a protected module never answers without a token`, () => {
    const the = prepare(kind);
    /** Those that the stack makes, each under a scope; `users` under its pattern only. */
    let made: string[];
    /** One that existed, and was open. */
    let legacy: string;

    beforeAll(async () => {
      made = endpointsOf(the, 'orders', 'audit', 'admin/users');
      [legacy = ''] = endpointsOf(the, 'legacy');
      await the.schema.run('begin ords.enable_schema; end;');
      await the.schema.run(`begin
        ords.define_module(p_module_name => 'legacy', p_base_path => 'legacy/', p_status => 'PUBLISHED');
        ords.define_template(p_module_name => 'legacy', p_pattern => '.');
        ords.define_handler(p_module_name => 'legacy', p_pattern => '.', p_method => 'GET',
          p_source_type => 'json/collection', p_source => 'select id from orders');
      end;`);
    });

    /** With a module under a pattern, and one that is not the stack's own. */
    function values(): ApiValues {
      const orders = ordersValues(the.provider);
      orders.scopes['orders.admin'] = { patterns: ['/admin/*'] };
      orders.scopes['legacy.read'] = { modules: ['legacy'] };
      const modules = orders.ords!['modules'] as Record<string, ReturnType<typeof collection>>;
      modules['users'] = collection('/admin/users/', 'select id from orders');
      return { ...orders, ords: { modules } };
    }

    /** Runs something while the modules are called without a token. */
    async function closed<T>(work: () => Promise<T>, urls: readonly string[] = made): Promise<T> {
      const { result, statuses, calls } = await watchClosed(the.requests, urls, work);
      expect(calls).toBeGreaterThan(10);
      expect([...statuses]).not.toContain(200);
      return result;
    }

    test('the watch itself sees what is open from one call to the next, and no longer', async () => {
      const [url = ''] = endpointsOf(the, 'legacy');
      const publish = (status: string) =>
        the.schema.run(`begin ords.publish_module('legacy', '${status}'); end;`);
      await publish('NOT_PUBLISHED');
      const { statuses, open } = await watchClosed(the.requests, [url], async () => {
        await publish('PUBLISHED');
        await publish('NOT_PUBLISHED');
        await publish('PUBLISHED');
        await publish('NOT_PUBLISHED');
      });
      expect([[...statuses].sort(), [...open]]).toEqual([[200, 404], [url]]);
      await publish('PUBLISHED');
    });

    test.each(['create_jwt_profile', 'set_module_privilege'])(
      'not during an up that fails at %s, nor after it',
      async (procedure) => {
        the.stack.values({ orders: values() });
        await the.sandbox.control.call('database/fail', {
          match: procedure,
          error: { number: 20999, text: 'refused by the test' },
          times: 50,
        });
        expect(await closed(() => the.stack.failingUp())).toContain('ORA-20999');
        await the.sandbox.control.call('database/clearFaults');
      },
    );

    test('not while the next up repairs; what existed and was open is closed', async () => {
      expect(await the.requests.status(legacy)).toBe(200);
      await closed(() => the.stack.up());
      for (const url of [...made, legacy]) expect(await the.requests.status(url)).toBe(401);
    });

    test('not while modules move from one scope to another', async () => {
      const moved = values();
      moved.scopes = {
        'orders.all': { modules: ['orders', 'audit', 'legacy'] },
        'orders.admin': { patterns: ['/admin/*'] },
      };
      moved.clients = { backend: { scopes: ['orders.all'] } };
      // Without an Agreement, which is left out here and nowhere else.
      the.stack.values({ orders: { ...moved, agreement: false } });
      const { statuses } = await watchClosed(the.requests, [...made, legacy], () => the.stack.up());
      expect([...statuses]).toEqual([401]);
      expect(the.stack.state().resources.filter(({ type }) => type.endsWith('ords:Agreement'))).toEqual([]);
    });

    test('not while it is destroyed, which leaves unpublished what existed', async () => {
      await closed(() => the.stack.destroy(), [...made, legacy]);
      for (const url of [...made, legacy]) expect(await the.requests.status(url)).toBe(404);
      expect(await the.schema.rows(`select name, status from user_ords_modules`)).toEqual([
        ['legacy', 'NOT_PUBLISHED'],
      ]);
    });
  });
}
