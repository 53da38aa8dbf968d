import { TestTenant } from './support';

const AUDIENCE = 'https://api.example.com/errors';
const MISSING = 'A'.repeat(32);
let server: TestTenant;
let apiId: string;
let clientId: string;
let grantId: string;

beforeAll(async () => {
  server = await TestTenant.start();
  apiId = String((await server.createApi(AUDIENCE))['id']);
  clientId = (await server.createClientOf(AUDIENCE, ['a'])).client_id;
  const grants = await server.api('GET', `/client-grants?client_id=${clientId}`);
  grantId = (grants.body as unknown as { id: string }[])[0]?.id ?? '';
});
afterAll(() => server.stop());

const notFound = (message: string, errorCode?: string): object => ({
  statusCode: 404,
  error: 'Not Found',
  message,
  ...(errorCode === undefined ? {} : { errorCode }),
});
const badRequest = (message: string, errorCode: string): object => ({
  statusCode: 400,
  error: 'Bad Request',
  message,
  errorCode,
});

describe('what does not exist', () => {
  test.each([
    [
      'GET',
      `/resource-servers/${'0'.repeat(24)}`,
      'The resource server does not exist',
      'inexistent_resource_server',
    ],
    [
      'PATCH',
      '/resource-servers/https:%2F%2Fno',
      'The resource server does not exist',
      'inexistent_resource_server',
    ],
    ['GET', `/clients/${MISSING}`, 'The client does not exist', 'inexistent_client'],
    ['PATCH', `/clients/${MISSING}`, 'The client does not exist', 'inexistent_client'],
    ['POST', `/clients/${MISSING}/rotate-secret`, 'The client does not exist', 'inexistent_client'],
    ['GET', `/clients/${MISSING}/credentials`, 'The client does not exist', 'inexistent_client'],
    ['GET', '/client-grants/cgr_AAAAAAAAAAAAAAAA', 'The grant does not exist.', 'inexistent_client_grant'],
    ['PATCH', '/client-grants/cgr_AAAAAAAAAAAAAAAA', 'The grant does not exist.', 'inexistent_client_grant'],
  ])('%s %s', async (method, path, message, errorCode) => {
    const { status, text } = await server.api(method, path, method === 'PATCH' ? {} : undefined);
    expect(status).toBe(404);
    expect(text).toBe(JSON.stringify(notFound(message, errorCode)));
  });

  test.each([
    ['GET', '/api/v2/actions'],
    ['PUT', '/api/v2/clients'],
    ['POST', '//oauth/token'],
    ['GET', '/u/login'],
  ])('the route %s %s', async (method, path) => {
    const { text } = await server.call(method, path);
    expect(text).toBe('{"statusCode":404,"error":"Not Found","message":"Not Found"}');
  });
});

