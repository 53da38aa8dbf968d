import * as pulumi from '@pulumi/pulumi';
import { auth0, ociIam, ProtectedApi } from '../../components/index';
import { claimProfile } from '../../components/profileClaims';
import type { ProtectedApiArgs } from '../../components/protectedApiArgs';

interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
}

let registered: Registered[] = [];
let warnings: string[] = [];

// Once: registrations of one test may still be under way when the next begins, and they need the same monitor.
beforeAll(async () => {
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, id }) => {
        registered.push({ type, name, inputs });
        return {
          id: id ?? `${name}-id`,
          state: {
            ...inputs,
            ...(type.endsWith(':Claim') && { token: '4f9a2c81d3e0', enabledBefore: false }),
            basePath: '/x/',
            clientId: `${name}-client-id`,
            clientSecret: 'shh',
          },
        };
      },
      call: () => ({}),
    },
    'orders',
    'test',
  );
});

beforeEach(() => {
  registered = [];
  warnings = [];
  jest.spyOn(pulumi.log, 'warn').mockImplementation(async (message) => void warnings.push(message));
});

type Values = ProtectedApiArgs<string, string>;

async function values(change: Partial<Values> = {}, ords: Partial<Values['ords']> = {}): Promise<Values> {
  return {
    audience: 'https://api.example.com/orders',
    scopes: {
      'orders.read': { description: 'Read orders', modules: ['orders'] },
      'orders.admin': { patterns: ['/admin/*'] },
    },
    clients: { backend: { scopes: ['orders.read'] } },
    identityProvider: auth0({ domain: 'tenant.uk.auth0.com' }),
    ...change,
    ords: {
      baseUrl: 'https://db.example.com/ords',
      connection: { connectString: 'db/service', user: 'ordsdemo', password: 'not-in-clear' },
      ...ords,
    },
  };
}

const value = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((resolve) => output.apply(resolve));
/** Registrations go through promises of their own; every one is made within a few turns of the event loop. */
async function registration(suffix: string): Promise<Registered | undefined> {
  for (let turn = 0; turn < 1000 && ofType(suffix).length === 0; turn++) await new Promise(setImmediate);
  return ofType(suffix)[0];
}

/** Registrations go through promises of their own: waits until a hundred turns of the event loop have brought no new one. */
async function registrations(): Promise<void> {
  for (let quiet = 0; quiet < 100; quiet += 1) {
    const before = registered.length;
    await new Promise(setImmediate);
    if (registered.length > before) quiet = 0;
  }
}

const ofName = (name: string) => registered.filter((resource) => resource.name === name);
/** Sees the options of a resource, which mocks do not. */
function monitor() {
  return pulumi.runtime.getMonitor() as unknown as {
    registerResource(
      request: {
        getName(): string;
        getType(): string;
        getRetainondelete(): boolean;
        getImportid(): string;
        getIgnorechangesList(): string[];
        getDependenciesList(): string[];
      },
      done: unknown,
    ): void;
  };
}

const ofType = (suffix: string) => registered.filter(({ type }) => type.endsWith(suffix));

