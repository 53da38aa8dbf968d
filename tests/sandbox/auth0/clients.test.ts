import { X509Certificate, createPublicKey } from 'node:crypto';
import { TestTenant } from './support';

let server: TestTenant;
beforeAll(async () => void (server = await TestTenant.start()));
afterAll(() => server.stop());

const RECORDED_ORDER = [
  ...['tenant', 'global', 'is_token_endpoint_ip_header_trusted', 'name', 'allowed_clients', 'callbacks'],
  ...['client_metadata', 'cross_origin_authentication', 'is_first_party', 'native_social_login'],
  ...['oidc_conformant', 'refresh_token', 'sso_disabled', 'cross_origin_auth', 'encrypted', 'signing_keys'],
  ...['client_id', 'callback_url_template', 'client_secret', 'jwt_configuration', 'client_aliases'],
  ...['token_endpoint_auth_method', 'app_type', 'grant_types', 'custom_login_page_on'],
];
const PROVIDER_CREATE = {
  name: 'backend',
  app_type: 'non_interactive',
  token_endpoint_auth_method: 'client_secret_post',
};

async function create(members: object): Promise<Record<string, unknown>> {
  const { body, status } = await server.api('POST', '/clients', { name: 'backend', ...members });
  expect(status).toBe(201);
  return body;
}

