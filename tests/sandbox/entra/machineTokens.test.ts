import { decodeProtectedHeader } from 'jose';
import { type Body, type Registered, TestTenant } from './support';

let now = new Date('2026-11-24T10:00:00Z');
let server: TestTenant;
let api: Registered;
let client: Registered;
beforeAll(async () => {
  server = await TestTenant.start({ clock: () => now });
  api = await server.registerApi('orders api');
  client = await server.register('backend');
});
afterAll(() => server.stop());

const claims = async (client: Registered, scope: string): Promise<Body> => {
  const { body } = await server.machineToken(client, scope);
  return (await server.verify(body['access_token'], now)).payload;
};
const seconds = (): number => now.getTime() / 1000;

test('the answer: a bearer token for 3599 seconds, no refresh token, no scope', async () => {
  const { status, body, headers } = await server.machineToken(client, `${api.clientId}/.default`);
  expect([status, Object.keys(body)]).toEqual([
    200,
    ['token_type', 'expires_in', 'ext_expires_in', 'access_token'],
  ]);
  expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599 });
  expect(headers['cache-control']).toContain('no-store');
});

test('version 2: the GUID as audience, an issuer without a slash, times set back, and no roles claim without a role', async () => {
  const payload = await claims(client, `${api.clientId}/.default`);
  expect(payload).toMatchObject({
    aud: api.clientId,
    iss: `${server.tenant.url}/${server.id}/v2.0`,
    azp: client.clientId,
    azpacr: '1',
    oid: client.principalId,
    sub: client.principalId,
    tid: server.id,
    ver: '2.0',
    iat: seconds() - 300,
    nbf: seconds() - 300,
    exp: seconds() + 3600,
  });
  for (const absent of ['roles', 'scp', 'appid', 'idtyp']) expect(payload).not.toHaveProperty(absent);
});

test('the header has typ, kid and no more', async () => {
  const { body } = await server.machineToken(client, `${api.clientId}/.default`);
  const header = decodeProtectedHeader(String(body['access_token']));
  expect(header).toEqual({ typ: 'JWT', alg: 'RS256', kid: expect.any(String) });
});

test('.default gives every role that is assigned, by its value', async () => {
  const reader = await server.register('reader');
  await server.assign(api, reader.principalId);
  await server.assign(api, reader.principalId, 'bbbbbbbb-0000-4000-8000-000000000002');
  expect((await claims(reader, `${api.clientId}/.default`))['roles']).toEqual([
    'orders.read',
    'orders.write',
  ]);
});

test.each([1, null] as const)(
  'version %s: the asked audience, the issuer with a slash, appid and x5t',
  async (version) => {
    const old = await server.registerApi(`old api ${version}`, version);
    const uri = `api://${old.clientId}`;
    await server.graph('PATCH', `/applications/${old.id}`, { identifierUris: [uri] });
    const payload = await claims(client, `${uri}/.default`);
    expect(payload).toMatchObject({
      aud: uri,
      iss: `${server.tenant.url}/${server.id}/`,
      appid: client.clientId,
      appidacr: '1',
      ver: '1.0',
    });
    expect(payload).not.toHaveProperty('azp');
    expect((await claims(client, `${old.clientId}/.default`))['aud']).toBe(old.clientId);
    const { body } = await server.machineToken(client, `${uri}/.default`);
    const { kid, x5t } = decodeProtectedHeader(String(body['access_token']));
    expect(x5t).toBe(kid);
  },
);

test('an identifier URI of a version 2 API asks for it and is not its audience', async () => {
  await server.graph('PATCH', `/applications/${api.id}`, { identifierUris: ['api://orders'] });
  expect((await claims(client, 'api://orders/.default'))['aud']).toBe(api.clientId);
});

test('the optional claim idtyp tells a token of an application alone', async () => {
  const optionalClaims = { accessToken: [{ name: 'idtyp' }], idToken: [], saml2Token: [] };
  await server.graph('PATCH', `/applications/${api.id}`, { optionalClaims });
  expect((await claims(client, `${api.clientId}/.default`))['idtyp']).toBe('app');
});

test('a Basic header is taken as well', async () => {
  const pair = Buffer.from(`${client.clientId}:${encodeURIComponent(client.secret)}`).toString('base64');
  const form = { grant_type: 'client_credentials', scope: `${api.clientId}/.default` };
  const answer = await server.token(form, server.id, { authorization: `Basic ${pair}` });
  expect(answer.status).toBe(200);
});

test('the domain of the tenant names it too', async () => {
  const [domain = ''] = server.tenant.state().domains;
  const form = { grant_type: 'client_credentials', scope: `${api.clientId}/.default` };
  const login = { client_id: client.clientId, client_secret: client.secret };
  expect((await server.token({ ...form, ...login }, domain)).status).toBe(200);
});

describe('an API that requires an assignment', () => {
  test('gives no token to a client without one: AADSTS501051', async () => {
    const strict = await server.registerApi('strict', 2, { appRoleAssignmentRequired: true });
    const scope = `${strict.clientId}/.default`;
    const refused = await server.machineToken(client, scope);
    expect(refused).toMatchObject({ status: 400, body: { error: 'invalid_grant', error_codes: [501051] } });
    expect(refused.body['error_description']).toContain(
      `AADSTS501051: Application '${client.clientId}'(backend) is not assigned to a role for the application '${strict.clientId}'(strict).`,
    );
    server.tenant.control.setBehaviour({ unassignedError: 'invalid_client', unassignedStatus: 401 });
    expect(await server.machineToken(client, scope)).toMatchObject({
      status: 401,
      body: { error: 'invalid_client' },
    });
    server.tenant.control.setBehaviour({ unassignedError: 'invalid_grant', unassignedStatus: 400 });
    await server.assign(strict, client.principalId);
    expect((await claims(client, scope))['roles']).toEqual(['orders.read']);
  });
});

describe('secrets', () => {
  test('the id in the place of the value is a wrong secret', async () => {
    const { body } = await server.graph('GET', `/applications/${client.id}`);
    const [{ keyId } = {}] = body['passwordCredentials'] as Body[];
    const wrong = await server.machineToken({ ...client, secret: String(keyId) }, `${api.clientId}/.default`);
    expect([wrong.status, wrong.body['error'], wrong.body['error_codes']]).toEqual([
      401,
      'invalid_client',
      [7000215],
    ]);
    expect(wrong.body['error_description']).toMatch(/client secret value, not the client secret ID/);
  });

  test('expire, by themselves and from outside', async () => {
    const short = await server.register('short lived');
    const endDateTime = new Date(now.getTime() + 60_000).toISOString();
    const { secretText } = await server.made(`/applications/${short.id}/addPassword`, {
      passwordCredential: { endDateTime },
    });
    const second = { ...short, secret: String(secretText) };
    const code = async (one: Registered): Promise<unknown> =>
      (await server.machineToken(one, `${api.clientId}/.default`)).body['error_codes'];
    expect([await code(short), await code(second)]).toEqual([undefined, undefined]);
    now = new Date(now.getTime() + 61_000);
    expect([await code(short), await code(second)]).toEqual([undefined, [7000222]]);
    server.tenant.control.expireSecrets({ clientId: short.clientId });
    expect(await code(short)).toEqual([7000222]);
  });
});
