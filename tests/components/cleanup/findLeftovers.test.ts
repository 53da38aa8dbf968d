import { findAuth0Leftovers } from '../../../components/cleanup/auth0Leftovers';
import { findLeftovers } from '../../../components/cleanup/findLeftovers';
import type { Leftover } from '../../../components/cleanup/leftover';
import { stackState } from '../../../components/cleanup/stackState';
import { openDatabase } from '../../../components/database/oracleDatabase';
import { createHttp, type ClosableHttp } from '../../../components/diagnose/collect/httpClient';
import { CLIENT_MARK, clientMark } from '../../../components/idp/clientMark';
import type { Props } from '../../../components/ords/lifecycle/plain';
import { TestTenant } from '../../sandbox/auth0/support';
import { startOracleSandbox, type OracleSandbox } from '../../support/oracleSandbox';
import { Driven } from '../ords/support';

jest.setTimeout(60_000);

const TOKEN = '4f9a2c81d3e0';
const AUDIENCE = 'https://api.example.com/orders';
const STACK = 'shop/dev.eu';

let sandbox: OracleSandbox;
let test: TestTenant;
let http: ClosableHttp;
beforeAll(async () => {
  sandbox = await startOracleSandbox();
  test = await TestTenant.start();
  http = createHttp({ ca: test.ca });
});
afterAll(async () => {
  await http.close();
  await test.stop();
  await sandbox.close();
});

const resource = (type: string, outputs: Props, id = 'id'): Props => ({
  urn: `urn:pulumi:dev.eu::shop::${type}::x`,
  type,
  id,
  outputs,
});
const ords = (kind: string, outputs: Props): Props =>
  resource(`pulumi-nodejs:dynamic/ords:${kind}`, { schema: 'ORDSDEMO', ...outputs });
const state = (...resources: Props[]) =>
  stackState(
    {
      version: 3,
      deployment: { resources: [ords('Claim', { token: TOKEN, audience: AUDIENCE }), ...resources] },
    },
    'test',
  );

const lookAt = (
  known = state(),
  credentials: { clientId: string; clientSecret: string } = test.tenant.management,
  apis: readonly string[] = [],
) =>
  findLeftovers(
    {
      state: known,
      schemas: [{ schema: 'ORDSDEMO', name: 'ORDSDEMO', connection: sandbox.connection('DEPLOYER') }],
      credentials: { auth0: { domain: test.tenant.domain, ...credentials } },
      apis,
    },
    { http, open: openDatabase },
  );
const look = lookAt;
const named = (leftovers: readonly Leftover[]): string[] =>
  leftovers.map(({ kind, name }) => `${kind} ${name}`);

const owner = (stack = STACK, claim: string | undefined = TOKEN): Props => ({
  owner: { stack, resource: 'orders-x', ...(claim && { claim }) },
});
const create = (className: string, props: Props): Promise<Driven> =>
  new Driven(className, sandbox.connection()).create(props);
const client = (stack = STACK, claim = TOKEN, audience = AUDIENCE) =>
  test.createClientOf(audience, ['orders.read'], {
    client_metadata: { [CLIENT_MARK]: clientMark({ stack, resource: 'orders-backend', claim }) },
  });

