import { OPERATOR_SCOPES } from '../../../sandbox/auth0/management/scopes';
import { TestTenant } from './support';

const AUDIENCE = 'https://api.example.com/scopes';
let server: TestTenant;
let clientId: string;
beforeAll(async () => {
  server = await TestTenant.start();
  await server.createApi(AUDIENCE);
  clientId = (await server.createClientOf(AUDIENCE, ['a'])).client_id;
});
afterAll(() => server.stop());

const unauthorized = (message: string): object => ({ statusCode: 401, error: 'Unauthorized', message });

describe('the bearer token', () => {
  const read = (authorization?: string): ReturnType<TestTenant['call']> =>
    server.call('GET', '/api/v2/clients', undefined, authorization === undefined ? {} : { authorization });
  const minted = async (options: object): Promise<object> => {
    const audience = `${server.tenant.issuer}api/v2/`;
    const token = await server.tenant.control.mintToken({ audience, scope: 'read:clients', ...options });
    return (await read(`Bearer ${token}`)).body;
  };

  test('a token with everything right is let in', async () => {
    expect(Array.isArray(await minted({}))).toBe(true);
  });

  test('none, and another scheme', async () => {
    const missing = '{"statusCode":401,"error":"Unauthorized","message":"Missing authentication"}';
    expect((await read()).text).toBe(missing);
    expect((await read('Basic eDp5')).text).toBe(missing);
  });

  test('an expired one', async () => {
    const message = 'Expired token received for JSON Web Token validation';
    expect(await minted({ expiresIn: -1 })).toEqual({
      ...unauthorized(message),
      attributes: { error: message },
    });
  });

  test('one for another API', async () => {
    expect(await minted({ audience: AUDIENCE })).toEqual(unauthorized(`Bad audience: ${AUDIENCE}`));
  });

  test('an altered signature, a key that is not the tenant’s', async () => {
    const message = 'Invalid signature received for JSON Web Token validation';
    const [header, payload, signature = ''] = (await server.operatorToken()).split('.');
    const altered = (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1);
    expect((await read(`Bearer ${header}.${payload}.${altered}`)).body).toEqual(unauthorized(message));
    expect(await minted({ kid: 'other' })).toEqual(unauthorized(message));
  });

  test('no token at all in form, no signature, a confused algorithm, another issuer, no expiry', async () => {
    const invalid = unauthorized('Invalid token');
    expect((await read('Bearer garbage')).body).toEqual(invalid);
    expect(await minted({ alg: 'none' })).toEqual(invalid);
    expect(await minted({ alg: 'HS256' })).toEqual(invalid);
    expect(await minted({ issuer: 'https://other.example.com/' })).toEqual(invalid);
    expect(await minted({ claims: { exp: null } })).toEqual(invalid);
  });
});

/** Every route, with the scope of its own and, after a blank, that of a member in the body; {id}s that do not exist are fine: the scope is looked at first. */
const ROUTES: [method: string, path: string, scope: string, body?: object][] = [
  ['POST', '/resource-servers', 'create:resource_servers', {}],
  ['GET', '/resource-servers', 'read:resource_servers'],
  ['GET', '/resource-servers/x', 'read:resource_servers'],
  ['PATCH', '/resource-servers/x', 'update:resource_servers', {}],
  ['DELETE', '/resource-servers/x', 'delete:resource_servers'],
  ['POST', '/clients', 'create:clients', {}],
  ['GET', '/clients', 'read:clients'],
  ['GET', '/clients/x', 'read:clients'],
  ['PATCH', '/clients/x', 'update:clients', {}],
  ['PATCH', '/clients/x', 'update:clients update:client_keys', { client_secret: 's' }],
  [
    'PATCH',
    '/clients/x',
    'update:clients update:client_credentials',
    { client_authentication_methods: null },
  ],
  ['POST', '/clients/x/rotate-secret', 'update:client_keys'],
  ['DELETE', '/clients/x', 'delete:clients'],
  ['GET', '/clients/x/credentials', 'read:client_credentials'],
  ['POST', '/clients/x/credentials', 'create:client_credentials', {}],
  ['PATCH', '/clients/x/credentials/y', 'update:client_credentials', { expires_at: null }],
  ['POST', '/client-grants', 'create:client_grants', {}],
  ['GET', '/client-grants', 'read:client_grants'],
  ['GET', '/client-grants/x', 'read:client_grants'],
  ['PATCH', '/client-grants/x', 'update:client_grants', {}],
  ['DELETE', '/client-grants/x', 'delete:client_grants'],
];

