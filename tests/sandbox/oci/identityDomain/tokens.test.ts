import { decodeJwt, decodeProtectedHeader } from 'jose';
import { type Answer, basic, type Body, TestDomain } from './support';

const NOW = new Date(Math.floor(Date.now() / 1000) * 1000);
const NOW_S = NOW.getTime() / 1000;
let server: TestDomain;
let client: Body;
let resource: Body;
beforeAll(async () => {
  server = await TestDomain.start({ clock: () => NOW });
  resource = (
    await server.createResource('orders', 'ords/', ['orders.read', 'orders.write'], {
      accessTokenExpiry: 900,
    })
  ).body;
  await server.createResource('other', 'other/', ['x']);
  client = (await server.createClient('backend', ['ords/orders.read', 'ords/orders.write', 'other/x'])).body;
});
afterAll(() => server.stop());

const ask = (scope: string, login = client): Promise<Answer> => server.token(login, { scope });
const claimsOf = ({ body }: Answer): Body => decodeJwt(String(body['access_token']));

describe('client_credentials', () => {
  test('the answer holds a token, its type and its lifetime, and nothing else', async () => {
    const { status, headers, body } = await ask('ords/orders.read');
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    expect(body).toEqual({
      access_token: expect.any(String) as string,
      token_type: 'Bearer',
      expires_in: 900,
    });
  });

  test('the token: no typ, the constant kid, the constant issuer, the audience and the short scope', async () => {
    const token = String((await ask('ords/orders.read')).body['access_token']);
    const header = decodeProtectedHeader(token);
    expect(Object.keys(header)).toEqual(['x5t#S256', 'x5t', 'kid', 'alg']);
    expect(header).toMatchObject({ kid: 'SIGNING_KEY', alg: 'RS256' });
    const { payload } = await server.verify(token, NOW);
    expect(payload).toMatchObject({
      sub: client['name'],
      sub_type: 'client',
      client_id: client['name'],
      client_guid: client['id'],
      client_name: 'backend',
      iss: 'https://identity.oraclecloud.com/',
      aud: 'ords/',
      scope: 'orders.read',
      tok_type: 'AT',
      tenant_iss: server.domain.url,
      resource_app_id: resource['id'],
      iat: NOW_S,
      exp: NOW_S + 900,
    });
    for (const absent of ['nbf', 'sid', 'user_id', 'clientAppRoles', 'gtp'])
      expect(payload[absent]).toBeUndefined();
  });

  test('by Basic, both halves encoded, as well as in the body', async () => {
    const { name, clientSecret } = client;
    const form = { scope: 'ords/orders.read' };
    expect((await server.token(client, form, basic(name, clientSecret))).status).toBe(200);
    expect((await server.token(client, form, basic(name, 'wrong'))).status).toBe(401);
    expect((await server.token(client, form, { authorization: 'Basic bm9jb2xvbg==' })).status).toBe(401);
  });

  test('two scopes of one resource: one audience, scopes separated by blanks', async () => {
    expect(claimsOf(await ask('ords/orders.read ords/orders.write'))).toMatchObject({
      aud: 'ords/',
      scope: 'orders.read orders.write',
    });
  });

  test('scopes of two resources: a list of audiences, or a token each', async () => {
    expect(claimsOf(await ask('ords/orders.read other/x'))).toMatchObject({
      aud: ['ords/', 'other/'],
      scope: 'orders.read x',
    });
    const { body } = await ask('ords/orders.read other/x urn:opc:resource:multiresourcescope');
    const audiences = (body['tokenResponses'] as Body[]).map(
      (one) => decodeJwt(String(one['access_token'])).aud,
    );
    expect(audiences).toEqual(['ords/', 'other/']);
  });

  test('secondary audiences make a list of the audience', async () => {
    const second = { secondaryAudiences: ['https://second.example.com/'] };
    await server.createResource('secondary', 'secondary/', ['a'], second);
    const login = (await server.createClient('for secondary', ['secondary/a'])).body;
    expect(claimsOf(await ask('secondary/a', login))['aud']).toEqual([
      'secondary/',
      'https://second.example.com/',
    ]);
  });

  test('the expiry scope shortens a token and never lengthens it', async () => {
    expect((await ask('ords/orders.read urn:opc:resource:expiry=300')).body['expires_in']).toBe(300);
    expect((await ask('ords/orders.read urn:opc:resource:expiry=7200')).body['expires_in']).toBe(900);
  });

  test('the trust scope Account reaches every resource, and all at once', async () => {
    const login = (await server.createClient('account', [], { trustScope: 'Account' })).body;
    expect(claimsOf(await ask('other/x', login))['aud']).toBe('other/');
    expect(claimsOf(await ask('urn:opc:resource:consumer::all', login))['aud']).toBe(
      'urn:opc:resource:scope:account',
    );
    expect((await ask('urn:opc:resource:consumer::all other/x', login)).body['error']).toBe('invalid_scope');
    expect((await ask('urn:opc:resource:consumer::all')).body['error']).toBe('unauthorized_client');
  });

  test('an issuer that was set is that of the tokens and of the discovery document', async () => {
    await server.patch('/Settings/Settings', {
      op: 'replace',
      path: 'issuer',
      value: 'https://own.example.com/',
    });
    expect(claimsOf(await ask('other/x'))['iss']).toBe('https://own.example.com/');
    const { body } = await server.call('GET', '/.well-known/openid-configuration');
    expect(body['issuer']).toBe('https://own.example.com/');
    const standard = 'https://identity.oraclecloud.com/';
    await server.patch('/Settings/Settings', { op: 'replace', path: 'issuer', value: standard });
  });
});

