import { decodeJwt, decodeProtectedHeader } from 'jose';
import { api, AUDIENCE, People } from './people';

let people: People;
beforeAll(async () => {
  people = await People.start();
});
afterAll(() => people.server.stop());

test('the access token of a person is about the user, for the API as a text', async () => {
  const body = await people.tokens('orders.read');
  expect(Object.keys(body)).toEqual(['access_token', 'token_type', 'expires_in', 'scope']);
  const token = String(body['access_token']);
  expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'RS256', typ: 'JWT' });
  const iat = Math.floor(people.now.getTime() / 1000);
  expect(decodeJwt(token)).toEqual({
    iss: people.server.tenant.issuer,
    sub: expect.stringMatching(/^auth0\|[0-9a-f]{24}$/) as unknown,
    aud: AUDIENCE,
    iat,
    exp: iat + 86400,
    scope: 'orders.read',
    azp: people.client.client_id,
  });
});

test('the access token of a person with openid is for /userinfo too: its audience is a list, and an ID token comes along', async () => {
  const code = await people.server.userTokens(people.client, {
    scope: 'openid email profile orders.read',
    audience: AUDIENCE,
    nonce: 'n-1',
  });
  const access = String(code.body['access_token']);
  expect(decodeJwt(access)).toMatchObject({
    aud: [AUDIENCE, `${people.server.tenant.issuer}userinfo`],
    scope: 'openid email profile orders.read',
  });
  const id = decodeJwt(String(code.body['id_token']));
  expect(id).toMatchObject({
    aud: people.client.client_id,
    iss: people.server.tenant.issuer,
    sub: decodeJwt(access).sub,
    nonce: 'n-1',
    email: 'demo@example.com',
    name: 'Demo User',
  });
  expect(Number(id.exp) - Number(id.iat)).toBe(36000);
  const info = await people.server.call('GET', '/userinfo', undefined, { authorization: `Bearer ${access}` });
  expect(info.body).toMatchObject({ sub: id.sub, email: 'demo@example.com', nickname: 'demo' });
  const narrow = await people.tokens('openid');
  expect(decodeJwt(String(narrow['id_token']))).not.toHaveProperty('email');
  expect(await userinfo((await people.tokens('orders.read'))['access_token'])).toBe(401);
  expect(await userinfo('nonsense')).toBe(401);
});

const userinfo = async (token: unknown): Promise<number> =>
  (await people.server.call('GET', '/userinfo', undefined, { authorization: `Bearer ${String(token)}` }))
    .status;

test('the access token of a person is opaque where no API is named, unless the tenant has a default', async () => {
  const { body } = await people.server.userTokens(people.client, { scope: 'openid orders.read' });
  expect(body).toMatchObject({ scope: 'openid', expires_in: 86400 });
  expect(String(body['access_token'])).not.toContain('.');
  expect(await userinfo(body['access_token'])).toBe(200);
  people.server.tenant.control.setDefaultAudience(AUDIENCE);
  const named = await people.server.userTokens(people.client, { scope: 'orders.read' });
  people.server.tenant.control.setDefaultAudience(null);
  expect(decodeJwt(String(named.body['access_token'])).aud).toBe(AUDIENCE);
});

test('the access token of a person has the dialect of its API', async () => {
  const audience = 'https://api.example.com/rfc9068';
  await people.server.createApi(audience, api('allow_all', { token_dialect: 'rfc9068_profile' }));
  const token = String((await people.tokens('orders.read', audience))['access_token']);
  expect(decodeProtectedHeader(token).typ).toBe('at+jwt');
  expect(decodeJwt(token)).toMatchObject({ client_id: people.client.client_id, aud: audience });
  expect(decodeJwt(token)).not.toHaveProperty('gty');
});

test('the access token of a person has what a post-login Action adds; machines have not, and no claim of Auth0 is overwritten', async () => {
  people.server.tenant.control.setPostLoginClaims({
    roles: ['clerks'],
    sub: 'somebody',
    scope: 'orders.admin',
  });
  const machine = await people.server.createClientOf(AUDIENCE, ['orders.read']);
  const own = await people.server.requestToken({ ...machine, audience: AUDIENCE });
  const person = await people.claims('orders.read');
  people.server.tenant.control.setPostLoginClaims({});
  expect(person).toMatchObject({ roles: ['clerks'], scope: 'orders.read' });
  expect(person.sub).toMatch(/^auth0\|/);
  expect(decodeJwt(String(own.body['access_token']))).not.toHaveProperty('roles');
  expect(await people.claims('orders.read')).not.toHaveProperty('roles');
});
