import { createPublicKey } from 'node:crypto';
import {
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  type JSONWebKeySet,
  jwtVerify,
} from 'jose';
import { type Answer, TestTenant } from './support';

const NOW = new Date('2026-03-01T12:00:00.250Z');
const NOW_S = Math.floor(NOW.getTime() / 1000);
const AUDIENCE = 'https://api.example.com/control';
let server: TestTenant;
let now = NOW;
let login: { client_id: string; client_secret: string };
beforeAll(async () => {
  server = await TestTenant.start({ clock: () => now });
  await server.createApi(AUDIENCE);
  login = await server.createClientOf(AUDIENCE, ['a']);
});
afterAll(() => server.stop());

const jwks = async (): Promise<JSONWebKeySet> =>
  (await server.call('GET', '/.well-known/jwks.json')).body as unknown as JSONWebKeySet;
const accessToken = async (): Promise<string> =>
  String((await server.requestToken({ ...login, audience: AUDIENCE })).body['access_token']);

describe('refusals on demand', () => {
  test('429 so many times, with a reset that lies ahead', async () => {
    server.tenant.control.refuse({ match: { path: '/api/v2/' }, status: 429, times: 2, resetSeconds: 3 });
    for (let time = 0; time < 2; time++) {
      const answer = await server.api('GET', '/clients');
      expect([answer.status, answer.text]).toEqual([
        429,
        '{"statusCode":429,"error":"Too Many Requests","message":"Global limit has been reached","errorCode":"too_many_requests"}',
      ]);
      expect(answer.headers).toMatchObject({
        'x-ratelimit-limit': '50',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(NOW_S + 3),
      });
    }
    expect((await server.api('GET', '/clients')).status).toBe(200);
  });

  test('every Management answer counts down, refused ones too', async () => {
    const remaining = async (answer: Promise<Answer>): Promise<number> => {
      const { headers } = await answer;
      expect(headers['x-ratelimit-reset']).toBe(String(NOW_S + 1));
      return Number(headers['x-ratelimit-remaining']);
    };
    const first = await remaining(server.api('GET', '/clients'));
    expect(await remaining(server.call('GET', '/api/v2/clients'))).toBe(first - 1);
    expect(await remaining(server.api('DELETE', '/clients/x'))).toBe(first - 2);
  });

  test('a limit that is kept: so many a second, the others 429 until the next second', async () => {
    const { control } = server.tenant;
    const statuses = async (): Promise<number[]> => {
      const calls = [1, 2, 3].map(async () => (await server.api('GET', '/clients')).status);
      return (await Promise.all(calls)).sort();
    };
    control.setRateLimit({ perSecond: 2 });
    now = new Date((NOW_S + 100) * 1000);
    expect(await statuses()).toEqual([200, 200, 429]);
    const { headers } = await server.api('GET', '/clients');
    expect(headers).toMatchObject({
      'x-ratelimit-limit': '2',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(NOW_S + 101),
    });
    now = new Date((NOW_S + 101) * 1000);
    expect(await statuses()).toEqual([200, 200, 429]);
    expect((await server.requestToken({ ...login, audience: AUDIENCE })).status).toBe(200);
    control.setRateLimit({ perSecond: null });
    expect(await statuses()).toEqual([200, 200, 200]);
    now = new Date(NOW_S * 1000);
    expect(() => control.setRateLimit({ perSecond: 0 })).toThrow(RangeError);
  });

  test('a 401 is that of a token that has expired', async () => {
    server.tenant.control.refuse({ match: { path: '/api/v2/clients' }, status: 401, times: 1 });
    expect((await server.api('GET', '/clients')).text).toBe(
      '{"statusCode":401,"error":"Unauthorized","message":"Expired token received for JSON Web Token validation","attributes":{"error":"Expired token received for JSON Web Token validation"}}',
    );
  });

  test('only what matches method and path, by prefix or by expression', async () => {
    server.tenant.control.refuse({
      match: { method: 'POST', path: '/api/v2/clients' },
      status: 503,
      times: 1,
    });
    server.tenant.control.refuse({ match: { path: 'client-grants/cgr_.+$' }, status: 502, times: 1 });
    expect((await server.api('GET', '/clients')).status).toBe(200);
    expect((await server.api('GET', '/client-grants')).status).toBe(200);
    expect((await server.api('GET', '/client-grants/cgr_x')).status).toBe(502);
    expect((await server.api('POST', '/clients', { name: 'x' })).body).toEqual({
      statusCode: 503,
      error: 'Service Unavailable',
      message: 'Service Unavailable',
    });
  });

  test('after the write: the object is there although the answer says 500', async () => {
    server.tenant.control.refuse({ match: { method: 'POST' }, status: 500, times: 1, afterWrite: true });
    // A request that fails by itself does not use the refusal up.
    expect((await server.api('POST', '/resource-servers', {})).status).toBe(400);
    const identifier = 'https://api.example.com/written';
    const answer = await server.api('POST', '/resource-servers', { identifier });
    expect([answer.status, answer.body['statusCode']]).toEqual([500, 500]);
    expect((await server.api('POST', '/resource-servers', { identifier })).status).toBe(409);
  });

  test('after a DELETE, which has no body of its own', async () => {
    server.tenant.control.refuse({ match: { method: 'DELETE' }, status: 504, times: 1, afterWrite: true });
    expect((await server.api('DELETE', '/clients/x')).body).toMatchObject({ statusCode: 504 });
    expect((await server.api('DELETE', '/clients/x')).status).toBe(204);
  });

  test.each([
    { status: 200, times: 1 },
    { status: 500, times: 0 },
    { status: 500, times: 1, match: { path: '(' } },
  ])('one that makes no sense is refused itself: %j', (refusal) => {
    expect(() => server.tenant.control.refuse(refusal)).toThrow();
  });

  test('404 once after a creation, for the next object of the kind only', async () => {
    server.tenant.control.notFoundOnceAfterCreate('client-grant');
    const audience = 'https://api.example.com/late';
    await server.createApi(audience);
    const grant = { audience, client_id: login.client_id, scope: [] };
    const { body } = await server.api('POST', '/client-grants', grant);
    const path = `/client-grants/${String(body['id'])}`;
    expect([(await server.api('GET', path)).status, (await server.api('GET', path)).status]).toEqual([
      404, 200,
    ]);
  });
});