describe('bodies that are refused', () => {
  const name = 'backend';
  test.each<[string, string, object, string]>([
    ['POST', '/resource-servers', {}, "'Missing required property: identifier'"],
    [
      'POST',
      '/resource-servers',
      { identifier: '' },
      "'String is too short (0 chars), minimum 1' on property identifier",
    ],
    [
      'POST',
      '/resource-servers',
      { identifier: 'x'.repeat(601) },
      "'String is too long (601 chars), maximum 600' on property identifier",
    ],
    [
      'POST',
      '/resource-servers',
      { identifier: 'x', token_lifetime: '60' },
      "'Expected type integer but found type string' on property token_lifetime",
    ],
    [
      'POST',
      '/resource-servers',
      { identifier: 'x', token_lifetime: 2592001 },
      "'Value 2592001 is greater than maximum 2592000' on property token_lifetime",
    ],
    [
      'POST',
      '/resource-servers',
      { identifier: 'x', signing_alg: 'ES256' },
      '\'No enum match for: "ES256"\' on property signing_alg',
    ],
    [
      'POST',
      '/resource-servers',
      { identifier: 'x', scopes: [{ value: 'a' }, { description: 'B' }] },
      "'Missing required property: value' on property scopes[1]",
    ],
    [
      'POST',
      '/resource-servers',
      { identifier: 'x', name: '<b>' },
      "'String does not match pattern ^[^<>]+$' on property name",
    ],
    [
      'PATCH',
      '/resource-servers/API',
      { identifier: 'y' },
      "'Additional properties not allowed: identifier'",
    ],
    ['POST', '/clients', {}, "'Missing required property: name'"],
    ['POST', '/clients', { name, extra: 1, other: 2 }, "'Additional properties not allowed: extra,other'"],
    [
      'POST',
      '/clients',
      { name, grant_types: [''] },
      "'String is too short (0 chars), minimum 1' on property grant_types[0]",
    ],
    ['POST', '/clients', { name: 1 }, "'Expected type string but found type integer' on property name"],
    ['PATCH', '/clients/CLIENT', { client_id: 'x' }, "'Additional properties not allowed: client_id'"],
    ['POST', '/client-grants', { scope: [] }, "'Missing required property: audience'"],
    ['POST', '/client-grants', { audience: AUDIENCE, scope: [] }, "'Missing required property: client_id'"],
    ['POST', '/client-grants', { audience: AUDIENCE, client_id: 'x' }, "'Missing required property: scope'"],
    [
      'PATCH',
      '/client-grants/GRANT',
      { audience: AUDIENCE, client_id: 'x' },
      "'Additional properties not allowed: audience,client_id'",
    ],
  ])('%s %s %j', async (method, path, sent, fault) => {
    const real = path.replace('API', apiId).replace('CLIENT', clientId).replace('GRANT', grantId);
    const { status, body } = await server.api(method, real, sent);
    expect(status).toBe(400);
    expect(body).toEqual(badRequest(`Payload validation error: ${fault}.`, 'invalid_body'));
  });

  test.each([
    ['what is not JSON', '{"identifier":'],
    ['a prototype', '{"__proto__":{"is_system":true},"identifier":"x"}'],
  ])('%s', async (_what, text) => {
    const { status, body } = await server.api('POST', '/resource-servers', text);
    expect([status, body['statusCode'], body['error']]).toEqual([400, 400, 'Bad Request']);
  });

  test('a form, and nothing at all', async () => {
    const token = await server.operatorToken();
    const form = { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' };
    expect((await server.call('POST', '/api/v2/clients', 'name=x', form)).status).toBe(415);
    expect((await server.api('POST', '/clients')).body).toMatchObject({
      statusCode: 400,
      errorCode: 'invalid_body',
    });
  });
});

describe('queries and paths that are refused', () => {
  test.each([
    [
      '/clients?colour=red',
      "Query validation error: 'Additional properties not allowed: colour'.",
      'invalid_query_string',
    ],
    [
      `/clients/MISSING?page=1`,
      "Query validation error: 'Additional properties not allowed: page'.",
      'invalid_query_string',
    ],
    [
      '/client-grants?per_page=all',
      "Query validation error: 'String does not match pattern",
      'invalid_query_string',
    ],
    [
      '/client-grants?per_page=101',
      "Query validation error: 'Value 101 is greater than maximum 100'",
      'invalid_query_string',
    ],
    [
      '/client-grants?audience=a&audience=b',
      "Query validation error: 'Expected type string but found type array' on property audience.",
      'invalid_query_string',
    ],
    [
      '/clients?fields=Name',
      'A comma separated list of fields to include or exclude',
      'invalid_query_string',
    ],
    [
      `/resource-servers/${'x'.repeat(601)}`,
      "Path validation error: 'String is too long (601 chars), maximum 600' on property id (Unique identifier).",
      'invalid_uri',
    ],
  ])('%s', async (path, message, errorCode) => {
    const { status, body } = await server.api('GET', path);
    expect(status).toBe(400);
    expect(body).toEqual(badRequest(expect.stringContaining(message) as unknown as string, errorCode));
  });

  test('a broken escape', async () => {
    expect(await server.api('GET', '/resource-servers/%E0%A4%A')).toMatchObject({ status: 400 });
  });
});

describe('rules between objects', () => {
  test('the same identifier twice is 409', async () => {
    const { status, text } = await server.api('POST', '/resource-servers', { identifier: AUDIENCE });
    expect(status).toBe(409);
    expect(text).toBe(
      '{"statusCode":409,"error":"Conflict","message":"A resource server with the same identifier already exists."}',
    );
  });

  test('a grant needs a client and an API that exist, and a client that can be used', async () => {
    const grant = (members: object): Promise<{ body: object }> =>
      server.api('POST', '/client-grants', {
        client_id: clientId,
        audience: AUDIENCE,
        scope: [],
        ...members,
      });
    expect((await grant({ audience: 'https://no' })).body).toEqual(
      notFound('No resource with identifier https://no'),
    );
    expect((await grant({ client_id: MISSING })).body).toEqual(notFound('Client not found'));
    const express = await server.api('POST', '/clients', { name: 'e', app_type: 'express_configuration' });
    expect((await grant({ client_id: express.body['client_id'] })).body).toEqual(
      badRequest('Client of type express_configuration cannot be used', 'validation_error'),
    );
  });

  test('a public client cannot have the client_credentials grant type', async () => {
    const refused = {
      statusCode: 400,
      error: 'Bad Request',
      message: 'Invalid grant types: client_credentials',
    };
    const sent = { name: 'x', token_endpoint_auth_method: 'none', grant_types: ['client_credentials'] };
    expect((await server.api('POST', '/clients', sent)).body).toEqual(refused);
    const patch = { token_endpoint_auth_method: 'none' };
    expect((await server.api('PATCH', `/clients/${clientId}`, patch)).body).toEqual(refused);
    expect((await server.api('GET', `/clients/${clientId}`)).body).not.toHaveProperty(
      'token_endpoint_auth_method',
    );
  });

  test('a client id cannot be chosen', async () => {
    const { body } = await server.api('POST', '/clients', { name: 'x', client_id: MISSING });
    expect(body['message']).toBe('This operation must be authorized by Auth0');
  });

  test('a full tenant is 403', async () => {
    for (const kind of ['resource-server', 'client', 'client-grant'] as const) {
      server.tenant.control.setEntityLimit({ kind, limit: 0 });
    }
    const full = {
      statusCode: 403,
      error: 'Forbidden',
      message: 'You reached the limit of entities of this type for this tenant.',
    };
    const grant = { default_for: 'third_party_clients', audience: AUDIENCE, scope: [] };
    expect((await server.api('POST', '/resource-servers', { identifier: 'full' })).body).toEqual(full);
    expect((await server.api('POST', '/clients', { name: 'full' })).body).toEqual(full);
    expect((await server.api('POST', '/client-grants', grant)).body).toEqual(full);
    server.tenant.control.setEntityLimit({ kind: 'client', limit: null });
    expect((await server.api('POST', '/clients', { name: 'room' })).status).toBe(201);
  });
});
