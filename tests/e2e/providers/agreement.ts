import type { Prepared } from '../support/prepare';
import { lifeValues } from './lifecycle';

/** Of a stack with the orders' values on which both sides agree. */
export function describeAgreement(the: Prepared): void {
  const agreementState = () =>
    the.stack.state().resources.find(({ type }) => type === 'pulumi-nodejs:dynamic/ords:Agreement')?.outputs;
  let finding: string;

  test('up has nothing to say when both sides agree', () => {
    expect(agreementState()).toMatchObject({ findings: [], warnings: [], unread: [] });
  });

  test('what no resource owns shows by name, and up fails with it', async () => {
    finding = await the.provider.hideKeys();
    const { changes, output } = await the.stack.preview();
    expect(changes).toEqual({ update: 1 });
    expect(output).toContain(finding);
    const failure = await the.stack.failingUp();
    expect(failure).toContain('ords.agreement.disagreement');
    expect(failure).toContain(finding);
  });

  test('on disagreement up only warns when told to', async () => {
    the.stack.values({
      orders: { ...lifeValues(the.provider), agreement: { onDisagreement: 'warn' } },
    });
    await the.stack.up();
    expect(agreementState()?.['findings']).toEqual([expect.stringContaining(finding)]);
  });

  test('once it is right again only warnings are said, and up has nothing to do but to note it', async () => {
    await the.provider.showKeys();
    await the.schema.run(`begin ords.define_module(p_module_name => 'by-hand', p_base_path => '/by-hand/');
      ords.define_template(p_module_name => 'by-hand', p_pattern => '.');
      ords.publish_module('by-hand'); end;`);
    const { changes, output } = await the.stack.preview();
    expect(changes).toEqual({});
    expect(output).toContain('ords.module.unprotected');
    await the.schema.run(`begin ords.delete_module('by-hand'); end;`);
  });
}
