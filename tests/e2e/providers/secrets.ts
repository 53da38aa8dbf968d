import { join } from 'node:path';
import type { ProviderKind } from '../support/identityProviders/identityProvider';
import { prepare } from '../support/prepare';
import { ordersValues } from '../support/values';

/** The sandbox fails its stop() when it finds a secret: here for the most talkative output that Pulumi has. */
export function describeSecrets(kind: ProviderKind): void {
  describe(`${kind}: a whole life of a stack with -v=9 and its events`, () => {
    // Without it the CLI has no --event-log.
    const the = prepare(kind, { environment: { PULUMI_DEBUG_COMMANDS: 'true' } });

    test('leaves no secret anywhere, a failure in it neither', async () => {
      const { stack, sandbox, provider } = the;
      stack.values({ orders: ordersValues(provider) });
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
      await stack.destroy();
    });
  });
}
