import { createHash } from 'node:crypto';
import { decodeJwt } from 'jose';
import { type Body, CLAIM_SCHEMA, REDIRECT, TestDomain } from './support';

const SCOPE = 'people/orders.read';
let now = new Date(Math.floor(Date.now() / 1000) * 1000);
let server: TestDomain;
let client: Body;
beforeAll(async () => {
  server = await TestDomain.start({ clock: () => now });
  await server.createResource('people', 'people/', ['orders.read', 'roles'], { allowOffline: true });
  client = (await server.createWebClient('web', [SCOPE, 'people/roles'])).body;
});
afterAll(() => server.stop());

const claimsOf = (body: Body, member = 'access_token'): Body => decodeJwt(String(body[member]));

describe('signing in', () => {
  test('the page has a form for the same address; a wrong password shows it again', async () => {
    const path = server.authorizePath(client, { scope: SCOPE });
    const page = await server.call('GET', path);
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.text).toContain('<form method="post" action="/oauth2/v1/authorize?client_id=');
    const wrong = await server.post(path, { username: 'demo', password: 'wrong' });
    expect(wrong.status).toBe(401);
    expect(wrong.headers['location']).toBeUndefined();
  });

  test('a code and the state come back; the token is about the user, with a text as audience', async () => {
    const back = await server.signIn(client, { scope: SCOPE });
    expect([back.origin + back.pathname, back.searchParams.get('state')]).toEqual([REDIRECT, 'the-state']);
    const { status, body } = await server.userToken(client, SCOPE);
    expect([status, Object.keys(body)]).toEqual([200, ['access_token', 'token_type', 'expires_in']]);
    expect((await server.verify(body['access_token'], now)).payload).toMatchObject({
      sub: 'demo',
      sub_type: 'user',
      user_displayname: 'Demo User',
      gtp: 'azc',
      client_id: client['name'],
      aud: 'people/',
      scope: 'orders.read',
    });
  });

  test('openid brings an ID token for the client with the nonce, and userinfo', async () => {
    const { body } = await server.userToken(client, `openid ${SCOPE}`, { nonce: 'n-1' });
    expect(claimsOf(body, 'id_token')).toMatchObject({ sub: 'demo', nonce: 'n-1', tok_type: 'IT' });
    expect(claimsOf(body, 'id_token')['aud']).toContain(client['name']);
    expect(claimsOf(body)['aud']).toBe('people/');
    const bearer = { authorization: `Bearer ${String(body['access_token'])}` };
    const info = await server.call('GET', '/oauth2/v1/userinfo', undefined, bearer);
    expect(info.body).toMatchObject({ sub: 'demo', groups: [{ name: 'orders_readers' }] });
    expect((await server.call('GET', '/oauth2/v1/userinfo')).status).toBe(401);
  });

  test('a code works once, for its client and redirect URI, for three minutes', async () => {
    const code = async (): Promise<string> =>
      (await server.signIn(client, { scope: SCOPE })).searchParams.get('code') ?? '';
    const redeem = async (value: string, redirect_uri = REDIRECT, login = client): Promise<unknown> =>
      (await server.token(login, { grant_type: 'authorization_code', code: value, redirect_uri })).body[
        'error'
      ];
    const used = await code();
    expect([await redeem(used), await redeem(used)]).toEqual([undefined, 'invalid_grant']);
    expect(await redeem(await code(), 'https://other.example.com/')).toBe('invalid_grant');
    const other = (await server.createWebClient('another web', [SCOPE])).body;
    expect(await redeem(await code(), REDIRECT, other)).toBe('invalid_grant');
    const late = await code();
    now = new Date(now.getTime() + 180_000);
    expect(await redeem(late)).toBe('invalid_grant');
  });

  test('PKCE: the verifier has to fit, and only S256 is taken', async () => {
    const verifier = 'v'.repeat(64);
    const code_challenge = createHash('sha256').update(verifier).digest('base64url');
    const challenge = { scope: SCOPE, code_challenge, code_challenge_method: 'S256' };
    const redeem = async (code_verifier: string): Promise<number> => {
      const code = (await server.signIn(client, challenge)).searchParams.get('code') ?? '';
      const form = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, code_verifier };
      return (await server.token(client, form)).status;
    };
    expect([await redeem(verifier), await redeem('w'.repeat(64)), await redeem('')]).toEqual([200, 400, 400]);
    const plain = await server.signIn(client, { ...challenge, code_challenge_method: 'plain' });
    expect(plain.searchParams.get('error')).toBe('invalid_request');
  });

  test('nobody is sent to an address that is not registered; other faults go back to the client', async () => {
    const away = await server.call('GET', server.authorizePath(client, { redirect_uri: `${REDIRECT}/x` }));
    expect([away.status, away.headers['location']]).toEqual([400, undefined]);
    const errors = await Promise.all(
      [{ scope: 'orders.read' }, { scope: SCOPE, response_type: 'token' }, {}].map(
        async (parameters: Record<string, string>) =>
          (await server.signIn(client, parameters)).searchParams.get('error'),
      ),
    );
    expect(errors).toEqual(['invalid_scope', 'invalid_request', 'invalid_scope']);
  });

  test('a refresh token needs offline_access, works once and brings the next', async () => {
    const refresh = (token: unknown) =>
      server.token(client, { grant_type: 'refresh_token', refresh_token: String(token) });
    const { body } = await server.userToken(client, `${SCOPE} offline_access`);
    const again = await refresh(body['refresh_token']);
    expect(claimsOf(again.body)).toMatchObject({ sub: 'demo', aud: 'people/', scope: 'orders.read' });
    expect((await refresh(body['refresh_token'])).body['error']).toBe('invalid_grant');
    expect((await refresh(again.body['refresh_token'])).status).toBe(200);
  });
});

