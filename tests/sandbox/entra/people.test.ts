import { createHash } from 'node:crypto';
import { decodeJwt } from 'jose';
import {
  type Answer,
  type Body,
  DEMO_PASSWORD,
  type Fields,
  REDIRECT,
  type Registered,
  TestTenant,
} from './support';

let now = new Date('2026-11-24T10:00:00Z');
let server: TestTenant;
let api: Registered;
let client: Registered;
beforeAll(async () => {
  server = await TestTenant.start({ clock: () => now });
  api = await server.registerApi('orders api');
  client = await server.register('shop', { web: { redirectUris: [REDIRECT] } });
});
afterAll(() => server.stop());

const scopeOfApi = (): string => `${api.clientId}/orders.see`;

function authorizePath(more: Fields, tenant = server.id): string {
  const query = new URLSearchParams({
    client_id: client.clientId,
    response_type: 'code',
    redirect_uri: REDIRECT,
    state: 'the-state',
    scope: scopeOfApi(),
    ...more,
  });
  return `/${tenant}/oauth2/v2.0/authorize?${query.toString()}`;
}

async function back(more: Fields = {}, password = DEMO_PASSWORD): Promise<URLSearchParams> {
  const answer = await server.post(authorizePath(more), { username: server.tenant.demoUser, password });
  return new URL(String(answer.headers['location'])).searchParams;
}

const redeem = (code: string, more: Fields = {}): Promise<Answer> =>
  server.token({
    grant_type: 'authorization_code',
    client_id: client.clientId,
    client_secret: client.secret,
    redirect_uri: REDIRECT,
    code,
    ...more,
  });
const userToken = async (more: Fields = {}): Promise<Answer> => redeem((await back(more)).get('code') ?? '');
const claims = ({ body }: Answer, member = 'access_token'): Body => decodeJwt(String(body[member]));
const numbers = ({ body }: Answer): unknown => body['error_codes'];

test('a code, the state and a session come back; the token is about the user', async () => {
  const parameters = await back();
  expect([...parameters.keys()]).toEqual(['code', 'state', 'session_state']);
  expect(parameters.get('state')).toBe('the-state');
  const answer = await redeem(parameters.get('code') ?? '');
  expect([answer.status, Object.keys(answer.body)]).toEqual([
    200,
    ['token_type', 'scope', 'expires_in', 'ext_expires_in', 'access_token'],
  ]);
  expect(answer.body['scope']).toBe(scopeOfApi());
  const [user] = server.tenant.state().users;
  const payload = (await server.verify(answer.body['access_token'], now)).payload;
  expect(payload).toMatchObject({
    aud: api.clientId,
    iss: server.tenant.issuer,
    azp: client.clientId,
    azpacr: '1',
    name: 'Demo User',
    preferred_username: server.tenant.demoUser,
    oid: user?.id,
    scp: 'orders.see',
    sub: expect.stringMatching(/^[\w-]{43}$/),
    ver: '2.0',
  });
  expect(payload.sub).not.toBe(user?.id);
  expect(payload).not.toHaveProperty('roles');
});

test('roles that the user holds stand beside scp', async () => {
  server.tenant.control.assignRole({
    api: api.clientId,
    role: 'orders.read',
    user: server.tenant.demoUser,
  });
  expect(claims(await userToken())).toMatchObject({ roles: ['orders.read'], scp: 'orders.see' });
  server.tenant.control.removeAssignments({ api: api.clientId });
  expect(claims(await userToken())).not.toHaveProperty('roles');
});

test('version 1: unique_name and upn, the asked audience', async () => {
  const old = await server.registerApi('old api', 1);
  await server.graph('PATCH', `/applications/${old.id}`, { identifierUris: [`api://${old.clientId}`] });
  const scope = `api://${old.clientId}/orders.see`;
  const answer = await userToken({ scope });
  expect(claims(answer)).toMatchObject({
    aud: `api://${old.clientId}`,
    iss: `${server.tenant.url}/${server.id}/`,
    upn: server.tenant.demoUser,
    unique_name: server.tenant.demoUser,
    appid: client.clientId,
    scp: 'orders.see',
  });
  expect(answer.body['scope']).toBe(scope);
});

test('openid brings an ID token for the client; alone, the access token is one for Graph', async () => {
  const both = await userToken({ scope: `openid ${scopeOfApi()}`, nonce: 'n-1' });
  expect(claims(both, 'id_token')).toMatchObject({ aud: client.clientId, nonce: 'n-1', ver: '2.0' });
  expect(claims(both)).toMatchObject({ aud: api.clientId, scp: 'orders.see' });
  expect(both.body['scope']).toBe(`${scopeOfApi()} openid`);
  const alone = await userToken({ scope: 'openid profile' });
  expect(claims(alone)).toMatchObject({
    aud: '00000003-0000-0000-c000-000000000000',
    scp: 'openid profile',
    ver: '1.0',
  });
  // The user's subject is another one with each API.
  expect(claims(both)['sub']).not.toBe(claims(both, 'id_token')['sub']);
});

test('.default gives every scope', async () => {
  expect(claims(await userToken({ scope: `${api.clientId}/.default` }))['scp']).toBe('orders.see');
});

test('a code works once, for its client and address, for ten minutes', async () => {
  const code = async (): Promise<string> => (await back()).get('code') ?? '';
  const used = await code();
  expect((await redeem(used)).status).toBe(200);
  expect(await redeem(used)).toMatchObject({
    status: 400,
    body: { error: 'invalid_grant', error_codes: [54005] },
  });
  expect(numbers(await redeem(await code(), { redirect_uri: `${REDIRECT}/` }))).toEqual([500112]);
  expect(numbers(await redeem('nonsense'))).toEqual([70000]);
  const late = await code();
  now = new Date(now.getTime() + 600_000);
  expect(numbers(await redeem(late))).toEqual([70008]);
  const other = await server.register('other shop', { web: { redirectUris: [REDIRECT] } });
  const login = { client_id: other.clientId, client_secret: other.secret };
  expect(numbers(await redeem(await code(), login))).toEqual([70000]);
  expect(numbers(await redeem(await code(), { client_secret: '' }))).toEqual([7000218]);
  expect(numbers(await redeem('', {}))).toEqual([90014]);
});

