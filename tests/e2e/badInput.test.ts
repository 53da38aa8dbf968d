import { createServer, type AddressInfo } from 'node:net';
import { Requests } from './support/requests';
import { startTestSandbox, type TestSandbox } from './support/sandbox';
import { SchemaSession } from './support/schema';
import { TestStack, type ApiValues } from './support/stack';
import { ordersValues } from './support/values';

jest.setTimeout(180_000);

let sandbox: TestSandbox;
let stack: TestStack;
let requests: Requests;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  requests = new Requests(sandbox);
  stack = await TestStack.create(sandbox);
});

afterEach(async () => {
  if (stack.state().resources.length > 0) await stack.destroy();
});

afterAll(async () => {
  await requests?.close();
  stack?.remove();
  await sandbox?.stop();
});

type Edit = (values: ApiValues) => void | Promise<void>;

async function failure(edit: Edit): Promise<string> {
  const values = ordersValues();
  await edit(values);
  stack.values({ orders: values });
  return stack.failingUp();
}

/** Nothing of ORDS is half made: no module, privilege or profile was left in the schema by a refused operation. */
async function ordsObjects(): Promise<number> {
  const schema = await SchemaSession.open(sandbox);
  try {
    const counts = await schema.rows(
      `select (select count(*) from user_ords_modules) + (select count(*) from user_ords_privileges)
         + (select count(*) from user_ords_jwt_profile) from dual`,
    );
    return Number(counts[0]?.[0]);
  } finally {
    await schema.close();
  }
}

const connection =
  (change: Record<string, unknown>): Edit =>
  (values) =>
    void (values.ords!['connection'] = change);

/** A port on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('bad values are refused before anything is made', () => {
  const cases: [string, Edit, code: string, field: string][] = [
    [
      'trailing space in the audience',
      (values) => void (values.audience += ' '),
      'trust.audience.whitespace',
      'audience',
    ],
    [
      'audience equal to the endpoint URL',
      (values) => void (values.audience = `${sandbox.environment['ORDS_BASE_URL']}/ordsdemo/orders/`),
      'trust.audience.is_endpoint',
      'audience',
    ],
    [
      'skew 0',
      (values) => void (values.ords!['jwtProfile'] = { allowedSkew: 0 }),
      'trust.skew.zero',
      'ords.jwtProfile.allowedSkew',
    ],
    [
      'domain with a scheme',
      (values) => void (values.auth0 = { domain: 'https://tenant.uk.auth0.com' }),
      'auth0.domain.scheme',
      'identityProvider.domain',
    ],
    [
      'domain with a trailing slash',
      (values) => void (values.auth0 = { domain: 'tenant.uk.auth0.com/' }),
      'auth0.domain.path',
      'identityProvider.domain',
    ],
  ];
  test.each(cases)('%s', async (_name, edit, code, field) => {
    const message = await failure(edit);
    expect(message).toContain(`[${code}]`);
    expect(message).toContain(`${field}: `);
    expect(message).toContain('Next: ');
    expect(message).not.toMatch(/^\s+at /m);
    expect(await ordsObjects()).toBe(0);
    expect(stack.state().resources.filter(({ type }) => /auth0:index|dynamic\/ords/.test(type))).toEqual([]);
  });
});

describe('what a system refuses is one clear error, and nothing is half made', () => {
  const cases: [string, Edit, code: string][] = [
    ['wrong database password', connection({ password: 'wrong' }), 'ords.connection.credentials'],
    [
      'unreachable host',
      async (values) => connection({ connectString: `127.0.0.1:${await closedPort()}/ordspdb` })(values),
      'ords.connection.unreachable',
    ],
    [
      'wrong service name',
      (values) =>
        connection({
          connectString: sandbox.environment['ORDS_CONNECT_STRING']!.replace('ordspdb', 'nosuch'),
        })(values),
      'ords.connection.service',
    ],
    [
      'schema not REST-enabled',
      (values) => void (values.ords!['enableSchema'] = false),
      'ords.schema.not_enabled',
    ],
    ['missing package rights', (values) => void (values.ords!['schema'] = 'ADMIN'), 'ords.rights.missing'],
  ];
  test.each(cases)('%s', async (_name, edit, code) => {
    const message = await failure(edit);
    expect(message).toContain(`[${code}]`);
    expect(message).toContain('Next: ');
    expect(message).not.toContain(sandbox.environment['ORDS_PASSWORD']);
    expect(await ordsObjects()).toBe(0);
  });

  test('unknown module', async () => {
    const message = await failure((values) => void (values.scopes['x'] = { modules: ['nosuch'] }));
    expect(message).toContain('[ords.module.unknown]');
    expect(message).toContain('nosuch');
  });

  test.each([
    [
      'privilege name taken',
      `begin ords.define_privilege(p_privilege_name => 'orders.read', p_roles => owa.vc_arr(), p_patterns => owa.vc_arr()); end;`,
      'ords.privilege.exists',
    ],
    [
      'profile already there',
      `begin ords_security.create_jwt_profile('https://a/', 'b', 'https://a/jwks'); end;`,
      'ords.jwt_profile.exists',
    ],
  ])('%s', async (_name, block, code) => {
    const schema = await SchemaSession.open(sandbox);
    await schema.run('begin ords.enable_schema; end;');
    await schema.run(block);
    const before = await ordsObjects();
    const message = await failure((values) => void (values.ords!['enableSchema'] = false));
    expect(message).toContain(`[${code}]`);
    expect(message).toContain('adopt: true');
    await stack.destroy();
    expect(await ordsObjects()).toBe(before);
    await schema.run(`begin
      for p in (select name from user_ords_privileges) loop ords.delete_privilege(p.name); end loop;
      for p in (select issuer from user_ords_jwt_profile) loop ords_security.delete_jwt_profile; end loop;
      ords.enable_schema(p_enabled => false);
    end;`);
    await schema.close();
  });

  test('a Management application without a needed scope', async () => {
    const operator = sandbox.environment['AUTH0_CLIENT_ID'] ?? '';
    const [grant] = await requests.manage<{ id: string; scope: string[] }[]>(
      'GET',
      `client-grants?client_id=${operator}`,
    );
    const { id = '', scope = [] } = grant ?? {};
    await requests.manage('PATCH', `client-grants/${id}`, {
      scope: scope.filter((one) => one !== 'create:resource_servers'),
    });
    try {
      const message = await failure(() => {});
      expect(message).toContain('Insufficient scope');
      expect(message).toContain('create:resource_servers');
    } finally {
      await requests.manage('PATCH', `client-grants/${id}`, { scope });
    }
  });
});
