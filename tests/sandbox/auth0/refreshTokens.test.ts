import { decodeJwt } from 'jose';
import { api, AUDIENCE, People } from './people';
import { type Body, DEMO_PASSWORD, TestTenant } from './support';

let people: People;
beforeAll(async () => {
  people = await People.start();
});
afterAll(() => people.server.stop());

const UNKNOWN = { error: 'invalid_grant', error_description: 'Unknown or invalid refresh token.' };
const offline = async (login = people.client): Promise<unknown> =>
  (await people.tokens('offline_access orders.read orders.write', AUDIENCE, login))['refresh_token'];

test('a refresh token works again and again where it does not rotate, and says so in gty', async () => {
  const token = await offline();
  for (const answer of [await people.refresh(token), await people.refresh(token)]) {
    expect(answer.body).toMatchObject({ scope: 'offline_access orders.read orders.write' });
    expect(answer.body).not.toHaveProperty('refresh_token');
    expect(decodeJwt(String(answer.body['access_token']))).toMatchObject({
      gty: 'refresh_token',
      aud: AUDIENCE,
    });
  }
  expect(people.server.tenant.control.issuedSecrets()).toContain(token);
});

test('a refresh token takes fewer scopes, never more', async () => {
  const token = await offline();
  const { body } = await people.refresh(token, people.client, { scope: 'orders.read orders.admin' });
  expect(body['scope']).toBe('orders.read');
});

test('a refresh token that rotates works once and brings the next', async () => {
  const rotating = await people.server.createWebClient(AUDIENCE, ['orders.read', 'orders.write'], {
    refresh_token: { rotation_type: 'rotating', expiration_type: 'expiring', token_lifetime: 3600 },
  });
  const first = await offline(rotating);
  const { body } = await people.refresh(first, rotating);
  expect(body['refresh_token']).not.toBe(first);
  const again = await people.refresh(first, rotating);
  expect([again.status, again.body]).toEqual([403, UNKNOWN]);
  expect((await people.refresh(body['refresh_token'], rotating)).status).toBe(200);
  const late = await offline(rotating);
  people.wait(3600);
  expect((await people.refresh(late, rotating)).body).toEqual(UNKNOWN);
});

test('a refresh token is bound to its client, and goes with it', async () => {
  const token = await offline();
  const other = await people.server.createWebClient(AUDIENCE, ['orders.read']);
  expect((await people.refresh(token, other)).body).toEqual(UNKNOWN);
  const own = await offline(other);
  await people.server.api('DELETE', `/clients/${other.client_id}`);
  expect(people.server.tenant.state().refreshTokens.map((known) => known.token)).not.toContain(own);
  expect((await people.refresh(undefined)).body['error_description']).toBe(
    'Missing required parameter: refresh_token',
  );
});

test('a refresh token loses a scope with the grant of it', async () => {
  const login = await people.server.createWebClient(AUDIENCE, ['orders.read', 'orders.write']);
  const token = await offline(login);
  const { body } = await people.server.api('GET', `/client-grants?client_id=${login.client_id}`);
  const [grant] = body as unknown as Body[];
  await people.server.api('PATCH', `/client-grants/${String(grant?.['id'])}`, { scope: ['orders.read'] });
  expect((await people.refresh(token, login)).body['scope']).toBe('offline_access orders.read');
  await people.server.api('DELETE', `/client-grants/${String(grant?.['id'])}`);
  expect((await people.refresh(token, login)).status).toBe(403);
});

test('a refresh token needs offline_access, an API that allows it and the grant type', async () => {
  expect(await people.tokens('orders.read')).not.toHaveProperty('refresh_token');
  const online = 'https://api.example.com/online';
  await people.server.createApi(online, api('allow_all', { allow_offline_access: false }));
  const body = await people.tokens('offline_access orders.read', online);
  expect([body['refresh_token'], body['scope']]).toEqual([undefined, 'orders.read']);
  const login = await people.server.createWebClient(AUDIENCE, ['orders.read'], {
    grant_types: ['authorization_code'],
  });
  expect(await people.tokens('offline_access orders.read', AUDIENCE, login)).not.toHaveProperty(
    'refresh_token',
  );
});

test('people and their refresh tokens are there after a restart; a tenant of an older sandbox gets the demo user', async () => {
  const first = await People.start();
  const { server, client } = first;
  const { refresh_token } = await first.tokens('offline_access orders.read');
  const state = server.tenant.state();
  await server.stop();
  const { users: _users, refreshTokens: _tokens, ...older } = state;
  const again = await TestTenant.start({ state });
  const answer = await again.requestToken({ ...client, grant_type: 'refresh_token', refresh_token });
  await again.stop();
  expect(answer.status).toBe(200);
  const demoPassword = `${DEMO_PASSWORD}_new`;
  const next = await TestTenant.start({ state: older as typeof state, demoPassword });
  const path = next.authorizePath(client, { scope: 'orders.read', audience: AUDIENCE });
  const signedIn = await next.postForm(path, { username: 'DEMO@example.com', password: demoPassword });
  await next.stop();
  expect(signedIn.status).toBe(302);
});