describe('clients', () => {
  test('a create with the recorded members answers in the recorded order and with the recorded values', async () => {
    const body = await create({
      ...PROVIDER_CREATE,
      allowed_clients: [],
      callbacks: [],
      client_metadata: {},
      native_social_login: { apple: { enabled: false }, facebook: { enabled: false } },
      oidc_conformant: true,
      client_aliases: [],
      jwt_configuration: { alg: 'RS256' },
      grant_types: ['client_credentials'],
    });
    expect(Object.keys(body)).toEqual(RECORDED_ORDER);
    expect(JSON.stringify(body['refresh_token'])).toBe(
      '{"expiration_type":"non-expiring","leeway":0,"infinite_token_lifetime":true,"infinite_idle_token_lifetime":true,' +
        '"token_lifetime":31557600,"idle_token_lifetime":2592000,"rotation_type":"non-rotating"}',
    );
    expect(body).toMatchObject({
      global: false,
      cross_origin_authentication: false,
      is_first_party: true,
      sso_disabled: false,
      encrypted: true,
      client_id: expect.stringMatching(/^[A-Za-z0-9]{32}$/) as string,
      client_secret: expect.stringMatching(/^.{64}$/) as string,
      jwt_configuration: { alg: 'RS256', secret_encoded: false },
      custom_login_page_on: true,
    });
  });

  test('signing_keys carry the certificate of the published key and no usable private key', async () => {
    const body = await create(PROVIDER_CREATE);
    const [keys] = body['signing_keys'] as Record<string, string>[];
    expect(Object.keys(keys ?? {})).toEqual(['cert', 'key', 'pkcs7', 'subject']);
    const jwks = (await server.call('GET', '/.well-known/jwks.json')).body['keys'] as { n: string }[];
    const certificate = new X509Certificate(keys?.['cert'] ?? '');
    expect(
      createPublicKey(certificate.publicKey.export({ type: 'spki', format: 'pem' })).export({ format: 'jwk' })
        .n,
    ).toBe(jwks[0]?.n);
    expect(keys?.['key']).toContain('BEGIN ENCRYPTED PRIVATE KEY');
    expect(keys?.['pkcs7']).toContain('BEGIN PKCS7');
    expect(keys?.['subject']).toBe(`/CN=${server.tenant.domain}`);
  });

  test('reading, patching and listing leave out encrypted and the key', async () => {
    const { client_id: id } = await create(PROVIDER_CREATE);
    const read = (await server.api('GET', `/clients/${String(id)}`)).body;
    const patched = (await server.api('PATCH', `/clients/${String(id)}`, {})).body;
    const listed = (await server.api('GET', '/clients')).body as unknown as Record<string, unknown>[];
    const own = listed.find((client) => client['client_id'] === id) ?? {};
    for (const body of [read, patched, own]) {
      expect(body).not.toHaveProperty('encrypted');
      expect(Object.keys((body['signing_keys'] as object[])[0] ?? {})).toEqual(['cert', 'pkcs7', 'subject']);
    }
    expect((own['signing_keys'] as { subject: string }[])[0]?.subject).toBe('deprecated');
  });

  const interactive = ['authorization_code', 'implicit', 'refresh_token'];
  test.each([
    ['non_interactive', [...interactive, 'client_credentials'], false],
    ['regular_web', [...interactive, 'client_credentials'], false],
    ['sso_integration', [...interactive, 'client_credentials'], false],
    [undefined, [...interactive, 'client_credentials'], false],
    ['spa', interactive, false],
    ['native', interactive, false],
    ['resource_server', [], true],
    ['express_configuration', [...interactive, 'client_credentials'], true],
  ])('defaults of app_type %s', async (appType, grantTypes, oidcConformant) => {
    const body = await create(appType === undefined ? {} : { app_type: appType });
    expect(body).toMatchObject({
      grant_types: grantTypes,
      oidc_conformant: oidcConformant,
      jwt_configuration: { lifetime_in_seconds: 36000, secret_encoded: false },
      refresh_token: { token_lifetime: 2592000, idle_token_lifetime: 1296000 },
    });
    for (const absent of [
      'token_endpoint_auth_method',
      'description',
      'callbacks',
      'client_metadata',
      'addons',
    ]) {
      expect(body).not.toHaveProperty(absent);
    }
    expect('app_type' in body).toBe(appType !== undefined);
  });

  test('a PATCH replaces, except that jwt_configuration and client_metadata are merged', async () => {
    const { client_id: id } = await create({
      jwt_configuration: { alg: 'RS256' },
      client_metadata: { team: 'orders', old: 'x' },
      callbacks: ['https://a.example.com'],
    });
    const { body } = await server.api('PATCH', `/clients/${String(id)}`, {
      jwt_configuration: { alg: 'PS256' },
      client_metadata: { old: null, tier: '1' },
      callbacks: ['https://b.example.com'],
    });
    expect(body).toMatchObject({ callbacks: ['https://b.example.com'] });
    expect(JSON.stringify(body['jwt_configuration'])).toBe(
      '{"alg":"PS256","lifetime_in_seconds":36000,"secret_encoded":false}',
    );
    expect(body['client_metadata']).toEqual({ team: 'orders', tier: '1' });
  });

  test('a secret can be set and rotated', async () => {
    const { client_id: id } = await create(PROVIDER_CREATE);
    const set = await server.api('PATCH', `/clients/${String(id)}`, { client_secret: 'chosen' });
    expect([set.status, set.body['client_secret']]).toEqual([200, 'chosen']);
    const rotated = await server.api('POST', `/clients/${String(id)}/rotate-secret`);
    expect([rotated.status, rotated.body['client_id']]).toEqual([200, id]);
    expect(rotated.body['client_secret']).toMatch(/^.{64}$/);
  });

  test('fields choose or drop members', async () => {
    const { client_id: id } = await create(PROVIDER_CREATE);
    const chosen = await server.api(
      'GET',
      `/clients/${String(id)}?fields=client_id%2Capp_type&include_fields=true`,
    );
    expect(chosen.text).toBe(`{"client_id":"${String(id)}","app_type":"non_interactive"}`);
    const others = await server.api('GET', `/clients/${String(id)}?fields=client_id&include_fields=false`);
    expect(others.body).not.toHaveProperty('client_id');
    expect(others.body).toHaveProperty('app_type');
  });

  test('lists are filtered by type and party', async () => {
    await create({ app_type: 'spa' });
    await create({ app_type: 'native', is_first_party: false });
    const types = async (query: string): Promise<unknown[]> => {
      const { body } = await server.api('GET', `/clients?include_totals=true&fields=app_type&${query}`);
      return (body['clients'] as { app_type?: string }[]).map(({ app_type: type }) => type);
    };
    expect(await types('app_type=spa,native&is_first_party=false')).toEqual(['native']);
    expect(await types('is_global=true')).toEqual([]);
  });

  test('DELETE takes the grants along and is 204 twice', async () => {
    const audience = 'https://api.example.com/cascade';
    await server.createApi(audience);
    const { client_id: id } = await server.createClientOf(audience, ['a']);
    for (let time = 0; time < 2; time++)
      expect((await server.api('DELETE', `/clients/${id}`)).status).toBe(204);
    expect((await server.api('GET', `/client-grants?client_id=${id}`)).body).toEqual([]);
  });
});
