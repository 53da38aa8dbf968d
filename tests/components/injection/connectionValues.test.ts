import { closeDatabases } from '../../../components/database/pools';
import { provider } from '../../../components/provider';
import { startOracleSandbox, type OracleSandbox } from '../../support/oracleSandbox';
import { Driven } from '../ords/support';
import { HOSTILE, OBEYED } from './hostileTexts';

jest.setTimeout(120_000);

let sandbox: OracleSandbox;
beforeAll(async () => {
  sandbox = await startOracleSandbox();
});
afterAll(async () => {
  await closeDatabases();
  await sandbox.close();
});

const fields = ['connectString', 'user', 'password'] as const;
const cases = fields.flatMap((field) =>
  Object.entries(HOSTILE).map(([name, text]) => [field, name, text] as const),
);

test.each(cases)(
  '%s, %s: refused with a code, before or by the database, in one line',
  async (field, _name, text) => {
    const connection = { ...sandbox.connection(), connectTimeoutSeconds: 5, [field]: text };
    const { check } = provider('Role') as Required<ReturnType<typeof provider>>;
    const { failures = [] } = await check({}, { name: 'reader', connection });
    for (const { property, reason } of failures) {
      expect(property).toContain('connection');
      expect(reason).not.toMatch(OBEYED);
      if (field !== 'user' && text.length > 3) expect(reason).not.toContain(text);
    }
    if (failures.length > 0) return;
    const error: unknown = await new Driven('Role', connection).create({ name: 'reader' }).then(
      () => undefined,
      (caught: unknown) => caught,
    );
    expect(error).toMatchObject({
      code: expect.stringMatching(/^ords\.connection\./),
      remedy: expect.stringMatching(/\w/),
    });
    const { message } = error as Error;
    expect(message).not.toMatch(OBEYED);
    expect(message).not.toContain('\n');
    if (field === 'password' && text.length > 3) expect(message).not.toContain(text);
    expect(message.length).toBeLessThan(6_000);
  },
);