describe('ProtectedApi', () => {
  test('derives the trust, both sides and a manifest without a secret from one set of values', async () => {
    const api = new ProtectedApi(
      'orders',
      await values({}, { modules: { orders: { basePath: 'orders', templates: [] } } }),
    );
    expect(await value(api.issuer)).toBe('https://tenant.uk.auth0.com/');
    expect(await value(api.jwksUrl)).toBe('https://tenant.uk.auth0.com/.well-known/jwks.json');
    expect(await value(api.audience)).toBe('https://api.example.com/orders');
    expect(await value(api.clients['backend']!.clientId)).toBe('orders-backend-client-id');
    const manifest = await value(api.manifest);
    expect(manifest).toMatchObject({
      version: 1,
      api: 'orders',
      identityProvider: { kind: 'auth0', domain: 'tenant.uk.auth0.com' },
      trust: { issuer: 'https://tenant.uk.auth0.com/', audience: 'https://api.example.com/orders' },
      clients: { backend: { clientId: 'orders-backend-client-id', scopes: ['orders.read'] } },
      ords: { schema: 'ORDSDEMO', schemaAlias: 'ordsdemo', user: 'ordsdemo' },
    });
    expect(JSON.stringify(manifest)).not.toContain('not-in-clear');
    expect(JSON.stringify(manifest)).not.toContain('shh');

    expect((await registration(':JwtProfile'))?.inputs).toMatchObject({
      issuer: 'https://tenant.uk.auth0.com/',
      audience: 'https://api.example.com/orders',
      jwkUrl: 'https://tenant.uk.auth0.com/.well-known/jwks.json',
    });
    expect(
      ofType(':Privilege')
        .map(({ inputs }) => inputs['name'])
        .sort(),
    ).toEqual(['orders.admin', 'orders.read']);
    await registration(':ModuleProtection');
    expect(ofType(':ModuleProtection').map(({ inputs }) => [inputs['module'], inputs['privilege']])).toEqual([
      ['orders', 'orders.read'],
    ]);
    expect((await registration(':Module'))?.inputs['status']).toBeUndefined();
  });

  test('an M2M client gets one grant type and exactly its scopes', async () => {
    const api = new ProtectedApi('orders', await values());
    await value(api.manifest);
    expect((await registration(':Client'))?.inputs).toMatchObject({
      name: 'orders-backend',
      appType: 'non_interactive',
      grantTypes: ['client_credentials'],
    });
    expect((await registration(':ClientGrant'))?.inputs).toMatchObject({
      audience: 'https://api.example.com/orders',
      scopes: ['orders.read'],
    });
  });

  test('a client with redirect URIs is one for people: code, refresh token, and a grant for its users', async () => {
    const redirectUris = ['https://app.example.com/callback'];
    const clients = { web: { scopes: ['orders.read'], redirectUris }, backend: { scopes: ['orders.admin'] } };
    const api = new ProtectedApi('people', await values({ clients }, { schema: 'PEOPLE' }));
    const manifest = await value(api.manifest);
    await registrations();
    expect(ofName('people-web')[0]?.inputs).toMatchObject({
      appType: 'regular_web',
      grantTypes: ['authorization_code', 'refresh_token'],
      callbacks: redirectUris,
    });
    expect(ofName('people-web-grant')[0]?.inputs).toMatchObject({
      subjectType: 'user',
      scopes: ['orders.read'],
    });
    expect(ofName('people-backend')[0]?.inputs).not.toHaveProperty('callbacks');
    expect(ofName('people-backend-grant')[0]?.inputs).not.toHaveProperty('subjectType');
    expect(ofName('people-api')[0]?.inputs).toMatchObject({
      allowOfflineAccess: true,
      subjectTypeAuthorization: { user: { policy: 'require_client_grant' } },
    });
    expect(manifest.clients).toEqual({
      web: { clientId: 'people-web-client-id', scopes: ['orders.read'], redirectUris },
      backend: { clientId: 'people-backend-client-id', scopes: ['orders.admin'] },
    });
    expect(JSON.stringify(manifest)).not.toContain('shh');
  });

  test('an API of machines gives nobody tokens for people', async () => {
    await value(new ProtectedApi('machines', await values({}, { schema: 'MACHINES' })).manifest);
    await registrations();
    expect(ofName('machines-api')[0]?.inputs['subjectTypeAuthorization']).toEqual({
      client: { policy: 'require_client_grant' },
      user: { policy: 'deny_all' },
    });
    expect(ofName('machines-api')[0]?.inputs).not.toHaveProperty('allowOfflineAccess');
  });

  test('verification at the end of up gets no secret of a client that people sign in to', async () => {
    const redirectUris = ['https://app.example.com/callback'];
    const clients = { web: { scopes: ['orders.read'], redirectUris }, backend: { scopes: ['orders.read'] } };
    const given = await values({ clients, verifyOnUp: true }, { schema: 'VERIFIED' });
    await value(new ProtectedApi('verified', given).manifest);
    await registrations();
    expect(ofName('verified-agreement')[0]?.inputs['clientSecrets']).toMatchObject({
      value: { backend: 'shh' },
    });
    expect(JSON.stringify(ofName('verified-agreement')[0]?.inputs['clientSecrets'])).not.toContain('web');
  });

  describe('an audience that the identity provider issues', () => {
    const issuing = (): Values['identityProvider'] => ({
      ...auth0({ domain: 'tenant.uk.auth0.com' }),
      audience: 'issued',
      issuerSlash: 'forbidden',
      backdated: 300,
      provision: (name) => ({
        issuer: pulumi.output('https://login.example.com/t/v2.0'),
        audience: pulumi.output('11111111-0000-4000-8000-000000000001'),
        jwksUrl: pulumi.output('https://login.example.com/t/keys'),
        clients: { backend: { clientId: pulumi.output(`${name}-id`), clientSecret: pulumi.secret('shh') } },
        resources: [],
      }),
    });

    test('goes into the profile and the manifest; the claim is made without it', async () => {
      const { audience: _declared, ...rest } = await values(
        { identityProvider: issuing() },
        { schema: 'ISSUED' },
      );
      const api = new ProtectedApi('issued', rest);
      const manifest = await value(api.manifest);
      await registrations();
      expect(manifest.trust.audience).toBe('11111111-0000-4000-8000-000000000001');
      expect(ofName('issued-profile')[0]?.inputs['audience']).toBe(manifest.trust.audience);
      expect(ofName('issued-claim')[0]?.inputs).not.toHaveProperty('audience');
    });

    test('cannot be declared too, and one that nobody issues has to be', async () => {
      const { audience: _declared, ...without } = await values({}, { schema: 'ISSUED2' });
      expect(() => new ProtectedApi('issued2', without)).toThrow(
        /audience: is missing.*trust.audience.missing/,
      );
      const both = await values({ identityProvider: issuing() }, { schema: 'ISSUED3' });
      expect(() => new ProtectedApi('issued3', both)).toThrow(/audience: is given.*trust.audience.issued/);
    });

    test('an allowed age that a fresh token has already is refused', async () => {
      const { audience: _declared, ...rest } = await values(
        { identityProvider: issuing() },
        { schema: 'ISSUED4', jwtProfile: { allowedAge: 300 } },
      );
      expect(() => new ProtectedApi('issued4', rest)).toThrow(/trust.age.backdated/);
    });
  });

  describe('role mode', () => {
    const roleMode = (): Values['identityProvider'] => ({
      ...auth0({ domain: 'tenant.uk.auth0.com' }),
      authorisation: () => ({ mode: 'role', roleClaim: '/iam_groups' }) as const,
    });
    const scopes = {
      'orders.read': { modules: ['orders'], roles: ['orders_readers', 'clerks'] },
      'orders.admin': { patterns: ['/admin/*'] },
      'orders.audit': { modules: ['audit'], roles: ['clerks'] },
    };
    /** Names of the resources that each resource waits for, itself or through others. */
    async function order(name: string, given: Values): Promise<(earlier: string, later: string) => boolean> {
      const requests = jest.spyOn(monitor(), 'registerResource');
      const api = new ProtectedApi(name, given);
      await value(api.manifest);
      await registrations();
      const waits = new Map(
        requests.mock.calls.map(([request]) => [
          request.getName(),
          request.getDependenciesList().map((urn) => urn.split('::').at(-1) ?? ''),
        ]),
      );
      requests.mockRestore();
      const follows = (later: string, earlier: string): boolean =>
        (waits.get(later) ?? []).some((entry) => entry === earlier || follows(entry, earlier));
      return (earlier, later) => {
        for (const one of [earlier, later]) expect([...waits.keys()]).toContain(`${name}-${one}`);
        return follows(`${name}-${later}`, `${name}-${earlier}`);
      };
    }

    test('a Role for each distinct role, the roles in each privilege, the claim in the profile', async () => {
      const given = await values({ identityProvider: roleMode(), scopes }, { schema: 'ROLES' });
      const manifest = await value(new ProtectedApi('roles', given).manifest);
      await registrations();
      const own = ofType(':Role').filter(({ name }) => name.startsWith('roles-role-'));
      expect(own.map(({ inputs }) => inputs['name']).sort()).toEqual([
        'clerks',
        'orders.admin',
        'orders_readers',
      ]);
      expect(ofName('roles-privilege-orders.read')[0]?.inputs['roles']).toEqual(['orders_readers', 'clerks']);
      expect(ofName('roles-privilege-orders.admin')[0]?.inputs['roles']).toEqual(['orders.admin']);
      expect(ofName('roles-profile')[0]?.inputs['roleClaimName']).toBe('/iam_groups');
      expect(manifest.trust.authorisation).toEqual({ mode: 'role', roleClaim: '/iam_groups' });
      expect(manifest.scopes.map(({ roles }) => roles)).toEqual([
        ['orders_readers', 'clerks'],
        ['orders.admin'],
        ['clerks'],
      ]);
    });

    test('roles before privileges, privileges before the profile that asks for roles, protection last', async () => {
      const modules = { orders: { basePath: 'orders', templates: [] } };
      const given = await values({ identityProvider: roleMode(), scopes }, { schema: 'ORDER1', modules });
      const isBefore = await order('order1', given);
      expect(isBefore('role-clerks', 'privilege-orders.read')).toBe(true);
      expect(isBefore('privilege-orders.admin', 'profile')).toBe(true);
      expect(isBefore('profile', 'protection-orders')).toBe(true);
      expect(isBefore('profile', 'protection-audit')).toBe(true);
      expect(isBefore('profile', 'privilege-orders.read')).toBe(false);
    });

    test('in scope mode the profile comes first, so that a change from role mode takes roles away under it', async () => {
      const modules = { orders: { basePath: 'orders', templates: [] } };
      const isBefore = await order('order2', await values({}, { schema: 'ORDER2', modules }));
      expect(isBefore('profile', 'privilege-orders.read')).toBe(true);
      expect(isBefore('profile', 'protection-orders')).toBe(true);
      expect(ofType(':Role').filter(({ name }) => name.startsWith('order2-'))).toEqual([]);
      expect(ofName('order2-privilege-orders.read')[0]?.inputs).not.toHaveProperty('roles');
    });

    test('a module that only patterns cover waits for the profile', async () => {
      const modules = { users: { basePath: '/admin/users/', templates: [] } };
      const only = { 'orders.admin': { patterns: ['/admin/*'] } };
      const given = await values(
        { identityProvider: roleMode(), scopes: only, clients: {} },
        { schema: 'ORDER3', modules },
      );
      const isBefore = await order('order3', given);
      expect(isBefore('profile', 'module-users')).toBe(true);
      expect(isBefore('privilege-orders.admin', 'module-users')).toBe(true);
    });

    test('roles without role mode are refused before anything is called', async () => {
      const given = await values({ scopes });
      expect(() => new ProtectedApi('scoped', given)).toThrow('trust.roles.scope_mode');
      await registrations();
      expect(registered.filter(({ name }) => name.startsWith('scoped-'))).toEqual([]);
    });
  });

  test('the password and the client secret are secrets', async () => {
    const api = new ProtectedApi('orders', await values());
    expect(await pulumi.isSecret(api.clients['backend']!.clientSecret)).toBe(true);
    expect(await pulumi.isSecret(api.clients['backend']!.clientId)).toBe(false);
    await value(api.manifest);
    const connection = (await registration(':JwtProfile'))?.inputs['connection'];
    expect(JSON.stringify(connection)).toContain(pulumi.runtime.specialSecretSig);
  });

  test('problems are thrown before anything is registered but the component, every one named', async () => {
    const bad = await values(
      { audience: 'https://api.example.com/orders ' },
      { jwtProfile: { allowedSkew: 0 } },
    );
    expect(() => new ProtectedApi('refused', bad)).toThrow(
      /audience: .*trust\.audience\.whitespace.*trust\.skew\.zero/s,
    );
    await registrations();
    expect(registered.filter(({ name }) => name.startsWith('refused-'))).toEqual([]);
  });

  test('what depends on the audience is said of an output too, once it is known and not twice', async () => {
    const web = {
      scopes: ['api/orders.read'],
      redirectUris: ['http://app.example.com/cb', 'http://localhost/cb'],
    };
    const provider = auth0({ domain: 'tenant.uk.auth0.com' });
    const late = await values(
      {
        audience: pulumi.output(Promise.resolve('api')),
        scopes: { 'api/orders.read': { modules: ['orders'] } },
        clients: { web },
        identityProvider: {
          ...provider,
          // The rules of OCI IAM look at the audience, and at what is known without it.
          check: (name, request) =>
            ociIam({ domain: 'https://idcs-1.identity.oraclecloud.com' }).check(name, request),
        },
        // As warnings they do not end the program.
        accept: ['trust.redirect_uri.not_https', 'trust.scope.audience_prefix', 'oci.audience.fuses'],
      },
      { schema: 'LATE' },
    );
    await value(new ProtectedApi('late', late).audience);
    await registrations();
    const said = (code: string) => warnings.filter((text) => text.includes(code));
    expect(said('trust.scope.audience_prefix')).toHaveLength(1);
    expect(said('oci.audience.fuses')).toEqual([expect.stringContaining('"apiapi/orders.read"')]);
    expect(said('oci.redirect_uri.http')).toHaveLength(2);
    expect(said('trust.redirect_uri.not_https')).toHaveLength(1);
  });

  test('everything is made under one claim, which knows whether the schema is to be enabled', async () => {
    new ProtectedApi(
      'claimed',
      await values(
        {},
        { schema: 'CLAIMED', enableSchema: true, modules: { orders: { basePath: 'orders', templates: [] } } },
      ),
    );
    for (let turn = 0; turn < 1000 && ofName('claimed-protection-orders').length === 0; turn++)
      await new Promise(setImmediate);
    const owners = [
      'claim',
      'schema',
      'profile',
      'privilege-orders.read',
      'module-orders',
      'protection-orders',
    ];
    for (const resource of owners)
      expect(ofName(`claimed-${resource}`)[0]?.inputs['owner']).toEqual({
        stack: 'orders/test',
        resource: `claimed-${resource}`,
        ...(resource !== 'claim' && { claim: '4f9a2c81d3e0' }),
      });
    expect(ofName('claimed-claim')[0]?.inputs).toMatchObject({ enablesSchema: true });
    expect(ofName('claimed-schema')[0]?.inputs).toMatchObject({ enabledBefore: false });
  });

  test('an accepted problem is a warning', async () => {
    const audience = 'https://db.example.com/ords/ordsdemo/';
    const refused = await values({ audience });
    expect(() => new ProtectedApi('orders', refused)).toThrow('trust.audience.is_endpoint');
    new ProtectedApi('orders', await values({ audience, accept: ['trust.audience.is_endpoint'] }));
    expect(warnings.join()).toContain('trust.audience.is_endpoint');
    expect(warnings).toHaveLength(1);
  });

  test('two APIs cannot claim the profile of one schema; two schemas can', async () => {
    const first = new ProtectedApi('orders', await values());
    await value(first.manifest);
    const other = new ProtectedApi('stock', await values({}, { schema: 'STOCK' }));
    await value(other.manifest);
    expect(() => claimProfile('third', 'ordsdemo', ' DB/service')).toThrow(
      /"orders" and ProtectedApi "third"/,
    );
  });

  test('the schema is the one that the connected user works in, quotes and proxy users included', async () => {
    const schemaOf = async (user: string): Promise<unknown> => {
      const connection = { connectString: `${user}/service`, user, password: 'not-in-clear' };
      return (await value(new ProtectedApi('orders', await values({}, { connection })).manifest)).ords;
    };
    expect(await schemaOf('deployer[hr]')).toMatchObject({ schema: 'HR', schemaAlias: 'hr' });
    expect(await schemaOf('"Hr"')).toMatchObject({ schema: 'Hr', schemaAlias: 'hr' });
  });

  test('two APIs with plain values are refused before the second registers anything', async () => {
    const first = await values({}, { schema: 'CLASH' });
    const second = await values({}, { schema: 'clash' });
    await value(new ProtectedApi('orders', first).manifest);
    expect(() => new ProtectedApi('stock', second)).toThrow('ords.jwt_profile.two_apis');
    await registration(':ModuleProtection');
    expect(registered.filter(({ name }) => name.startsWith('stock-'))).toEqual([]);
  });

  test.each([
    ['keepProtected', true],
    ['unpublish', false],
  ] as const)('%s keeps what the module needs: %s', async (onDelete, kept) => {
    const requests = jest.spyOn(monitor(), 'registerResource');
    const api = new ProtectedApi(
      onDelete,
      await values(
        {},
        { schema: onDelete, onDelete, modules: { orders: { basePath: 'orders', templates: [] } } },
      ),
    );
    await value(api.manifest);
    for (let turn = 0; turn < 1000 && ofName(`${onDelete}-protection-orders`).length === 0; turn++)
      await new Promise(setImmediate);
    const retained = requests.mock.calls
      .map(([request]) => request)
      .filter((request) => /:(Claim|Privilege|JwtProfile|Module)$/.test(request.getType()))
      .filter((request) => request.getName().startsWith(`${onDelete}-`))
      .map((request) => request.getRetainondelete());
    requests.mockRestore();
    expect(retained).toHaveLength(5);
    expect(new Set(retained)).toEqual(new Set([kept]));
  });

  test('what is taken over in Auth0 is imported and kept, and carries no mark', async () => {
    const requests = jest.spyOn(monitor(), 'registerResource');
    const adopt = {
      api: '0123456789abcdef01234567',
      clients: { backend: 'cid' },
      grants: { backend: 'cgr_1' },
    };
    const identityProvider = auth0({ domain: 'tenant.uk.auth0.com', adopt });
    const clients = { backend: { scopes: ['orders.read'] }, fresh: { scopes: ['orders.read'] } };
    const api = new ProtectedApi('taken', await values({ clients, identityProvider }, { schema: 'TAKEN' }));
    await value(api.manifest);
    await registration(':ClientGrant');
    const sent = requests.mock.calls
      .map(([request]) => request)
      .filter((request) => request.getType().startsWith('auth0:') && request.getName().startsWith('taken-'))
      .map((request) => [request.getName(), request.getImportid(), request.getRetainondelete()] as const);
    requests.mockRestore();
    expect(Object.fromEntries(sent.map(([name, ...rest]) => [name, rest]))).toMatchObject({
      'taken-api': ['0123456789abcdef01234567', true],
      'taken-scopes': ['https://api.example.com/orders', true],
      'taken-backend': ['cid', true],
      'taken-backend-credentials': ['cid', true],
      'taken-fresh': ['', false],
      'taken-fresh-credentials': ['', false],
    });
    const marked = ofType(':Client').map(({ name, inputs }) => [name, 'clientMetadata' in inputs]);
    expect(marked).toEqual(
      expect.arrayContaining([
        ['taken-backend', false],
        ['taken-fresh', true],
      ]),
    );
  });

  test('of an API that is taken over nothing is passed over that is declared for people', async () => {
    const requests = jest.spyOn(monitor(), 'registerResource');
    const ignored = async (name: string, redirectUris?: string[]): Promise<string[]> => {
      const identityProvider = auth0({
        domain: 'tenant.uk.auth0.com',
        adopt: { api: '0123456789abcdef01234567', clients: { web: 'cid' } },
      });
      const clients = { web: { scopes: ['orders.read'], ...(redirectUris && { redirectUris }) } };
      const given = await values({ clients, identityProvider }, { schema: name });
      await value(new ProtectedApi(name, given).manifest);
      await registrations();
      const sent = requests.mock.calls.map(([request]) => request);
      return sent.find((request) => request.getName() === `${name}-api`)?.getIgnorechangesList() ?? [];
    };
    const people = await ignored('signin', ['https://app.example.com/callback']);
    const machines = await ignored('nobody');
    requests.mockRestore();
    expect(people).toContain('consentPolicy');
    expect(people).not.toContain('allowOfflineAccess');
    expect(machines).toContain('allowOfflineAccess');
    for (const list of [people, machines]) expect(list).not.toContain('subjectTypeAuthorization');
  });

  test('an id for a client that is not declared is refused before anything is called', async () => {
    const identityProvider = auth0({ domain: 'tenant.uk.auth0.com', adopt: { clients: { other: 'cid' } } });
    const given = await values({ identityProvider });
    expect(() => new ProtectedApi('undeclared', given)).toThrow('auth0.adopt.unknown_client');
    await registrations();
    expect(
      registered.filter(({ type, name }) => type.startsWith('auth0:') && name.startsWith('undeclared')),
    ).toEqual([]);
  });

  test('a module that only patterns cover is published by its definition, after the privileges', async () => {
    const api = new ProtectedApi(
      'orders',
      await values({}, { modules: { users: { basePath: '/admin/users/', templates: [] } } }),
    );
    await value(api.manifest);
    expect((await registration(':Module'))?.inputs['status']).toBe('PUBLISHED');
  });
});

test('a scope that is not declared does not compile', async () => {
  const make = () =>
    new ProtectedApi('orders', {
      audience: 'https://api.example.com/orders',
      scopes: { 'orders.read': { modules: ['orders'] } },
      // @ts-expect-error 'orders.write' is not a declared scope
      clients: { backend: { scopes: ['orders.write'] } },
      identityProvider: auth0({ domain: 'tenant.uk.auth0.com' }),
      ords: { baseUrl: 'https://x/ords', connection: { connectString: 'x/yy', user: 'u', password: 'p' } },
    });
  expect(make).toThrow('trust.client.undeclared_scope');
});
