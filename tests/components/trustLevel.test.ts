import * as pulumi from '@pulumi/pulumi';
import { auth0, JwtProfile, PoolTrust, ProtectedApi } from '../../components/index';
import type { OrdsArgs } from '../../components/protectedApiArgs';
import { compareTrusts } from '../../components/trustSide';

interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
}

const registered: Registered[] = [];
const warnings: string[] = [];

// Once: registrations of one test may still be under way when the next begins, and they need the same monitor.
beforeAll(async () => {
  jest.spyOn(pulumi.log, 'warn').mockImplementation(async (message) => void warnings.push(message));
});

/** Programs of their own: what one run claims is nothing to the next. */
beforeEach(async () => {
  registered.length = 0;
  warnings.length = 0;
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs, id }) => {
      registered.push({ type, name, inputs });
      return {
        id: id ?? `${name}-id`,
        state: { ...inputs, basePath: '/x/', clientId: 'id', clientSecret: 'shh' },
      };
    },
    call: () => ({}),
  });
});

// Nothing of one test may arrive in the next.
afterEach(async () => {
  for (let quiet = 0; quiet < 100; quiet += 1) {
    const before = registered.length;
    await new Promise(setImmediate);
    if (registered.length > before) quiet = 0;
  }
});

const connection = { connectString: 'db/service', user: 'ordsdemo', password: 'not-in-clear' };
const trust = {
  issuer: 'https://tenant.uk.auth0.com/',
  audience: 'https://api.example.com/orders',
  jwksUrl: 'https://tenant.uk.auth0.com/.well-known/jwks.json',
};
const pool = (name = 'pool', more: object = {}): PoolTrust => new PoolTrust(name, { trust, ...more });
function api(name = 'orders', ords: Partial<OrdsArgs> = {}): ProtectedApi {
  return new ProtectedApi(name, {
    audience: trust.audience,
    scopes: { 'orders.read': { modules: ['orders'] } },
    identityProvider: auth0({ domain: 'tenant.uk.auth0.com' }),
    ords: { baseUrl: 'https://db.example.com/ords', connection, ...ords },
  });
}
const profile = (): JwtProfile =>
  new JwtProfile('own', { connection, issuer: 'i', audience: 'a', jwkUrl: 'https://k' });
const value = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((done) => output.apply(done));
const ofType = (suffix: string): Registered[] => registered.filter(({ type }) => type.endsWith(suffix));
/** Registrations go through promises of their own; every one is made within a few turns of the event loop. */
async function registration(suffix: string): Promise<Registered | undefined> {
  for (let turn = 0; turn < 1000 && ofType(suffix).length === 0; turn++) await new Promise(setImmediate);
  return ofType(suffix)[0];
}

describe('trust at two levels of one ORDS', () => {
  test('a PoolTrust and an API with a profile are refused, whichever comes second', async () => {
    pool();
    expect(() => api()).toThrow(/PoolTrust "pool" .*ProtectedApi "orders".*\[pool\.trust\.schema_profile\]/);
    await registration(':PoolTrust');
    expect(ofType(':JwtProfile')).toEqual([]);
  });

  test('the other way round nothing of the pool is registered', async () => {
    api();
    expect(() => pool()).toThrow('pool.trust.schema_profile');
    await registration(':ModuleProtection');
    expect(ofType(':PoolTrust')).toEqual([]);
  });

  test('a JwtProfile on its own is refused too, by its name', () => {
    pool();
    expect(profile).toThrow(/JwtProfile "own"/);
  });

  test('another host, or another pool of one host, is another ORDS', () => {
    pool('far', { baseUrl: 'https://far.example.com/ords/', pool: 'far' });
    pool('hr', { baseUrl: 'https://DB.example.com/ords/hr', pool: 'hr' });
    api();
    expect(() => pool('same', { baseUrl: 'https://DB.example.com/ords/' })).toThrow('"same"');
  });

  test('an address that is not known yet is judged when it is', async () => {
    const late = pulumi.output(Promise.resolve('https://far.example.com/ords'));
    pool('pool', { baseUrl: late });
    api();
    await registration(':ModuleProtection');
    expect(ofType(':JwtProfile')).toHaveLength(1);
  });

  test('it can be meant so', () => {
    pool('pool', { accept: ['pool.trust.schema_profile'] });
    profile();
    expect(warnings.join()).toContain('JwtProfile "own"');
  });

  test('a pool has one trust', () => {
    pool();
    pool('hr', { pool: 'hr' });
    expect(() => pool('second', { configDirectory: '/etc/ords/config/' })).toThrow(
      /"pool" and PoolTrust "second".*\[pool\.trust\.two\]/,
    );
  });
});

describe('an API that leaves the trust to its pool', () => {
  test('makes no profile, waits for the trust, and says so in its manifest', async () => {
    const monitor = pulumi.runtime.getMonitor() as unknown as {
      registerResource(request: { getType(): string; getDependenciesList(): string[] }, done: unknown): void;
    };
    const requests = jest.spyOn(monitor, 'registerResource');
    const manifest = await value(api('orders', { trust: pool() }).manifest);
    expect(manifest).toMatchObject({ ords: { schema: 'ORDSDEMO', trustLevel: 'pool' } });
    await registration(':Agreement');
    expect(ofType(':JwtProfile')).toEqual([]);
    const waits = requests.mock.calls
      .filter(([request]) => /:(ModuleProtection|Agreement)$/.test(request.getType()))
      .map(([request]) => request.getDependenciesList().join());
    expect(waits).toHaveLength(2);
    for (const urns of waits) expect(urns).toContain(':PoolTrust::pool');
    requests.mockRestore();
  });

  test('shares a schema with others of the pool', async () => {
    const shared = pool();
    const first = api('orders', { trust: shared });
    const second = api('stock', { trust: shared });
    expect(await value(pulumi.all([first.manifest, second.manifest]))).toHaveLength(2);
  });

  test('managed elsewhere is taken at its word', async () => {
    expect(await value(api('orders', { trust: 'pool' }).manifest)).toMatchObject({
      ords: { trustLevel: 'pool' },
    });
    await registration(':ModuleProtection');
    expect(ofType(':JwtProfile')).toEqual([]);
  });

  test('with another audience is refused before anything is called', () => {
    const other = pool('pool', { trust: { ...trust, audience: 'urn:other' } });
    expect(() => api('orders', { trust: other })).toThrow(/"urn:other".*\[ords\.trust\.differs\]/);
  });

  test('has no settings of a profile', () => {
    expect(() => api('orders', { trust: 'pool', jwtProfile: { allowedSkew: 30 } })).toThrow(
      'ords.trust.jwt_profile',
    );
  });
});

test('every difference of two trusts is named', () => {
  const one = { ...trust, authorisation: { mode: 'scope' } as const };
  expect(compareTrusts(one, one)).toEqual([]);
  const other = {
    issuer: 'https://other/',
    audience: 'other',
    jwksUrl: 'https://other/keys',
    authorisation: { mode: 'role', roleClaim: '/roles' } as const,
  };
  expect(compareTrusts(one, other).map(({ code, found }) => [code, found])).toEqual([
    ['ords.trust.differs', '"https://other/"'],
    ['ords.trust.differs', '"other"'],
    ['ords.trust.differs', '"https://other/keys"'],
    ['ords.trust.differs', '"role mode, claim /roles"'],
  ]);
});
