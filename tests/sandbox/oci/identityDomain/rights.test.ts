import { decodeJwt } from 'jose';
import { type Body, CLAIM_SCHEMA, type Headers, TestDomain } from './support';

const ADMINISTRATION = 'urn:opc:idm:__myscopes__';

let server: TestDomain;
let web: Body;
beforeAll(async () => {
  server = await TestDomain.start();
  await server.createResource('rights', 'rights/', ['read']);
  web = (await server.createWebClient('web', ['rights/read'])).body;
});
afterAll(() => server.stop());

const bearer = (token: unknown): Headers => ({ authorization: `Bearer ${String(token)}` });
const status = async (path: string, headers: Headers): Promise<number> =>
  (await server.call('GET', path, undefined, headers)).status;

/** A domain is no reader's just because it has issued a token: secrets of clients are in its answers. */
describe('a bearer reads only with a right', () => {
  const APPS = '/admin/v1/Apps';

  test('a token for OpenID Connect is for userinfo, and opens nothing else', async () => {
    const { body } = await server.userToken(web, 'openid');
    expect(decodeJwt(String(body['access_token'])).aud).not.toBe(server.domain.url);
    expect(await status(APPS, bearer(body['access_token']))).toBe(401);
    expect(await status('/oauth2/v1/userinfo', bearer(body['access_token']))).toBe(200);
  });

  test('an ID token is no access token, here and at userinfo', async () => {
    const { body } = await server.userToken(web, 'openid');
    for (const path of [APPS, '/admin/v1/SigningCert/jwk', '/oauth2/v1/userinfo'])
      expect(await status(path, bearer(body['id_token']))).toBe(401);
    const claims = {
      tok_type: 'IT',
      clientAppRoles: ['Identity Domain Administrator'],
      scope: ADMINISTRATION,
    };
    const minted = await server.domain.control.mintToken({ audience: server.domain.url, claims });
    expect(await status(APPS, bearer(minted))).toBe(401);
  });

  test('without the scope of the administration a token is none', async () => {
    const claims = { tok_type: 'AT', clientAppRoles: ['Identity Domain Administrator'], scope: 'openid' };
    const minted = await server.domain.control.mintToken({ audience: server.domain.url, claims });
    expect(await status(APPS, bearer(minted))).toBe(401);
  });

  test('without a role neither a client nor a user reads; the public keys they do', async () => {
    const client = (await server.createClient('no role', [])).body;
    const ofClient = (await server.token(client, { scope: ADMINISTRATION })).body['access_token'];
    const ofUser = (await server.userToken(web, ADMINISTRATION)).body['access_token'];
    for (const token of [ofClient, ofUser]) {
      for (const path of [APPS, '/admin/v1/Users', '/admin/v1/Settings/Settings', '/admin/v1/AppRoles'])
        expect(await status(path, bearer(token))).toBe(403);
      expect(await status('/admin/v1/SigningCert/jwk', bearer(token))).toBe(200);
    }
  });

  test('any administrator role reads', async () => {
    const claims = { tok_type: 'AT', clientAppRoles: ['Audit Administrator'], scope: ADMINISTRATION };
    const minted = await server.domain.control.mintToken({ audience: server.domain.url, claims });
    expect(await status(APPS, bearer(minted))).toBe(200);
  });
});

describe('public clients', () => {
  const PUBLIC = { clientType: 'public', isOAuthClient: true, active: true };

  test('cannot have client_credentials: they have no secret', async () => {
    const wrong = { ...PUBLIC, allowedGrants: ['client_credentials'] };
    const refused = await server.createApp('public', wrong);
    expect([refused.status, refused.body['detail']]).toEqual([400, expect.stringContaining('allowedGrants')]);
    const template = { basedOnTemplate: { value: 'CustomBrowserMobileTemplateId' } };
    const { clientType: _type, ...rest } = wrong;
    expect((await server.createApp('public by template', { ...rest, ...template })).status).toBe(400);

    const client = (await server.createClient('confidential', ['rights/read'])).body;
    const path = `/Apps/${String(client['id'])}`;
    expect((await server.admin('PUT', path, { ...client, clientType: 'public' })).status).toBe(400);
    const change = { op: 'replace', path: 'clientType', value: 'public' };
    expect((await server.patch(path, change)).status).toBe(400);
  });

  test('get no token by them, whatever an older state says', async () => {
    const first = await TestDomain.start();
    await first.createResource('rights', 'rights/', ['read']);
    await first.createClient('older', ['rights/read']);
    const state = first.domain.state();
    await first.stop();
    const older = state.apps.find(({ displayName }) => displayName === 'older');
    if (!older) throw new Error('no app');
    older.clientType = 'public';
    const again = await TestDomain.start({ state });
    try {
      const answer = await again.post('/oauth2/v1/token', {
        grant_type: 'client_credentials',
        client_id: older.name,
        scope: 'rights/read',
      });
      expect([answer.status, answer.body['error']]).toEqual([400, 'unauthorized_client']);
    } finally {
      await again.stop();
    }
  });
});

test('the token endpoint takes forms, and nothing else', async () => {
  const client = (await server.createClient('form', ['rights/read'])).body;
  const parameters = {
    grant_type: 'client_credentials',
    client_id: String(client['name']),
    client_secret: String(client['clientSecret']),
    scope: 'rights/read',
  };
  expect((await server.post('/oauth2/v1/token', parameters)).status).toBe(200);
  for (const type of ['application/json', 'text/plain']) {
    const answer = await server.call('POST', '/oauth2/v1/token', JSON.stringify(parameters), {
      'content-type': type,
    });
    expect([answer.status, answer.body['error']]).toEqual([400, 'invalid_request']);
  }
});

describe('custom claims', () => {
  const claim = (name: string): Body => ({
    schemas: [CLAIM_SCHEMA],
    name,
    value: 'forged',
    expression: false,
    mode: 'always',
    tokenType: 'BOTH',
    allScopes: true,
  });

  test('take no name of a claim that the domain itself makes', async () => {
    const { body } = await server.userToken(web, `openid ${ADMINISTRATION}`);
    const both = ['access_token', 'id_token'].flatMap((name) => Object.keys(decodeJwt(String(body[name]))));
    const made = new Set([...both, 'nonce', 'nbf', 'scp', 'azp', 'resource_app_id']);
    for (const name of [...made, '__proto__', 'constructor']) {
      const answer = await server.admin('POST', '/CustomClaims', claim(name));
      expect([name, answer.status]).toEqual([name, 400]);
    }
    for (const name of ['roles', 'iam_groups'])
      expect((await server.admin('POST', '/CustomClaims', claim(name))).status).toBe(201);
  });
});

test('the discovery document has the members that were recorded', async () => {
  const { body } = await server.call('GET', '/.well-known/openid-configuration');
  for (const name of [
    ...['authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'revocation_endpoint'],
    ...['introspection_endpoint', 'end_session_endpoint', 'jwks_uri'],
  ])
    expect(body[`secure_${name}`]).toBe(body[name]);
  expect(body).toMatchObject({
    grant_types_supported: [
      'client_credentials',
      'password',
      'refresh_token',
      'authorization_code',
      'urn:ietf:params:oauth:grant-type:jwt-bearer',
      'tls_cert_auth',
    ],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'private_key_jwt', 'client_secret_post'],
  });
});
