import { type Fields, type Registered, TestTenant } from './support';

let server: TestTenant;
let api: Registered;
let client: Registered;
beforeAll(async () => {
  server = await TestTenant.start();
  api = await server.registerApi('orders api');
  client = await server.register('backend');
});
afterAll(() => server.stop());

/** A good request with what is changed; an empty value takes a field away. */
const good = (changes: Fields): Fields => ({
  grant_type: 'client_credentials',
  client_id: client.clientId,
  client_secret: client.secret,
  scope: `${api.clientId}/.default`,
  ...changes,
});

test('the body: the number, its text, and what it can be looked up by', async () => {
  const { body } = await server.token(good({ client_secret: 'wrong' }));
  expect(Object.keys(body)).toEqual([
    'error',
    'error_description',
    'error_codes',
    'timestamp',
    'trace_id',
    'correlation_id',
    'error_uri',
  ]);
  const { timestamp, trace_id, correlation_id } = body as Record<string, string>;
  expect(timestamp).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/);
  expect(body['error_uri']).toBe('https://login.microsoftonline.com/error?code=7000215');
  expect(String(body['error_description']).split('\r\n')).toEqual([
    `AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${client.clientId}'.`,
    `Trace ID: ${trace_id}`,
    `Correlation ID: ${correlation_id}`,
    `Timestamp: ${timestamp}`,
  ]);
  expect(JSON.stringify(body)).not.toContain('wrong"');
});

const UNKNOWN = '99999999-0000-4000-8000-000000000000';

test.each([
  ['a wrong secret', { client_secret: 'wrong' }, 401, 'invalid_client', 7000215],
  ['no secret', { client_secret: '' }, 401, 'invalid_client', 7000216],
  ['an unknown client', { client_id: UNKNOWN }, 400, 'unauthorized_client', 700016],
  ['an API without a service principal', { scope: `${UNKNOWN}/.default` }, 400, 'invalid_resource', 500011],
  ['an unknown URI', { scope: 'api://nothing/.default' }, 400, 'invalid_resource', 500011],
  ['a scope by its name', { scope: 'orders.read' }, 400, 'invalid_scope', 1002012],
  ['two scopes', { scope: 'api://a/.default api://b/.default' }, 400, 'invalid_scope', 1002012],
  ['no scope', { scope: '' }, 400, 'invalid_request', 90014],
  ['no client', { client_id: '' }, 400, 'invalid_request', 90014],
  ['no grant type', { grant_type: '' }, 400, 'invalid_request', 90014],
  ['another grant type', { grant_type: 'password' }, 400, 'unsupported_grant_type', 70003],
] as const)('%s', async (_what, changes, status, error, number) => {
  const answer = await server.token(good(changes));
  expect([answer.status, answer.body['error'], answer.body['error_codes']]).toEqual([
    status,
    error,
    [number],
  ]);
  expect(answer.body['error_description']).toContain(`AADSTS${number}: `);
});

test.each([
  [UNKNOWN, 90002],
  ['other.onmicrosoft.com', 90002],
  ['no-tenant', 900023],
  ['common', 1002013],
  ['organizations', 1002013],
])('tenant %s: AADSTS%s', async (tenant, number) => {
  const answer = await server.token(good({}), tenant);
  expect([answer.status, answer.body['error'], answer.body['error_codes']]).toEqual([
    400,
    'invalid_request',
    [number],
  ]);
});

test('an application is not enough: the API needs a service principal, and so does the client', async () => {
  const { appId } = await server.made('/applications', { displayName: 'lonely' });
  const asked = await server.token(good({ scope: `${String(appId)}/.default` }));
  expect(asked.body['error_codes']).toEqual([500011]);
  const asking = await server.token(good({ client_id: String(appId) }));
  expect(asking.body['error_codes']).toEqual([7000229]);
});

test('a disabled service principal gets no token and gives none', async () => {
  const off = await server.register('off');
  await server.graph('PATCH', `/servicePrincipals/${off.principalId}`, { accountEnabled: false });
  const asking = await server.machineToken(off, `${api.clientId}/.default`);
  const asked = await server.token(good({ scope: `${off.clientId}/.default` }));
  expect([asking.body['error_codes'], asked.body['error_codes']]).toEqual([[7000112], [500014]]);
});

test('a field that comes twice and a body that is no form are refused as the rest is', async () => {
  const path = `/${server.id}/oauth2/v2.0/token`;
  const twice = `${new URLSearchParams(good({})).toString()}&scope=again`;
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  expect((await server.call('POST', path, twice, form)).body).toMatchObject({ error: 'invalid_request' });
  const json = await server.call('POST', path, '{', { 'content-type': 'application/json' });
  expect(json.body).toMatchObject({ error: 'invalid_request' });
});