describe('refusals', () => {
  const refused = async (answer: Promise<Answer>): Promise<unknown[]> => {
    const { status, body } = await answer;
    expect(body['ecid']).toEqual(expect.any(String));
    return [status, body['error'], body['error_description']];
  };
  const unauthorized = [400, 'unauthorized_client', 'Client authorization failed.'];

  test('an unknown client and a wrong secret look alike', async () => {
    const invalid = [401, 'invalid_client', 'Client authentication failed.'];
    const scope = 'ords/orders.read';
    expect(await refused(ask(scope, { ...client, clientSecret: 'wrong' }))).toEqual(invalid);
    expect(await refused(ask(scope, { name: 'nobody', clientSecret: 'x' }))).toEqual(invalid);
    expect(
      await refused(server.post('/oauth2/v1/token', { grant_type: 'client_credentials', scope })),
    ).toEqual(invalid);
    // A resource app that is no client has no login.
    expect(await refused(ask(scope, { name: resource['name'], clientSecret: '' }))).toEqual(invalid);
  });

  test.each([
    ['none', ''],
    ['the short one', 'orders.read'],
    ['an unknown one', 'ords/orders.delete'],
    ['one that needs a user', 'openid ords/orders.read'],
    ['the administration with others', 'urn:opc:idm:__myscopes__ ords/orders.read'],
  ])('a scope: %s', async (_what, scope) => {
    expect((await refused(ask(scope))).slice(0, 2)).toEqual([400, 'invalid_scope']);
  });

  test('a scope that is not granted to the client', async () => {
    const login = (await server.createClient('less', ['other/x'])).body;
    expect(await refused(ask('ords/orders.read', login))).toEqual(unauthorized);
    expect(await refused(ask('other/x ords/orders.read', login))).toEqual(unauthorized);
  });

  test.each(['INACTIVE', 'DELETING'])(
    'of a domain that is %s nobody, until it is active again',
    async (state) => {
      const web = (await server.createWebClient(`web ${state}`, ['ords/orders.read'])).body;
      const statuses = async (): Promise<unknown[]> => {
        const page = await server.call('GET', server.authorizePath(web, { scope: 'ords/orders.read' }));
        const { status, body } = await ask('ords/orders.read');
        return [status, body['error'], page.status];
      };
      server.domain.setControlPlane({ lifecycleState: state });
      expect(await statuses()).toEqual([400, 'unauthorized_client', 400]);
      // What it publishes, and its administration, are another matter.
      expect((await server.call('GET', '/.well-known/openid-configuration')).status).toBe(200);
      expect((await server.admin('GET', '/Apps')).status).toBe(200);
      server.domain.setControlPlane({ lifecycleState: 'ACTIVE' });
      expect(await statuses()).toEqual([200, undefined, 200]);
    },
  );

  test('an inactive client, and an inactive resource', async () => {
    const idle = (await server.createResource('idle', 'idle/', ['a'])).body;
    const login = (await server.createClient('sleeper', ['idle/a', 'other/x'])).body;
    expect((await ask('idle/a', login)).status).toBe(200);
    const deactivate = { op: 'replace', path: 'active', value: false };
    await server.patch(`/Apps/${String(idle['id'])}`, deactivate);
    expect((await refused(ask('idle/a', login))).slice(0, 2)).toEqual([400, 'invalid_scope']);
    await server.patch(`/Apps/${String(login['id'])}`, deactivate);
    expect(await refused(ask('other/x', login))).toEqual(unauthorized);
  });

  test('a grant type that is not the client’s, that is not served, that is missing, that is there twice', async () => {
    const scope = 'other/x';
    const login = (await server.createWebClient('only people', [scope])).body;
    expect(await refused(ask(scope, login))).toEqual(unauthorized);
    const other = await refused(server.token(client, { grant_type: 'password', scope }));
    expect(other.slice(0, 2)).toEqual([400, 'unsupported_grant_type']);
    const missing = await refused(server.token(client, { grant_type: '', scope }));
    expect(missing.slice(0, 2)).toEqual([400, 'invalid_request']);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const twice = await refused(server.call('POST', '/oauth2/v1/token', 'scope=a&scope=b', form));
    expect(twice.slice(0, 2)).toEqual([400, 'invalid_request']);
  });
});
