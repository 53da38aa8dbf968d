import { createServer } from 'node:net';
import { createRemoteJWKSet, customFetch, jwtVerify } from 'jose';
import { fetch as undiciFetch } from 'undici';
import { startAuth0Tenant } from '../../../sandbox/auth0/tenant';
import type { TenantState } from '../../../sandbox/auth0/tenantState';
import { DEMO_PASSWORD, REDIRECT, TestTenant } from './support';

const AUDIENCE = 'https://api.example.com/state';

test('the state is plain JSON: a tenant restarted with it knows everything and keeps its issuer', async () => {
  const states: TenantState[] = [];
  const first = await TestTenant.start({ onChange: (state) => states.push(state) });
  await first.createApi(AUDIENCE, { scopes: [{ value: 'a' }], signing_alg: 'RS256' });
  const login = await first.createClientOf(AUDIENCE, ['a']);
  const { clientId, clientSecret } = first.tenant.management;
  await first.tenant.control.rotateKeys();
  const token = await first.requestToken({ ...login, audience: AUDIENCE });
  const jwks = (await first.call('GET', '/.well-known/jwks.json')).text;
  await first.stop();

  const saved = JSON.parse(JSON.stringify(states.at(-1))) as TenantState;
  expect(saved).toEqual(first.tenant.state());
  const second = await TestTenant.start({ state: saved });
  try {
    expect(second.tenant.issuer).toBe(first.tenant.issuer);
    expect(second.tenant.management).toEqual({ clientId, clientSecret });
    expect((await second.call('GET', '/.well-known/jwks.json')).text).toBe(jwks);
    const again = await second.requestToken({ ...login, audience: AUDIENCE });
    expect([again.status, again.body['scope']]).toEqual([200, 'a']);
    expect(token.status).toBe(200);
    // What the running tenant changes does not reach into the caller's copy.
    await second.api('DELETE', `/clients/${login.client_id}`);
    expect(saved.clients.map(({ client_id: id }) => id)).toContain(login.client_id);
    expect(second.tenant.state().clients.map(({ client_id: id }) => id)).not.toContain(login.client_id);
  } finally {
    await second.stop();
  }
});

test('every kind of write is handed to onChange', async () => {
  let changes = 0;
  const server = await TestTenant.start({ onChange: () => (changes += 1) });
  try {
    const writes: [string, () => Promise<unknown>][] = [
      ['POST api', () => server.api('POST', '/resource-servers', { identifier: AUDIENCE })],
      [
        'PATCH api',
        () => server.api('PATCH', '/resource-servers/https:%2F%2Fapi.example.com%2Fstate', { name: 'x' }),
      ],
      ['control', async () => server.tenant.control.setDefaultAudience(AUDIENCE)],
      ['secret', async () => server.tenant.control.rotateSecret(server.tenant.management.clientId)],
      ['keys', () => server.tenant.control.rotateKeys()],
      ['DELETE api', () => server.api('DELETE', '/resource-servers/https:%2F%2Fapi.example.com%2Fstate')],
    ];
    await server.api('GET', '/clients');
    for (const [name, write] of writes) {
      const before = changes;
      await write();
      expect([name, changes]).toEqual([name, before + 1]);
    }
  } finally {
    await server.stop();
  }
});

test('a saved tenant does not start under another issuer, and a taken port is an error', async () => {
  const first = await TestTenant.start();
  const state = first.tenant.state();
  await expect(TestTenant.start({ state, publicHost: 'auth.example.com' })).rejects.toThrow(
    `the saved tenant is ${state.domain}, but it was to start as auth.example.com:${first.tenant.port}`,
  );
  await expect(TestTenant.start({ port: first.tenant.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await first.stop();
  const free = createServer().listen(first.tenant.port, '127.0.0.1');
  await new Promise((resolve) => free.once('listening', resolve));
  await new Promise((resolve) => free.close(resolve)); // the port was given back
});

test('neither a key nor a certificate that is none starts a tenant', async () => {
  await expect(startAuth0Tenant({ tls: { key: 'x', cert: 'y' } })).rejects.toThrow();
});

test('a consumer validates tokens through discovery and the remote key set', async () => {
  const server = await TestTenant.start();
  try {
    await server.createApi(AUDIENCE);
    const login = await server.createClientOf(AUDIENCE, ['a']);
    const { body } = await server.requestToken({ ...login, audience: AUDIENCE });
    const discovery = await server.call('GET', '/.well-known/openid-configuration');
    const keys = createRemoteJWKSet(new URL(String(discovery.body['jwks_uri'])), {
      [customFetch]: (url, init) =>
        undiciFetch(url, { ...init, dispatcher: server.agent } as never) as unknown as Promise<Response>,
    });
    const verified = await jwtVerify(String(body['access_token']), keys, {
      issuer: String(discovery.body['issuer']),
      audience: AUDIENCE,
    });
    expect(verified.payload['scope']).toBe('a');
  } finally {
    await server.stop();
  }
});

test('the log names every request and unknown route, and no secret or token', async () => {
  const lines: string[] = [];
  const server = await TestTenant.start({ log: (line) => lines.push(line) });
  try {
    await server.createApi(AUDIENCE, { signing_alg: 'HS256', signing_secret: 'signing secret of the API' });
    const login = await server.createClientOf(AUDIENCE, ['a'], { client_secret: 'secret of the client' });
    const { body } = await server.requestToken({ ...login, audience: AUDIENCE });
    const token = String(body['access_token']);
    await server.requestToken({ ...login, client_secret: 'a wrong secret', audience: AUDIENCE });
    await server.api('GET', '/clients', undefined, token);
    await server.api('POST', '/clients', '{"client_secret":"broken secret"');
    await server.call('GET', `/u/login?access_token=${token}`);
    await server.createApi(`${AUDIENCE}/people`);
    const web = await server.createWebClient(`${AUDIENCE}/people`, null);
    const signedIn = await server.signIn(web, { audience: `${AUDIENCE}/people`, state: 'the secret state' });
    const code = String(signedIn.get('code'));
    await server.requestToken({ ...web, grant_type: 'authorization_code', code, redirect_uri: REDIRECT });
    const log = lines.join('\n');
    expect(lines).toContain('POST /api/v2/resource-servers 201');
    expect(lines).toContain('no such route: GET /u/login');
    expect(lines).toContain('POST /authorize 302');
    for (const secret of [
      token,
      code,
      DEMO_PASSWORD,
      server.tenant.demoUser,
      'secret state',
      server.tenant.management.clientSecret,
      'secret of',
      'wrong secret',
      'broken secret',
    ]) {
      expect(log).not.toContain(secret);
    }
  } finally {
    await server.stop();
  }
});
