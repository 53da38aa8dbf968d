import { Auth0UnderTest } from './support/identityProviders/auth0';
import { Requests } from './support/requests';
import { startTestSandbox, type TestSandbox } from './support/sandbox';
import { SchemaSession } from './support/schema';
import { TestStack, type ApiOutputs, type ApiValues } from './support/stack';
import { administered, smallValues } from './support/values';

jest.setTimeout(180_000);

/**
 * Releases before the sandbox's own, which all other tests have: the oldest with nothing but the packages OAUTH and OAUTH_ADMIN and
 * without DBA_ORDS_*, and one without the claim for roles whose ORDS_SECURITY_ADMIN everybody may call. 25.1, which has that claim and is
 * else like 24.4, is in tests/components/ords/againstOracle.test.ts, over the wire.
 */
describe.each([
  ['23.4', false],
  ['24.4', true],
])('ORDS %s', (version, hasAdministratorViews) => {
  let sandbox: TestSandbox;
  let stack: TestStack;
  let requests: Requests;
  let auth0: Auth0UnderTest;
  let owner: SchemaSession;
  let admin: SchemaSession;

  beforeAll(async () => {
    sandbox = await startTestSandbox({ ords: { version } });
    requests = new Requests(sandbox);
    auth0 = new Auth0UnderTest(sandbox, requests);
    owner = await SchemaSession.open(sandbox);
    admin = await SchemaSession.openAdmin(sandbox);
    await admin.createSchema('DEPOT');
    stack = await TestStack.create(sandbox);
  });

  afterAll(async () => {
    await admin?.close();
    await owner?.close();
    await requests?.close();
    stack?.remove();
    await sandbox?.stop();
  });

  /** The user's own schema and, where the release lets an administrator see it, another one. */
  const values = (jwtProfile: object = {}): Record<string, ApiValues> => ({
    orders: smallValues('orders', { jwtProfile }),
    ...(hasAdministratorViews && {
      stock: smallValues('stock', { ...administered(sandbox.environment, 'DEPOT'), jwtProfile }),
    }),
  });

  async function expectAgreement(): Promise<void> {
    for (const [name, { clients, endpoints, audience }] of await everyOutput()) {
      const url = endpoints[name] ?? '';
      const token = await auth0.token(clients[name] ?? { clientId: '', clientSecret: '' }, audience);
      expect(await requests.status(url, token)).toBe(200);
      expect(await requests.status(url)).toBe(401);
    }
  }

  const everyOutput = (): Promise<[string, ApiOutputs][]> =>
    Promise.all(
      Object.keys(values()).map(async (name): Promise<[string, ApiOutputs]> => [
        name,
        await stack.outputs(name),
      ]),
    );

  if (!hasAdministratorViews) {
    test('another schema is refused in one line that says why, before anything is written there', async () => {
      stack.values({ stock: smallValues('stock', administered(sandbox.environment, 'DEPOT')) });
      const output = await stack.failingUp();
      const lines = output.split('\n').filter((line) => line.includes('[ords.version.administrator_views]'));
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) {
        expect(line).toContain('this release of ORDS shows ADMIN no other schema');
        expect(line).toContain('connect as DEPOT itself');
      }
      expect(await admin.rows('select parsing_schema from ords_metadata.ords_schemas')).not.toContainEqual([
        'DEPOT',
      ]);
    });
  }

  test('up makes both sides, and a preview finds nothing to do', async () => {
    stack.values(values());
    await stack.up();
    await expectAgreement();
    // Elsewhere the counts of the next test say the same.
    if (!hasAdministratorViews) expect((await stack.preview()).changes).toEqual({});
  });

  test('a change of the profile and what was done behind Pulumi’s back go out with one up, and nothing else', async () => {
    await owner.run(
      `begin ords.publish_module(p_module_name => 'orders', p_status => 'NOT_PUBLISHED'); commit; end;`,
    );
    stack.values(values({ allowedSkew: 30 }));
    // In each API the profile and the Agreement, whose manifest holds it; and the module that was unpublished.
    expect(await stack.up()).toEqual({ update: 2 * Object.keys(values()).length + 1 });
    expect(await owner.rows('select allowed_skew from user_ords_jwt_profile')).toEqual([[30]]);
    await expectAgreement();
  });

  test('destroy leaves nothing', async () => {
    await stack.destroy();
    for (const view of ['user_ords_modules', 'user_ords_privileges', 'user_ords_jwt_profile'])
      expect(await owner.rows(`select * from ${view}`)).toEqual([]);
    if (hasAdministratorViews) {
      for (const view of ['dba_ords_modules', 'dba_ords_privileges', 'dba_ords_jwt_profile'])
        expect(await admin.rows(`select * from ${view}`)).toEqual([]);
    }
  });
});