describe('an interrupted run', () => {
  let orphan: { client_id: string };
  beforeAll(async () => {
    await create('Module', { name: 'orders', basePath: '/orders/', templates: [], ...owner() });
    await create('Privilege', { name: 'orders.read', ...owner() });
    await create('ModuleProtection', { module: 'orders', privilege: 'orders.read', ...owner() });
    await create('JwtProfile', { issuer: 'https://t/', audience: 'a', jwkUrl: 'https://t/k', ...owner() });
    await create('Privilege', { name: 'plain' });
    await create('Privilege', { name: 'theirs', ...owner('store/prod', 'ffffffffffff') });
    await create('Privilege', { name: 'namesake', ...owner(STACK, '0123456789ab') });
    await create('Privilege', { name: 'claimless', ...owner(STACK, '') });
    await test.createApi(AUDIENCE);
    await test.createApi('https://other.example.com/');
    orphan = await client();
    await client(STACK, '0123456789ab', 'https://other.example.com/');
    await client('store/prod', 'ffffffffffff', 'https://other.example.com/');
    await test.createClientOf('https://other.example.com/', []);
  });

  it('what the state knows is no leftover', async () => {
    const found = await look(
      state(
        ords('Module', { name: 'orders' }),
        ords('Privilege', { name: 'orders.read' }),
        ords('JwtProfile', { issuer: 'changed by hand since' }),
        resource('auth0:index/client:Client', {}, orphan.client_id),
        resource('auth0:index/resourceServer:ResourceServer', { identifier: AUDIENCE }),
      ),
    );
    expect(named(found.leftovers)).toEqual([expect.stringMatching(/^grant cgr_/)]);
    expect(found.unread).toEqual([]);
  });

  it('lists what carries the mark of a claim, and apart what carries the name alone', async () => {
    const found = await look();
    expect(named(found.leftovers).sort()).toEqual([
      `client ${orphan.client_id}`,
      expect.stringMatching(/^grant cgr_/),
      'jwt_profile https://t/',
      'module orders',
      'privilege orders.read',
    ]);
    expect(named(found.unproven).sort()).toEqual([
      `api ${AUDIENCE}`,
      expect.stringMatching(/^client /),
      'privilege claimless',
      'privilege namesake',
    ]);
    expect(found.leftovers.find(({ kind }) => kind === 'module')?.mark).toBe(
      `[pulumi-ords ${STACK}#${TOKEN} orders-x]`,
    );
  });

  it('an API is this stack’s only when it is named: its identifier is nobody’s mark', async () => {
    const found = await look();
    expect(found.unproven.find(({ kind }) => kind === 'api')).toMatchObject({ doubt: 'identifier' });
    const asked = await look(state(), test.tenant.management, [AUDIENCE, 'https://other.example.com/']);
    expect(named(asked.leftovers).filter((name) => name.startsWith('api'))).toEqual([`api ${AUDIENCE}`]);
    expect(named(asked.unproven)).not.toContain(`api ${AUDIENCE}`);
  });

  it('an API with scopes, or with somebody’s grant, is not taken for a leftover, named or not', async () => {
    const look = async () => {
      const { leftovers, unproven } = await lookAt(state(), test.tenant.management, [AUDIENCE]);
      return { leftovers: [...leftovers, ...unproven] };
    };
    const theirs = await test.createClientOf(AUDIENCE, []);
    expect(named((await look()).leftovers)).not.toContain(`api ${AUDIENCE}`);
    await test.api('DELETE', `/clients/${theirs.client_id}`);
    const { body } = await test.api('GET', `/client-grants?client_id=${theirs.client_id}`);
    for (const grant of body as unknown as { id: string }[])
      await test.api('DELETE', `/client-grants/${grant.id}`);
    const path = `/resource-servers/${encodeURIComponent(AUDIENCE)}`;
    await test.api('PATCH', path, { scopes: [{ value: 'orders.read' }] });
    expect(named((await look()).leftovers)).not.toContain(`api ${AUDIENCE}`);
    await test.api('PATCH', path, { scopes: [] });
  });

  it('a side that cannot be read is named, and the other one is looked at', async () => {
    const found = await look(state(), { clientId: 'nobody', clientSecret: 'wrong' });
    expect(found.unread).toMatchObject([{ side: 'identity provider' }]);
    expect(named(found.leftovers)).toContain('module orders');
  });

  it('removes the leftovers of both sides and nothing else, each told once it is gone', async () => {
    const found = await look(state(), test.tenant.management, [AUDIENCE]);
    const removed: Leftover[] = [];
    await found.remove(
      () => false,
      (leftover) => removed.push(leftover),
    );
    expect(removed).toEqual([]);
    expect(named((await look()).leftovers)).toContain('module orders');
    await found.remove(
      () => true,
      (leftover) => removed.push(leftover),
    );
    expect(named(removed).sort()).toEqual(named(found.leftovers).sort());
    expect(named((await look()).leftovers)).toEqual([]);
    expect(await sandbox.rows('ORDSDEMO', 'select name from user_ords_modules')).toEqual([]);
    expect(await sandbox.rows('ORDSDEMO', 'select name from user_ords_privileges order by name')).toEqual([
      ['claimless'],
      ['namesake'],
      ['plain'],
      ['theirs'],
    ]);
    expect(await sandbox.rows('ORDSDEMO', 'select * from user_ords_jwt_profile')).toEqual([]);
    const apis = (await test.api('GET', '/resource-servers')).body as unknown as Props[];
    expect(apis.filter((api) => !api.is_system).map((api) => api.identifier)).toEqual([
      'https://other.example.com/',
    ]);
    const clients = (await test.api('GET', '/clients')).body as unknown as Props[];
    expect(clients).toHaveLength(4);
  });
});

it('more clients than one page are all looked at', async () => {
  const mark = clientMark({ stack: STACK, resource: 'orders-backend', claim: TOKEN });
  const clients = Array.from({ length: 250 }, (_entry, index) => ({
    client_id: `id-${index}`,
    ...(index > 248 && { client_metadata: { [CLIENT_MARK]: mark } }),
  }));
  const asked: string[] = [];
  const get = (path: string): Promise<unknown> => {
    asked.push(path);
    const { searchParams } = new URL(path, 'https://tenant.example.com/');
    const [page, size] = [Number(searchParams.get('page')), Number(searchParams.get('per_page'))];
    const listed = path.startsWith('clients?') ? clients.slice(page * size, (page + 1) * size) : [];
    return Promise.resolve(path.startsWith('resource-servers') ? undefined : listed);
  };
  const found = await findAuth0Leftovers({ get }, 'tenant.example.com', state());
  expect(named(found.leftovers)).toEqual(['client id-249']);
  expect(asked.filter((path) => path.startsWith('clients?'))).toHaveLength(3);
});