describe('keys and tokens', () => {
  test('rotation publishes a new next key and keeps old tokens valid, unless the old key is dropped', async () => {
    const old = await accessToken();
    const [, next] = (await jwks()).keys;
    await server.tenant.control.rotateKeys();
    const rotated = await jwks();
    expect(rotated.keys).toHaveLength(3);
    expect(decodeProtectedHeader(await accessToken()).kid).toBe(next?.kid);
    const verify = async (token: string): Promise<unknown> =>
      jwtVerify(token, createLocalJWKSet(await jwks()), { currentDate: NOW });
    await expect(verify(old)).resolves.toBeDefined();
    await server.tenant.control.rotateKeys({ keepPrevious: false });
    await expect(verify(old)).rejects.toThrow(errors.JWKSNoMatchingKey);
    await expect(verify(await accessToken())).resolves.toBeDefined();
    expect((await jwks()).keys).toHaveLength(2);
  });

  test('lifetime and expiry of new tokens, the operator’s left alone', async () => {
    const { control } = server.tenant;
    control.setTokenLifetime({ seconds: 5 });
    expect(decodeJwt(await accessToken()).exp).toBe(NOW_S + 5);
    control.setTokenLifetime({ audience: AUDIENCE, seconds: 7 });
    expect(decodeJwt(await accessToken()).exp).toBe(NOW_S + 7);
    control.setTokenLifetime({ audience: AUDIENCE, seconds: null });
    control.setTokenLifetime({ seconds: null });
    control.expireTokens();
    expect(decodeJwt(await accessToken()).exp).toBeLessThan(NOW_S - 60);
    expect(decodeJwt(await server.operatorToken()).exp).toBeGreaterThan(NOW_S);
    control.expireTokens({ enabled: false });
    expect(decodeJwt(await accessToken()).exp).toBe(NOW_S + 86400);
    const audience = `${server.tenant.issuer}api/v2/`;
    control.expireTokens({ audience });
    expect((await server.api('GET', '/clients', undefined, await server.operatorToken())).status).toBe(401);
    control.expireTokens({ audience, enabled: false });
  });

  test('a rotated secret is the only one that works', async () => {
    const secret = server.tenant.control.rotateSecret(login.client_id);
    expect((await server.requestToken({ ...login, audience: AUDIENCE })).status).toBe(401);
    login = { ...login, client_secret: secret };
    expect((await server.requestToken({ ...login, audience: AUDIENCE })).status).toBe(200);
    expect(() => server.tenant.control.rotateSecret('nobody')).toThrow(RangeError);
  });

  test('minted tokens carry what was asked for', async () => {
    const { control } = server.tenant;
    const token = await control.mintToken({
      audience: ['a', 'b'],
      scope: 's',
      sub: 'me',
      issuer: 'https://other/',
      expiresIn: -10,
      typ: 'at+jwt',
      kid: 'unknown',
      claims: { iat: null, extra: [1] },
      extraHeader: { jku: 'https://evil.example.com' },
    });
    expect(decodeJwt(token)).toEqual({
      iss: 'https://other/',
      sub: 'me',
      aud: ['a', 'b'],
      exp: NOW_S - 10,
      scope: 's',
      extra: [1],
    });
    expect(decodeProtectedHeader(token)).toEqual({
      alg: 'RS256',
      typ: 'at+jwt',
      kid: 'unknown',
      jku: 'https://evil.example.com',
    });
    const [jwk] = (await jwks()).keys;
    const key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
    for (const alg of ['RS256', 'RS384', 'RS512', 'PS256'] as const) {
      await expect(
        jwtVerify(await control.mintToken({ alg }), key, { currentDate: NOW }),
      ).resolves.toBeDefined();
    }
    const confused = await control.mintToken({ alg: 'HS256' });
    const secret = Buffer.from(key.export({ type: 'spki', format: 'pem' }).toString());
    await expect(jwtVerify(confused, secret, { currentDate: NOW })).resolves.toBeDefined();
    expect(await control.mintToken({ alg: 'none' })).toMatch(/\.$/);
  });
});

test('requests are counted by method and path, without the query', async () => {
  server.tenant.statistics.reset();
  await server.api('GET', '/clients?fields=name');
  await server.api('GET', '/clients');
  await server.api('DELETE', '/resource-servers/https:%2F%2Fx');
  expect(server.tenant.statistics.requests).toEqual({
    'GET /api/v2/clients': 2,
    'DELETE /api/v2/resource-servers/https:%2F%2Fx': 1,
  });
});
