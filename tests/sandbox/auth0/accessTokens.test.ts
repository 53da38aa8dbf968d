import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import { TestTenant } from './support';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const NOW_S = NOW.getTime() / 1000;
let server: TestTenant;
beforeAll(async () => void (server = await TestTenant.start({ clock: () => NOW })));
afterAll(() => server.stop());

async function jwks(): Promise<JSONWebKeySet> {
  return (await server.call('GET', '/.well-known/jwks.json')).body as unknown as JSONWebKeySet;
}

function members(part: string | undefined): string[] {
  return Object.keys(JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8')) as object);
}

async function tokenOf(
  api: object,
  scope = ['read:a', 'write:a'],
): Promise<{ token: string; audience: string; id: string }> {
  const audience = `https://api.example.com/${Math.random()}`;
  await server.createApi(audience, api as Record<string, unknown>);
  const login = await server.createClientOf(audience, scope);
  const { body } = await server.requestToken({ ...login, audience });
  return { token: String(body['access_token']), audience, id: login.client_id };
}

describe('access tokens', () => {
  test('the answer and the claims of the default dialect', async () => {
    const audience = 'https://api.example.com/default/';
    await server.createApi(audience, { token_lifetime: 3600 });
    const login = await server.createClientOf(audience, ['read:a', 'write:a']);
    const answer = await server.requestToken({ ...login, audience });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    const token = String(answer.body['access_token']);
    expect(answer.body).toEqual({
      access_token: token,
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'read:a write:a',
    });
    expect(Object.keys(answer.body)).toEqual(['access_token', 'token_type', 'expires_in', 'scope']);
    const verified = await jwtVerify(token, createLocalJWKSet(await jwks()), {
      issuer: server.tenant.issuer,
      audience,
      currentDate: NOW,
    });
    const [current] = (await jwks()).keys;
    expect(verified.protectedHeader).toEqual({ alg: 'RS256', typ: 'JWT', kid: current?.kid });
    expect(verified.payload).toEqual({
      iss: `https://localhost:${server.tenant.port}/`,
      sub: `${login.client_id}@clients`,
      aud: audience,
      iat: NOW_S,
      exp: NOW_S + 3600,
      scope: 'read:a write:a',
      gty: 'client-credentials',
      azp: login.client_id,
    });
    const [header, payload] = token.split('.');
    expect(members(header)).toEqual(['alg', 'typ', 'kid']);
    expect(members(payload)).toEqual(['iss', 'sub', 'aud', 'iat', 'exp', 'scope', 'gty', 'azp']);
  });

  test('without granted scopes there is no scope, neither in the token nor in the answer', async () => {
    const { token } = await tokenOf({}, []);
    expect(decodeJwt(token)).not.toHaveProperty('scope');
  });

  test.each([
    [{ token_dialect: 'access_token', enforce_policies: true }, 'JWT', ['gty', 'azp']],
    [{ token_dialect: 'access_token_authz', enforce_policies: true }, 'JWT', ['gty', 'azp', 'permissions']],
    [{ token_dialect: 'access_token_authz' }, 'JWT', ['gty', 'azp']],
    [{ token_dialect: 'rfc9068_profile', enforce_policies: true }, 'at+jwt', ['jti', 'client_id']],
    [
      { token_dialect: 'rfc9068_profile_authz', enforce_policies: true },
      'at+jwt',
      ['jti', 'client_id', 'permissions'],
    ],
  ])('dialect %j', async (api, typ, own) => {
    const { token, id } = await tokenOf(api);
    const claims = decodeJwt(token);
    expect(decodeProtectedHeader(token).typ).toBe(typ);
    expect(Object.keys(claims)).toEqual(['iss', 'sub', 'aud', 'iat', 'exp', 'scope', ...own]);
    expect(claims['azp'] ?? claims['client_id']).toBe(id);
    if (own.includes('permissions')) expect(claims['permissions']).toEqual(['read:a', 'write:a']);
  });

  test.each(['RS512', 'PS256'])('%s is signed with the tenant’s key', async (alg) => {
    const { token, audience } = await tokenOf({ signing_alg: alg });
    const [jwk] = (await jwks()).keys;
    const key: KeyObject = createPublicKey({ key: { ...jwk }, format: 'jwk' });
    await expect(
      jwtVerify(token, key, { audience, algorithms: [alg], currentDate: NOW }),
    ).resolves.toBeDefined();
  });

  test('HS256 is signed with the API’s signing secret', async () => {
    const secret = 'a secret of enough characters';
    const { token, audience } = await tokenOf({ signing_alg: 'HS256', signing_secret: secret });
    await expect(
      jwtVerify(token, Buffer.from(secret), { audience, algorithms: ['HS256'], currentDate: NOW }),
    ).resolves.toBeDefined();
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'HS256', typ: 'JWT' });
  });

  test('allow_all_scopes gives the scopes that the API declares now', async () => {
    const audience = 'https://api.example.com/everything';
    const { id: apiId } = await server.createApi(audience, { scopes: [{ value: 'one' }] });
    const { body } = await server.api('POST', '/clients', { name: 'all' });
    const login = { client_id: body['client_id'], client_secret: body['client_secret'] };
    await server.api('POST', '/client-grants', {
      client_id: login.client_id,
      audience,
      allow_all_scopes: true,
    });
    expect((await server.requestToken({ ...login, audience })).body['scope']).toBe('one');
    await server.api('PATCH', `/resource-servers/${String(apiId)}`, {
      scopes: [{ value: 'one' }, { value: 'two' }],
    });
    expect((await server.requestToken({ ...login, audience })).body['scope']).toBe('one two');
  });
});

describe('discovery and keys', () => {
  test('two keys are published, in Auth0’s member order, with their certificates', async () => {
    const { keys } = await jwks();
    expect(keys).toHaveLength(2);
    for (const key of keys) {
      expect(Object.keys(key)).toEqual(['kty', 'use', 'n', 'e', 'kid', 'x5t', 'x5c', 'alg']);
      const certificate = new X509Certificate(Buffer.from(key.x5c?.[0] ?? '', 'base64'));
      expect(certificate.publicKey.export({ format: 'jwk' }).n).toBe(key.n);
      const fingerprint = Buffer.from(certificate.fingerprint.replaceAll(':', ''), 'hex');
      expect(key.x5t).toBe(fingerprint.toString('base64url'));
      expect(JSON.stringify(key)).not.toMatch(/"(d|p|q|dp|dq|qi)":/);
    }
  });

  test('the discovery document names the issuer with its slash and the endpoints below it', async () => {
    const { body } = await server.call('GET', '/.well-known/openid-configuration');
    expect(body).toMatchObject({
      issuer: server.tenant.issuer,
      token_endpoint: `${server.tenant.issuer}oauth/token`,
      jwks_uri: `${server.tenant.issuer}.well-known/jwks.json`,
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
      id_token_signing_alg_values_supported: ['HS256', 'RS256', 'PS256'],
    });
  });
});
