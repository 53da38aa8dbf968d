import { DEMO_PASSWORD, REDIRECT, TestTenant } from './support';

const AUDIENCE = 'https://api.example.com/sign-in';
const WANTED = { audience: AUDIENCE, scope: 'orders.read' };
let server: TestTenant;
let client: { client_id: string; client_secret: string };
beforeAll(async () => {
  server = await TestTenant.start();
  await server.createApi(AUDIENCE, { scopes: [{ value: 'orders.read' }] });
  client = await server.createWebClient(AUDIENCE, null);
});
afterAll(() => server.stop());

describe('the page', () => {
  test('has a form for the same address; a wrong password or name shows it again, without a code', async () => {
    const path = server.authorizePath(client, WANTED);
    const page = await server.call('GET', path);
    expect([page.status, page.headers['content-type'], page.headers['cache-control']]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-store',
    ]);
    expect(page.text).toContain('<form method="post" action="/authorize?client_id=');
    expect(page.text).not.toContain('Wrong email');
    for (const login of [
      { username: server.tenant.demoUser, password: 'wrong' },
      { username: 'nobody@example.com', password: DEMO_PASSWORD },
      { username: server.tenant.demoUser },
    ]) {
      const again = await server.postForm(path, login as Record<string, string>);
      expect([again.status, again.headers['location']]).toEqual([401, undefined]);
      expect(again.text).toContain('Wrong email or password.');
    }
  });

  test('what a request says is shown as text', async () => {
    const { text } = await server.call('GET', `${server.authorizePath(client, WANTED)}&x="><script>`);
    expect(text).not.toContain('<script>');
  });
});

describe('nobody is sent to an address that is not known good', () => {
  test.each([
    ['another path', { redirect_uri: `${REDIRECT}/x` }, 'Callback URL mismatch'],
    ['a slash more', { redirect_uri: `${REDIRECT}/` }, 'Callback URL mismatch'],
    ['none', { redirect_uri: '' }, 'Missing required parameter: redirect_uri'],
    ['an unknown client', { client_id: 'nobody' }, 'Unknown client: nobody'],
    ['no client', { client_id: '' }, 'Missing required parameter: client_id'],
  ])('%s', async (_what, parameters, text) => {
    for (const method of ['GET', 'POST']) {
      const path = server.authorizePath(client, { ...WANTED, ...parameters });
      const answer =
        method === 'GET'
          ? await server.call('GET', path)
          : await server.postForm(path, { username: server.tenant.demoUser, password: DEMO_PASSWORD });
      expect([answer.status, answer.headers['location']]).toEqual([400, undefined]);
      expect(answer.text).toContain(text);
    }
  });

  test('a parameter that comes twice is refused on a page', async () => {
    const answer = await server.call('GET', `${server.authorizePath(client, WANTED)}&state=b`);
    expect([answer.status, answer.headers['location']]).toEqual([400, undefined]);
    expect(answer.text).toContain('Parameter must be sent once: state');
  });

  test('a client without callbacks lets nobody in', async () => {
    const none = await server.createWebClient(AUDIENCE, null, { callbacks: [] });
    expect((await server.call('GET', server.authorizePath(none, WANTED))).status).toBe(400);
  });
});

describe('other faults go back to the client, with the state', () => {
  test.each<[string, Record<string, string>, string, string]>([
    [
      'no response type',
      { response_type: '' },
      'invalid_request',
      'Missing required parameter: response_type',
    ],
    [
      'another one',
      { response_type: 'token' },
      'unsupported_response_type',
      'Unsupported response type: token',
    ],
    ['a mode', { response_mode: 'form_post' }, 'invalid_request', 'Unsupported response mode: form_post'],
    ['an unknown audience', { audience: 'https://x/' }, 'access_denied', 'Service not found: https://x/'],
    ['prompt=none', { prompt: 'none' }, 'login_required', 'Login required'],
    [
      'a challenge of another method',
      { code_challenge: 'x', code_challenge_method: 'S512' },
      'invalid_request',
      'Unsupported code_challenge_method: S512',
    ],
  ])('%s', async (_what, parameters, error, description) => {
    const { status, headers } = await server.call(
      'GET',
      server.authorizePath(client, { ...WANTED, ...parameters }),
    );
    const back = new URL(String(headers['location']));
    expect([status, back.origin + back.pathname]).toEqual([302, REDIRECT]);
    expect(Object.fromEntries(back.searchParams)).toEqual({
      error,
      error_description: description,
      state: 'the-state',
    });
  });

  test('a client whose grant types lack the code', async () => {
    const machine = await server.createWebClient(AUDIENCE, null, { grant_types: ['client_credentials'] });
    const back = await server.signIn(machine, WANTED);
    expect([back.get('error'), back.get('code')]).toEqual(['unauthorized_client', null]);
  });

  test('the query of a redirect URI stays', async () => {
    const callbacks = ['https://client.example.com/callback?tab=1', 'app.example:/back'];
    const web = await server.createWebClient(AUDIENCE, null, { callbacks });
    const [first, second] = await Promise.all(
      callbacks.map((redirect_uri) => server.signIn(web, { ...WANTED, redirect_uri })),
    );
    expect([first?.get('tab'), first?.has('code'), second?.has('code')]).toEqual(['1', true, true]);
  });
});
