import type { Response } from './support/client';
import { GatewayFixture } from './support/gatewayFixture';
import { rsaKey } from './support/tokens';

let ords: GatewayFixture;

beforeEach(async () => {
  ords = await GatewayFixture.start();
  ords.module('orders', { list: 'select 1 as id, :current_user as caller from dual' });
  ords.protect('orders', 'orders.read');
  ords.profile();
});

afterEach(() => ords.close());

const INVALID = 'Bearer realm="Oracle REST Data Services", error="invalid_token"';

function expectProblem(response: Response, status: number, code: string, reason: string): void {
  expect(response.status).toBe(status);
  expect(response.reason).toBe(reason);
  expect(response.headers['content-type']).toBe('application/problem+json');
  expect(response.text).toMatch(
    new RegExp(
      `^\\{\n    "code": "${code}",\n    "message": "${reason}",\n    "type": "tag:oracle\\.com,2020:error/${code}",\n    "instance": "tag:oracle\\.com,2020:ecid/[A-Za-z0-9_-]{22}"\n\\}$`,
    ),
  );
}

test('a token with the scope is let in and its subject is :current_user', async () => {
  expect((await ords.client.json('/demo/orders/list', ords.token()))['items']).toEqual([
    { id: 1, caller: 'someone@clients' },
  ]);
});

test('no token: 401 with the realm alone', async () => {
  for (const headers of [{}, { authorization: 'Basic abc' }]) {
    const response = await ords.client.get('/demo/orders/list', undefined, headers);
    expectProblem(response, 401, 'Unauthorized', 'Unauthorized');
    expect(response.headers['www-authenticate']).toBe('Bearer realm="Oracle REST Data Services"');
  }
});

test('every refused token looks alike; only the log tells them apart', async () => {
  const now = Math.floor(Date.now() / 1000);
  const tokens: [string, string][] = [
    ['', 'empty_token'],
    ['garbage', 'malformed_token'],
    [`${ords.token().slice(0, -6)}AAAAAA`, 'signature_invalid'],
    [ords.token({ exp: now - 1 }), 'expired'],
    [ords.token({ iss: 'https://tenant.example' }), 'issuer_differs'],
    [ords.token({ aud: 'https://api.example/other' }), 'audience_differs'],
    [ords.token({ aud: ['https://api.example/orders'] }), 'audience_is_array'],
    [ords.token({}, { typ: 'at+jwt' }), 'type_not_jwt'],
    [ords.token({}, { kid: undefined }), 'key_id_missing'],
    [ords.token({}, { kid: 'k2' }), 'key_unknown'],
    [ords.token({}, { alg: 'HS256' }), 'algorithm_not_allowed'],
    [ords.token({ sub: undefined }), 'claim_missing'],
    [ords.token({ iat: undefined }), 'claim_missing'],
  ];
  for (const [token, reason] of tokens) {
    const response = await ords.client.get('/demo/orders/list', undefined, {
      authorization: `Bearer ${token}`,
    });
    expectProblem(response, 401, 'Unauthorized', 'Unauthorized');
    expect(response.headers['www-authenticate']).toBe(INVALID);
    expect(ords.log.at(-1)).toContain(reason);
    if (token !== '') expect(ords.log.join()).not.toContain(token);
  }
  expect(ords.gateway.statistics.refusals['claim_missing']).toBe(2);
});

test('no profile, profiles switched off, unreachable JWKS: refused like a bad token', async () => {
  ords.jwks.status = 404;
  const refused = async (reason: string) => {
    const response = await ords.client.get('/demo/orders/list', ords.token());
    expectProblem(response, 401, 'Unauthorized', 'Unauthorized');
    expect(response.headers['www-authenticate']).toBe(INVALID);
    expect(ords.log.at(-1)).toContain(reason);
  };
  await refused('jwks_unavailable');
  ords.gateway.settings.jwtProfileEnabled = false;
  await refused('profiles_disabled');
  ords.gateway.settings.jwtProfileEnabled = true;
  ords.oracle.call('DEMO', 'ORDS_SECURITY.DELETE_JWT_PROFILE');
  await refused('no_profile');
});

