import { type Answer, TestTenant } from './support';

const AUDIENCE = 'https://api.example.com/tokens';
let server: TestTenant;
let login: { client_id: string; client_secret: string };
beforeAll(async () => {
  server = await TestTenant.start();
  await server.createApi(AUDIENCE, { scopes: [{ value: 'read:a' }, { value: 'write:a' }] });
  login = await server.createClientOf(AUDIENCE, ['read:a', 'write:a', 'admin:a']);
});
afterAll(() => server.stop());

function refused(answer: Answer, status: number, error: string, description: string): void {
  expect([answer.status, answer.text]).toEqual([
    status,
    JSON.stringify({ error, error_description: description }),
  ]);
}

describe('ways to ask for a token', () => {
  const form = (parameters: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> =>
    server.call('POST', '/oauth/token', new URLSearchParams(parameters).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    });
  const basic = (id: string, secret: string): Record<string, string> => ({
    authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`,
  });
  const request = { grant_type: 'client_credentials', audience: AUDIENCE };

  test('JSON, form, and form with a Basic header', async () => {
    const answers = [
      await server.requestToken({ ...login, audience: AUDIENCE }),
      await form({ ...request, ...login }),
      await form(request, basic(login.client_id, login.client_secret)),
    ];
    for (const answer of answers) expect(answer.body['access_token']).toMatch(/^ey/);
  });

  test('a secret with every kind of character survives the Basic header', async () => {
    const secret = 'a:b%20c+d/é&=';
    await server.api('PATCH', `/clients/${login.client_id}`, { client_secret: secret });
    expect((await form(request, basic(login.client_id, secret))).status).toBe(200);
    await server.api('PATCH', `/clients/${login.client_id}`, { client_secret: login.client_secret });
  });

  test('a parameter that comes twice is refused', async () => {
    const answer = await server.call(
      'POST',
      '/oauth/token',
      'grant_type=client_credentials&scope=a&scope=b',
      {
        'content-type': 'application/x-www-form-urlencoded',
      },
    );
    refused(answer, 400, 'invalid_request', 'Parameter must be sent once: scope');
  });
});

describe('refusals', () => {
  test('unknown client and wrong secret', async () => {
    const audience = AUDIENCE;
    const unknown = await server.requestToken({ client_id: 'x', client_secret: 'y', audience });
    refused(unknown, 401, 'access_denied', 'Unauthorized');
    const wrong = await server.requestToken({ client_id: login.client_id, client_secret: 'y', audience });
    refused(wrong, 401, 'access_denied', 'Unauthorized');
    const none = await server.requestToken({ client_id: login.client_id, audience });
    refused(none, 401, 'access_denied', 'Unauthorized');
  });

  test('unknown audience, also one that differs by a slash', async () => {
    for (const audience of ['https://no', `${AUDIENCE}/`]) {
      refused(
        await server.requestToken({ ...login, audience }),
        403,
        'access_denied',
        `Service not enabled within domain: ${audience}`,
      );
    }
  });

  test('no grant, a grant for users only, and deny_all', async () => {
    const audience = 'https://api.example.com/other';
    const api = await server.createApi(audience);
    const noGrant =
      `Client "${login.client_id}" is not authorized to access resource server "${audience}". ` +
      'You need to create a "client-grant" associated to this API.';
    const ask = (): Promise<Answer> => server.requestToken({ ...login, audience });
    refused(await ask(), 403, 'access_denied', noGrant);
    const grant = { client_id: login.client_id, audience, scope: ['a'] };
    await server.api('POST', '/client-grants', { ...grant, subject_type: 'user' });
    refused(await ask(), 403, 'access_denied', noGrant);
    await server.api('POST', '/client-grants', grant);
    expect((await ask()).status).toBe(200);
    await server.api('PATCH', `/resource-servers/${String(api['id'])}`, {
      subject_type_authorization: { client: { policy: 'deny_all' } },
    });
    refused(await ask(), 403, 'access_denied', noGrant);
  });

  test('a scope that is not granted; a granted subset narrows', async () => {
    const ask = (scope: string): Promise<Answer> =>
      server.requestToken({ ...login, audience: AUDIENCE, scope });
    refused(
      await ask('read:a drop:a fly:a'),
      403,
      'access_denied',
      'Client has not been granted scopes: drop:a, fly:a',
    );
    expect((await ask('write:a')).body['scope']).toBe('write:a');
    expect((await ask('write:a read:a')).body['scope']).toBe('read:a write:a');
    expect((await ask('')).body['scope']).toBe('read:a write:a admin:a');
  });

  test('a client without the grant type', async () => {
    const { body } = await server.api('POST', '/clients', {
      name: 'web',
      grant_types: ['authorization_code'],
    });
    const answer = await server.requestToken({
      client_id: body['client_id'],
      client_secret: body['client_secret'],
      audience: AUDIENCE,
    });
    expect([answer.status, answer.body]).toEqual([
      403,
      {
        error: 'unauthorized_client',
        error_description: "Grant type 'client_credentials' not allowed for the client.",
        error_uri: 'https://auth0.com/docs/clients/client-grant-types',
      },
    ]);
  });

  test('no audience, until the tenant has a default one', async () => {
    refused(
      await server.requestToken(login),
      403,
      'access_denied',
      'Non-global clients are not allowed access to APIv1',
    );
    server.tenant.control.setDefaultAudience(AUDIENCE);
    expect((await server.requestToken(login)).status).toBe(200);
    server.tenant.control.setDefaultAudience(null);
    expect((await server.requestToken(login)).status).toBe(403);
  });

  test('missing parameters and other grant types', async () => {
    const missing = (name: string): string => `Missing required parameter: ${name}`;
    refused(await server.call('POST', '/oauth/token', login), 400, 'invalid_request', missing('grant_type'));
    refused(await server.call('POST', '/oauth/token'), 400, 'invalid_request', missing('grant_type'));
    refused(await server.requestToken({ audience: AUDIENCE }), 400, 'invalid_request', missing('client_id'));
    const password = await server.requestToken({ ...login, grant_type: 'password' });
    expect([password.status, password.body['error']]).toEqual([403, 'unsupported_grant_type']);
    const broken = await server.call('POST', '/oauth/token', '{"grant_type"');
    expect([broken.status, broken.body['error']]).toEqual([400, 'invalid_request']);
  });

  test('too many requests', async () => {
    server.tenant.control.refuse({ match: { path: '/oauth/token' }, status: 429, times: 1 });
    const answer = await server.requestToken({ ...login, audience: AUDIENCE });
    expect([answer.status, answer.body['error']]).toEqual([429, 'too_many_requests']);
    expect((await server.requestToken({ ...login, audience: AUDIENCE })).status).toBe(200);
  });
});

test('a third-party client may use the default grant, its own one wins', async () => {
  const audience = 'https://api.example.com/third';
  await server.createApi(audience);
  await server.api('POST', '/client-grants', {
    audience,
    scope: ['default'],
    default_for: 'third_party_clients',
  });
  const create = async (isFirstParty: boolean): Promise<object> => {
    const { body } = await server.api('POST', '/clients', { name: 'x', is_first_party: isFirstParty });
    return { client_id: body['client_id'], client_secret: body['client_secret'] };
  };
  expect((await server.requestToken({ ...(await create(true)), audience })).status).toBe(403);
  const third = (await create(false)) as { client_id: string };
  expect((await server.requestToken({ ...third, audience })).body['scope']).toBe('default');
  await server.api('POST', '/client-grants', { audience, scope: ['own'], client_id: third.client_id });
  expect((await server.requestToken({ ...third, audience })).body['scope']).toBe('own');
});
