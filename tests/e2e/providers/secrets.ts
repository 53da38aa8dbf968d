import { join } from 'node:path';
import type { ProviderKind } from '../support/identityProviders/identityProvider';
import { prepare } from '../support/prepare';
import type { ApiOutputs, TestStackOptions } from '../support/stack';
import { ordersValues } from '../support/values';

/**
 * The sandbox fails its stop() when it finds a secret: here for the most talkative output that Pulumi has.
 *
 * @param program a project of this repository that makes an API `orders` for a client `backend`, which is tried as well; default the
 *   tests' own
 */
export function describeSecrets(
  kind: ProviderKind,
  program?: Required<Pick<TestStackOptions, 'own' | 'project' | 'name'>>,
): void {
  const what = program === undefined ? 'a stack' : `stacks/${program.own}`;
  describe(`${kind}: a whole life of ${what} with -v=9 and its events`, () => {
    // Without it the CLI has no --event-log.
    const the = prepare(kind, { ...program, environment: { PULUMI_DEBUG_COMMANDS: 'true' } });

    test('leaves no secret anywhere, a failure in it neither', async () => {
      const { stack, sandbox, provider, requests } = the;
      if (program === undefined) stack.values({ orders: ordersValues(provider) });
      await sandbox.control.call('database/fail', {
        match: 'set_module_privilege',
        error: { number: 20999, text: 'refused by the test' },
      });
      const loud = ['--yes', '--skip-preview', '-v=9', '--logtostderr', '--logflow', '--event-log'];
      const failed = await stack.start(['up', ...loud, join(stack.directory, 'failed.json')]).run;
      expect(failed).toMatchObject({ output: expect.stringContaining('ORA-20999') });
      const up = await stack.start(['up', ...loud, join(stack.directory, 'up.json')]).run;
      expect(up.status).toBe(0);
      expect(up.output.length).toBeGreaterThan(100_000);
      if (program !== undefined) {
        const { clients, audience, endpoints } = await stack.output<ApiOutputs>();
        const token = await provider.token(clients['backend']!, audience, ['orders.read']);
        const url = endpoints['orders'] ?? '';
        expect([await requests.status(url, token), await requests.status(url)]).toEqual([200, 401]);
      }
      await stack.destroy();
      expect(await provider.objects()).toEqual([]);
    });
  });
}