describe('scopes', () => {
  test('the operator has the minimum and no more', async () => {
    const { body } = await server.requestToken({
      client_id: server.tenant.management.clientId,
      client_secret: server.tenant.management.clientSecret,
      audience: `${server.tenant.issuer}api/v2/`,
    });
    expect(String(body['scope']).split(' ').sort()).toEqual([...OPERATOR_SCOPES].sort());
    const settings = await server.api('GET', '/tenants/settings');
    expect(settings.body).toMatchObject({
      statusCode: 403,
      message: 'Insufficient scope, expected any of: read:tenant_settings',
    });
    expect((await server.api('DELETE', '/clients/x/credentials/y')).status).toBe(403);
  });

  test.each(OPERATOR_SCOPES.filter((scope) => scope !== 'read:client_keys'))(
    'without %s exactly its own routes are refused',
    async (removed) => {
      const token = await server.operatorToken(
        OPERATOR_SCOPES.filter((scope) => scope !== removed).join(' '),
      );
      for (const [method, path, scope, body] of ROUTES) {
        const answer = await server.api(method, path, body, token);
        if (scope.split(' ').includes(removed)) {
          expect(answer.text).toBe(
            `{"statusCode":403,"error":"Forbidden","message":"Insufficient scope, expected any of: ${removed}",` +
              '"errorCode":"insufficient_scope"}',
          );
        } else expect([method, path, answer.status]).not.toEqual([method, path, 403]);
      }
      expect(ROUTES.some(([, , scope]) => scope.split(' ').includes(removed))).toBe(true);
    },
  );

  test('a token of no scopes is refused everywhere', async () => {
    const token = await server.tenant.control.mintToken({ audience: `${server.tenant.issuer}api/v2/` });
    for (const [method, path, , body] of ROUTES)
      expect((await server.api(method, path, body, token)).status).toBe(403);
  });
});

describe('client secrets', () => {
  const secretOf = async (scope: string, query = ''): Promise<unknown> =>
    (await server.api('GET', `/clients/${clientId}${query}`, undefined, await server.operatorToken(scope)))
      .body;

  test.each(['read:client_keys', 'read:client_credentials'])('are shown with %s', async (scope) => {
    expect(await secretOf(`read:clients ${scope}`)).toHaveProperty('client_secret');
  });

  test('are left out without either, in every answer', async () => {
    const token = await server.operatorToken('read:clients update:clients create:clients update:client_keys');
    const answers = await Promise.all([
      server.api('GET', `/clients/${clientId}`, undefined, token),
      server.api('PATCH', `/clients/${clientId}`, { description: 'x' }, token),
      server.api('POST', '/clients', { name: 'x' }, token),
      server.api('POST', `/clients/${clientId}/rotate-secret`, undefined, token),
      server.api('GET', '/clients', undefined, token),
    ]);
    for (const { status, text } of answers) {
      expect(status).toBeLessThan(300);
      expect(text).not.toMatch(/client_secret"|signing_keys|PRIVATE/);
    }
  });

  test('cannot be asked for by name', async () => {
    expect(await secretOf('read:clients', '?fields=client_secret')).toEqual({
      statusCode: 403,
      error: 'Forbidden',
      message: 'You cannot read the following fields: client_secret',
    });
    expect(await secretOf('read:clients', '?fields=client_secret&include_fields=false')).not.toHaveProperty(
      'statusCode',
    );
  });

  test('are not written at a creation without update:client_keys', async () => {
    const token = await server.operatorToken('create:clients');
    expect((await server.api('POST', '/clients', { name: 'x', client_secret: 's' }, token)).status).toBe(403);
  });
});