test('PKCE: the verifier has to fit', async () => {
  const verifier = 'v'.repeat(64);
  const code_challenge = createHash('sha256').update(verifier).digest('base64url');
  const redeemWith = async (code_verifier: string): Promise<Answer> => {
    const parameters = await back({ code_challenge, code_challenge_method: 'S256' });
    return redeem(parameters.get('code') ?? '', { code_verifier });
  };
  expect((await redeemWith(verifier)).status).toBe(200);
  expect(numbers(await redeemWith('w'.repeat(64)))).toEqual([50148]);
});

test('a refresh token works again and again, with the roles of now, for 90 days', async () => {
  const first = await userToken({ scope: `${scopeOfApi()} offline_access` });
  const refresh = (refresh_token: unknown, more: Fields = {}): Promise<Answer> =>
    server.token({
      grant_type: 'refresh_token',
      client_id: client.clientId,
      client_secret: client.secret,
      refresh_token: String(refresh_token),
      ...more,
    });
  const token = first.body['refresh_token'];
  const second = await refresh(token);
  expect([second.status, claims(second)['scp']]).toEqual([200, 'orders.see']);
  expect(second.body['refresh_token']).not.toBe(token);
  server.tenant.control.assignRole({ api: api.clientId, role: 'orders.write', user: server.tenant.demoUser });
  expect(claims(await refresh(token))['roles']).toEqual(['orders.write']);
  server.tenant.control.removeAssignments({ api: api.clientId });
  expect(numbers(await refresh('nonsense'))).toEqual([70000]);
  expect(server.tenant.control.issuedSecrets()).toContain(token);
  const start = now;
  now = new Date(now.getTime() + 91 * 24 * 3600 * 1000);
  expect(numbers(await refresh(token))).toEqual([70000]);
  now = start;
});

describe('clients without a secret', () => {
  test('a single page needs PKCE, a public client does not; both have azpacr 0', async () => {
    const spaUri = 'https://spa.example.com/';
    const nativeUri = 'http://localhost:3000/';
    const bare = await server.register('bare', {
      spa: { redirectUris: [spaUri] },
      publicClient: { redirectUris: [nativeUri] },
    });
    const login = { client_id: bare.clientId, client_secret: '' };
    const parameters = await back({ client_id: bare.clientId, redirect_uri: spaUri });
    expect(parameters.get('error_description')).toContain('AADSTS9002325');
    const code = (await back({ client_id: bare.clientId, redirect_uri: nativeUri })).get('code') ?? '';
    const answer = await redeem(code, { ...login, redirect_uri: nativeUri });
    expect(claims(answer)).toMatchObject({ azp: bare.clientId, azpacr: '0' });
  });
});

test('what nobody is sent anywhere for, and what goes back to the client', async () => {
  const page = async (more: Fields, tenant?: string): Promise<unknown[]> => {
    const { status, headers, text } = await server.call('GET', authorizePath(more, tenant));
    return [status, headers['location'], /AADSTS\d+/.exec(text)?.[0]];
  };
  expect(await page({ redirect_uri: 'https://evil.example.com/' })).toEqual([400, undefined, 'AADSTS50011']);
  expect(await page({ client_id: api.id })).toEqual([400, undefined, 'AADSTS700016']);
  expect(await page({}, 'nobody')).toEqual([400, undefined, 'AADSTS900023']);
  const returned = async (more: Fields): Promise<string | undefined> =>
    /AADSTS\d+/.exec((await back(more)).get('error_description') ?? '')?.[0];
  expect(await returned({ scope: `${api.clientId}/unknown` })).toBe('AADSTS70011');
  expect(await returned({ scope: 'orders.see' })).toBe('AADSTS70011');
  expect(await returned({ scope: 'api://nothing/x' })).toBe('AADSTS500011');
  expect(await returned({ scope: '' })).toBe('AADSTS90014');
  expect(await returned({ response_type: 'token' })).toBe('AADSTS70004');
  const second = await server.registerApi('second api');
  expect(await returned({ scope: `${scopeOfApi()} ${second.clientId}/orders.see` })).toBe('AADSTS28000');
  server.tenant.control.setBehaviour({ clientIdScopes: false });
  expect(await returned({})).toBe('AADSTS70011');
  server.tenant.control.setBehaviour({ clientIdScopes: true });
});

test('the page names the client and comes again after a wrong password', async () => {
  const { text } = await server.call('GET', authorizePath({}));
  expect(text).toContain('shop asks for access');
  const wrong = await server.post(authorizePath({}), { username: server.tenant.demoUser, password: 'wrong' });
  expect([wrong.status, wrong.headers['location']]).toEqual([401, undefined]);
  expect(wrong.text).toContain('Your account or password is incorrect.');
});

test('an API that requires an assignment gives a user without one no token', async () => {
  const strict = await server.registerApi('strict', 2, { appRoleAssignmentRequired: true });
  const scope = `${strict.clientId}/orders.see`;
  expect(numbers(await userToken({ scope }))).toEqual([50105]);
  server.tenant.control.assignRole({
    api: strict.clientId,
    role: 'orders.read',
    user: server.tenant.demoUser,
  });
  expect(claims(await userToken({ scope }))['roles']).toEqual(['orders.read']);
});