describe('custom claims', () => {
  const claim = (name: string, members: Body = {}): Body => ({
    schemas: [CLAIM_SCHEMA],
    name,
    value: '$user.groups.*.display',
    expression: true,
    mode: 'always',
    tokenType: 'AT',
    allScopes: false,
    scopes: ['people/roles'],
    ...members,
  });

  test('the groups of a user reach tokens of their scope, and no others', async () => {
    const { status, body } = await server.admin('POST', '/CustomClaims', claim('iam_groups'));
    expect([status, body['name']]).toEqual([201, 'iam_groups']);
    const groups = async (scope: string): Promise<unknown> =>
      claimsOf((await server.userToken(client, scope)).body)['iam_groups'];
    expect([await groups('people/roles'), await groups(SCOPE)]).toEqual([['orders_readers'], undefined]);
    const machine = (await server.createClient('no user', ['people/roles'])).body;
    const token = await server.token(machine, { scope: 'people/roles' });
    expect(claimsOf(token.body)['iam_groups']).toBeUndefined();
    expect((await server.admin('DELETE', `/CustomClaims/${String(body['id'])}`)).status).toBe(204);
    expect(await groups('people/roles')).toBeUndefined();
  });

  test('a user without groups has an empty text; membership is changed by PATCH', async () => {
    const { body: made } = await server.admin(
      'POST',
      '/CustomClaims',
      claim('groups_now', { allScopes: true }),
    );
    const { body: list } = await server.admin('GET', '/Groups?attributes=members');
    const [group] = list['Resources'] as Body[];
    const [member] = group?.['members'] as Body[];
    const path = `/Groups/${String(group?.['id'])}`;
    const value = async (): Promise<unknown> =>
      claimsOf((await server.userToken(client, SCOPE)).body)['groups_now'];
    await server.patch(path, { op: 'remove', path: `members[value eq "${String(member?.['value'])}"]` });
    expect(await value()).toBe('');
    server.domain.control.setBehaviour({ emptyGroupsClaim: 'absent' });
    expect(await value()).toBeUndefined();
    await server.patch(path, {
      op: 'add',
      path: 'members',
      value: [{ value: member?.['value'], type: 'User' }],
    });
    expect(await value()).toEqual(['orders_readers']);
    await server.admin('DELETE', `/CustomClaims/${String(made['id'])}`);
  });

  test('constants, modes and single values', async () => {
    const constant = { value: 'fixed', expression: false, allScopes: true };
    await server.admin('POST', '/CustomClaims', claim('constant', constant));
    await server.admin('POST', '/CustomClaims', claim('asked_for', { ...constant, mode: 'request' }));
    await server.admin('POST', '/CustomClaims', claim('never', { ...constant, mode: 'never' }));
    const single = { value: '$user.emails.0.value', allScopes: true, tokenType: 'BOTH' };
    await server.admin('POST', '/CustomClaims', claim('mail', single));
    const { body } = await server.userToken(client, `openid ${SCOPE}`);
    expect(claimsOf(body)).toMatchObject({ constant: 'fixed', mail: 'demo@example.com' });
    expect(claimsOf(body, 'id_token')).toMatchObject({ mail: 'demo@example.com' });
    expect(claimsOf(body, 'id_token')['constant']).toBeUndefined();
    for (const absent of ['asked_for', 'never']) expect(claimsOf(body)[absent]).toBeUndefined();
    const claims = JSON.stringify({ id_token: { asked_for: null } });
    const asked = await server.userToken(client, SCOPE, { claims });
    expect(claimsOf(asked.body)['asked_for']).toBe('fixed');
    const machine = (await server.createClient('constants', [SCOPE])).body;
    const values = async (): Promise<unknown> =>
      claimsOf((await server.token(machine, { scope: SCOPE })).body)['constant'];
    expect(await values()).toBe('fixed');
    server.domain.control.setBehaviour({ constantClaimsForClients: false });
    expect(await values()).toBeUndefined();
  });

  test.each([
    ['an unknown expression', { value: '$client.name' }, 400],
    ['no scope', { scopes: [] }, 400],
    ['another mode', { mode: 'often' }, 400],
    ['a name of 101 characters', { name: 'n'.repeat(101) }, 400],
    ['a constant of 101 characters', { value: 'v'.repeat(101), expression: false }, 400],
    ['a name that is taken', { name: 'mail' }, 409],
  ])('%s is refused', async (_what, members, status) => {
    expect((await server.admin('POST', '/CustomClaims', claim('wrong', members))).status).toBe(status);
  });
});
