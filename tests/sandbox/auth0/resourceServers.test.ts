import fc from 'fast-check';
import { TestTenant } from './support';

let server: TestTenant;
beforeAll(async () => void (server = await TestTenant.start()));
afterAll(() => server.stop());

const encoded = (identifier: string): string => identifier.replaceAll('/', '%2F');

describe('resource servers', () => {
  test('an API of which only the identifier was sent is the recorded default, member by member', async () => {
    const created = await server.api('POST', '/resource-servers', {
      identifier: 'https://api.example.com/a',
    });
    expect(created.status).toBe(201);
    expect(created.body['id']).toMatch(/^[0-9a-f]{24}$/);
    expect(created.text).toBe(
      `{"id":"${String(created.body['id'])}","identifier":"https://api.example.com/a","allow_offline_access":false,` +
        '"skip_consent_for_verifiable_first_party_clients":false,"subject_type_authorization":{"client":{"policy":' +
        '"require_client_grant"},"user":{"policy":"allow_all"}},"token_lifetime":86400,"token_lifetime_for_web":7200,' +
        '"signing_alg":"RS256"}',
    );
  });

  test('members keep Auth0’s order whatever order they were sent in', async () => {
    const { body } = await server.api('POST', '/resource-servers', {
      scopes: [{ value: 'b', description: 'B' }, { value: 'a' }],
      token_dialect: 'access_token_authz',
      enforce_policies: true,
      signing_alg: 'PS256',
      identifier: 'https://api.example.com/order',
      name: 'Orders',
    });
    expect(Object.keys(body)).toEqual([
      'id',
      'name',
      'identifier',
      'allow_offline_access',
      'skip_consent_for_verifiable_first_party_clients',
      'subject_type_authorization',
      'token_lifetime',
      'token_lifetime_for_web',
      'signing_alg',
      'enforce_policies',
      'scopes',
      'token_dialect',
    ]);
    expect(body['scopes']).toEqual([{ value: 'b', description: 'B' }, { value: 'a' }]);
  });

  test('the id and the identifier, with its slashes escaped, name the same API', async () => {
    const identifier = 'https://api.example.com/x y/ü?q#f';
    const created = await server.createApi(identifier);
    const escaped = `https:%2F%2Fapi.example.com%2F${encodeURIComponent('x y/ü?q#f')}`;
    for (const id of [String(created['id']), escaped]) {
      const read = await server.api('GET', `/resource-servers/${id}`);
      expect(read.status).toBe(200);
      expect(read.body).toEqual(created);
    }
  });

  test('whatever characters an identifier has, it is read back by it, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), async (text) => {
        const identifier = `https://${Math.random()}/${text}`;
        const created = await server.createApi(identifier);
        const path = `/resource-servers/${encodeURIComponent(identifier)}`;
        expect((await server.api('GET', path)).body).toEqual(created);
        expect(created['identifier']).toBe(identifier);
      }),
      { numRuns: 60 },
    );
  });

  test('encrypted tokens are refused honestly, and nothing of that PATCH is kept', async () => {
    const created = await server.createApi('https://api.example.com/jwe');
    const path = `/resource-servers/${String(created['id'])}`;
    const patched = await server.api('PATCH', path, {
      name: 'x',
      token_encryption: { format: 'compact-nested-jwe' },
    });
    expect(patched.body).toMatchObject({ statusCode: 400, errorCode: 'validation_error' });
    expect((await server.api('GET', path)).body).toEqual(created);
  });

  test('an identifier of 600 characters can be read by it', async () => {
    const identifier = 'https://api.example.com/' + '/'.repeat(576);
    await server.createApi(identifier);
    expect((await server.api('GET', `/resource-servers/${encoded(identifier)}`)).status).toBe(200);
  });

  test('a PATCH replaces what was sent, keeps the rest and answers with the whole object', async () => {
    const identifier = 'https://api.example.com/patch';
    const created = await server.createApi(identifier, { name: 'Orders', scopes: [{ value: 'old' }] });
    const scopes = [{ value: 'read:posts', description: 'Can read posts' }];
    const patched = await server.api('PATCH', `/resource-servers/${encoded(identifier)}`, { scopes });
    expect(patched.status).toBe(200);
    expect(patched.body).toEqual({ ...created, scopes });
    const emptied = await server.api('PATCH', `/resource-servers/${String(created['id'])}`, { scopes: [] });
    expect(emptied.body).toEqual({ ...created, scopes: [] });
    const nulled = await server.api('PATCH', `/resource-servers/${String(created['id'])}`, {
      authorization_details: null,
      consent_policy: null,
      token_encryption: null,
    });
    expect(nulled.body).toEqual({ ...created, scopes: [] });
  });

  test('the recorded PATCH of everything answers in the recorded order', async () => {
    const created = await server.createApi('https://api.example.com/all');
    const patched = await server.api('PATCH', `/resource-servers/${String(created['id'])}`, {
      name: 'Orders',
      signing_alg: 'RS256',
      allow_offline_access: true,
      token_lifetime: 7200,
      token_lifetime_for_web: 3600,
      skip_consent_for_verifiable_first_party_clients: true,
      enforce_policies: false,
      subject_type_authorization: { user: { policy: 'deny_all' } },
    });
    expect(patched.text).toBe(
      `{"id":"${String(created['id'])}","name":"Orders","identifier":"https://api.example.com/all",` +
        '"allow_offline_access":true,"skip_consent_for_verifiable_first_party_clients":true,' +
        '"subject_type_authorization":{"client":{"policy":"require_client_grant"},"user":{"policy":"deny_all"}},' +
        '"token_lifetime":7200,"token_lifetime_for_web":3600,"signing_alg":"RS256","enforce_policies":false}',
    );
  });

  test('a signing secret belongs to HS256 only', async () => {
    const hs = await server.createApi('https://api.example.com/hs', { signing_alg: 'HS256' });
    expect(String(hs['signing_secret']).length).toBeGreaterThanOrEqual(16);
    const rs = await server.api('PATCH', `/resource-servers/${String(hs['id'])}`, { signing_alg: 'RS256' });
    expect(rs.body).not.toHaveProperty('signing_secret');
  });

  test('lists: bare, with totals, by page, by checkpoint, by identifier and with chosen fields', async () => {
    const identifiers = ['https://list.example.com/1', 'https://list.example.com/2'];
    for (const identifier of identifiers) await server.createApi(identifier);
    const filter = identifiers.map((identifier) => `identifiers=${encodeURIComponent(identifier)}`).join('&');
    const bare = await server.api('GET', `/resource-servers?${filter}&fields=identifier&include_fields=true`);
    expect(bare.text).toBe(JSON.stringify(identifiers.map((identifier) => ({ identifier }))));
    const totals = await server.api(
      'GET',
      `/resource-servers?${filter}&include_totals=true&per_page=1&page=1&fields=identifier`,
    );
    expect(totals.text).toBe(
      `{"total":2,"start":1,"limit":1,"resource_servers":[{"identifier":"${identifiers[1]}"}]}`,
    );
    const first = await server.api('GET', `/resource-servers?${filter}&take=1&fields=identifier`);
    expect(first.body).toEqual({
      resource_servers: [{ identifier: identifiers[0] }],
      next: expect.any(String),
    });
    const last = await server.api(
      'GET',
      `/resource-servers?${filter}&take=1&from=${String(first.body['next'])}&fields=identifier`,
    );
    expect(last.text).toBe(`{"resource_servers":[{"identifier":"${identifiers[1]}"}]}`);
  });

  test('DELETE answers 204 with nothing, also for what does not exist, and takes the grants along', async () => {
    const audience = 'https://api.example.com/gone';
    const created = await server.createApi(audience);
    await server.createClientOf(audience, []);
    for (let time = 0; time < 2; time++) {
      const answer = await server.api('DELETE', `/resource-servers/${String(created['id'])}`);
      expect([answer.status, answer.text]).toEqual([204, '']);
    }
    const grants = await server.api('GET', `/client-grants?audience=${encodeURIComponent(audience)}`);
    expect(grants.body).toEqual([]);
  });

  test('the system API is seeded with its scopes and cannot be changed', async () => {
    const identifier = `${server.tenant.issuer}api/v2/`;
    const { body } = await server.api('GET', `/resource-servers/${encoded(identifier)}`);
    expect(body).toMatchObject({ name: 'Auth0 Management API', is_system: true, identifier });
    expect(body['scopes']).toContainEqual({ description: 'Read Client Grants', value: 'read:client_grants' });
    const path = `/resource-servers/${String(body['id'])}`;
    expect((await server.api('PATCH', path, { scopes: [], name: 'x' })).body).toEqual({
      statusCode: 400,
      error: 'Bad Request',
      message: "Payload validation error: 'Additional properties not allowed: scopes,name'.",
      errorCode: 'invalid_body',
    });
    expect((await server.api('PATCH', path, { token_lifetime: 60 })).body).toMatchObject({
      message: 'System resource servers cannot be patched.',
    });
    expect((await server.api('DELETE', path)).body).toMatchObject({
      message: 'System resource servers cannot be deleted.',
    });
  });
});
