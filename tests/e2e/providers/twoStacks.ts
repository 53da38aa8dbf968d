import type { ProviderKind } from '../support/identityProviders/identityProvider';
import { prepare } from '../support/prepare';
import { TestStack, type ApiValues } from '../support/stack';
import { audienceOf, collection } from '../support/values';

const NAMES = ['blue', 'green'] as const;

/** Two runs at once, each with a stack of its own, on one schema. */
export function describeTwoStacks(kind: ProviderKind): void {
  describe(`${kind}: two ups on one schema`, () => {
    const the = prepare(kind, { name: NAMES[0] });
    /** Of the identity provider, before any of them. */
    let before: readonly string[];
    let stacks: ReadonlyMap<string, TestStack>;

    beforeAll(async () => {
      await the.schema.run('begin ords.enable_schema; end;');
      await the.provider.openKeys();
      before = await the.provider.objects();
      stacks = new Map([
        [NAMES[0], the.stack],
        [NAMES[1], await TestStack.create(the.sandbox, { name: NAMES[1] })],
      ]);
    });
    afterAll(() => stacks?.get(NAMES[1])?.remove());

    /** Both want the same module, the same privilege and the one profile of the schema, each with another content. */
    const values = (name: string): ApiValues => ({
      provider: kind,
      ...audienceOf(the.provider, name),
      scopes: { 'orders.read': { description: `Read ${name}`, modules: ['orders'] } },
      clients: { backend: { scopes: ['orders.read'] } },
      settings: { apiName: name },
      ords: { modules: { orders: collection('/orders/', `select '${name}' stack from dual`) } },
    });

    async function texts(): Promise<string[]> {
      const found: string[] = [];
      for (const [text, view] of [
        ['comments', 'user_ords_modules'],
        ['comments', 'user_ords_privileges'],
        ['description', 'user_ords_jwt_profile'],
      ])
        found.push(...(await the.schema.rows(`select ${text} from ${view}`)).flat().map(String));
      return found;
    }

    test('one has everything, the other is told who, and each destroys its own', async () => {
      const { provider, requests, schema } = the;
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

      const { audience, clients, endpoints } = await winner.stack.outputs('orders');
      const marked = await texts();
      expect(marked).toHaveLength(3);
      for (const text of marked) expect(text).toContain(`[pulumi-ords lifecycle/${winner.name}#`);
      expect(await schema.rows('select audience from user_ords_jwt_profile')).toEqual([[audience]]);
      expect(await schema.rows('select description from user_ords_privileges')).toEqual([
        [`Read ${winner.name}`],
      ]);

      const backend = clients['backend'] ?? { clientId: '', clientSecret: '' };
      const token = await provider.token(backend, audience, ['orders.read']);
      const url = endpoints['orders'] ?? '';
      expect(await requests.status(url, token)).toBe(200);

      await loser.stack.destroy();
      expect(await texts()).toEqual(marked);
      expect([await requests.status(url, token), await requests.status(url)]).toEqual([200, 401]);

      await winner.stack.destroy();
      expect(await texts()).toEqual([]);
      expect(await schema.rows(`select status from user_ords_schemas`)).toEqual([['ENABLED']]);
      expect(await provider.objects()).toEqual(before);
    });
  });
}