test('a good token without the scope: 401, or 403 by setting', async () => {
  for (const payload of [{ scope: 'orders.write Orders.Read' }, { scope: undefined }]) {
    const unauthorized = await ords.client.get('/demo/orders/list', ords.token(payload));
    expectProblem(unauthorized, 401, 'Unauthorized', 'Unauthorized');
    expect(unauthorized.headers['www-authenticate']).toBe(INVALID);
  }
  ords.gateway.settings.wrongScopeStatus = 403;
  const forbidden = await ords.client.get('/demo/orders/list', ords.token({ scope: 'other' }));
  expectProblem(forbidden, 403, 'Forbidden', 'Forbidden');
});

test('role mode: any one role; the scope does not count; 401 without one, 403 by setting', async () => {
  ords.protect('orders', 'orders.read', ['clerk', 'boss']);
  ords.profile('/roles');
  const status = async (payload: Record<string, unknown>) =>
    (await ords.client.get('/demo/orders/list', ords.token(payload))).status;
  expect(await status({ roles: ['boss', 'x'] })).toBe(200);
  expect(await status({ roles: ['x'], scope: 'orders.read' })).toBe(401);
  expect(await status({ roles: [] })).toBe(401);
  ords.gateway.settings.wrongRoleStatus = 403;
  expect(await status({ roles: ['x'] })).toBe(403);
  expect(await status({})).toBe(401);
});

test('role mode and a privilege without roles: every accepted token', async () => {
  ords.profile('/roles');
  expect((await ords.client.get('/demo/orders/list', ords.token({ roles: [] }))).status).toBe(200);
  ords.gateway.settings.acceptEmptyRoleClaim = false;
  expect((await ords.client.get('/demo/orders/list', ords.token({ roles: [] }))).status).toBe(401);
});

test('two privileges over one URL: all by default, any by setting', async () => {
  ords.oracle.call('DEMO', 'ORDS.DEFINE_PRIVILEGE', {
    p_privilege_name: 'audit',
    p_roles: [],
    p_patterns: ['/orders/*'],
  });
  const status = async (scope: string) =>
    (await ords.client.get('/demo/orders/list', ords.token({ scope }))).status;
  expect(await status('orders.read')).toBe(401);
  expect(await status('orders.read audit')).toBe(200);
  ords.gateway.settings.severalPrivileges = 'any';
  expect(await status('audit')).toBe(200);
});

test('a rotated key is picked up by its new kid', async () => {
  expect((await ords.client.get('/demo/orders/list', ords.token())).status).toBe(200);
  ords.gateway.settings.jwksRefreshInterval = 0;
  const next = rsaKey('k2');
  ords.jwks.keys = [next.jwk];
  const token = ords.token({}, { kid: 'k2' }, next);
  expect((await ords.client.get('/demo/orders/list', token)).status).toBe(200);
  expect((await ords.client.get('/demo/orders/list', ords.token())).status).toBe(401);
  expect(ords.gateway.statistics.jwksFetches).toBe(3);
});

test('a module that no privilege covers answers without a token, and with a bad one', async () => {
  ords.module('open', { x: 'select :current_user as caller from dual' });
  for (const token of [undefined, 'garbage']) {
    expect((await ords.client.json('/demo/open/x', token))['items']).toEqual([{ caller: null }]);
  }
});

test('browsers get a page', async () => {
  const response = await ords.client.get('/demo/orders/list', 'x', { accept: 'text/html,*/*;q=0.8' });
  expect(response.status).toBe(401);
  expect(response.headers['content-type']).toBe('text/html');
  expect(response.headers['www-authenticate']).toBe(INVALID);
  expect(response.text).toContain('<h1>401 Unauthorized</h1>');
});
