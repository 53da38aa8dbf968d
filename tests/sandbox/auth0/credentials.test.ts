import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, SignJWT } from 'jose';
import { OPERATOR_SCOPES } from '../../../sandbox/auth0/management/scopes';
import { type Answer, TestTenant } from './support';

const AUDIENCE = 'https://api.example.com/assertions';
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();
let server: TestTenant;
let clientId: string;
let secret: string;
beforeAll(async () => {
  server = await TestTenant.start();
  await server.createApi(AUDIENCE);
  ({ client_id: clientId, client_secret: secret } = await server.createClientOf(AUDIENCE, ['a'], {
    token_endpoint_auth_method: 'client_secret_post',
  }));
});
afterAll(() => server.stop());

const create = (members: object = {}): Promise<Answer> =>
  server.api('POST', `/clients/${clientId}/credentials`, { credential_type: 'public_key', pem, ...members });

describe('client credentials', () => {
  test('a created one is shown in the recorded order, and the list is a bare array, newest first', async () => {
    expect(
      (await server.api('GET', `/clients/${clientId}/credentials?include_totals=true&per_page=50`)).text,
    ).toBe('[]');
    const { status, body } = await create({ name: 'first', expires_at: '2033-05-13T09:33:13.000Z' });
    expect(status).toBe(201);
    expect(Object.keys(body)).toEqual([
      'id',
      'credential_type',
      'kid',
      'alg',
      'name',
      'created_at',
      'updated_at',
      'expires_at',
    ]);
    expect(body).toMatchObject({
      id: expect.stringMatching(/^cred_[A-Za-z0-9]{22}$/) as string,
      alg: 'RS256',
      kid: await calculateJwkThumbprint(keys.publicKey.export({ format: 'jwk' }) as { kty: string }),
      expires_at: '2033-05-13T09:33:13.000Z',
    });
    const second = await create({ name: 'second' });
    const list = await server.api('GET', `/clients/${clientId}/credentials`);
    expect(list.text).toBe(`[${second.text},${JSON.stringify(body)}]`);
    const path = `/clients/${clientId}/credentials/${String(body['id'])}`;
    expect((await server.api('GET', path)).body).toEqual(body);
    const patched = await server.api('PATCH', path, { expires_at: '2034-01-01T00:00:00.000Z' });
    expect(patched.body).toMatchObject({ id: body['id'], expires_at: '2034-01-01T00:00:00.000Z' });
  });

  test('what is no RSA public key is refused', async () => {
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({
      type: 'spki',
      format: 'pem',
    });
    const privatePem = keys.privateKey.export({ type: 'pkcs8', format: 'pem' });
    for (const bad of ['x', String(ec), String(privatePem)])
      expect((await create({ pem: bad })).status).toBe(400);
  });

  test('attached, it replaces the secret; detached, the secret and the method are back', async () => {
    const { body } = await create();
    const attached = await server.api('PATCH', `/clients/${clientId}`, {
      client_authentication_methods: { private_key_jwt: { credentials: [{ id: body['id'] }] } },
      token_endpoint_auth_method: null,
    });
    expect(attached.body).toHaveProperty('client_authentication_methods');
    expect(attached.body).not.toHaveProperty('client_secret');
    expect(attached.body).not.toHaveProperty('token_endpoint_auth_method');
    const bySecret = { client_id: clientId, client_secret: secret, audience: AUDIENCE };
    expect((await server.requestToken(bySecret)).status).toBe(401);
    expect((await byAssertion(keys.privateKey)).body['scope']).toBe('a');
    expect((await byAssertion(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey)).status).toBe(
      401,
    );
    expect((await byAssertion(keys.privateKey, 'https://elsewhere.example.com/')).status).toBe(401);

    const token = await server.tenant.control.mintToken({
      audience: `${server.tenant.issuer}api/v2/`,
      scope: [...OPERATOR_SCOPES, 'delete:client_credentials'].join(' '),
    });
    const path = `/clients/${clientId}/credentials/${String(body['id'])}`;
    expect((await server.api('DELETE', path, undefined, token)).status).toBe(400);
    const detached = await server.api('PATCH', `/clients/${clientId}`, {
      client_authentication_methods: null,
    });
    expect(detached.body).toMatchObject({
      client_secret: secret,
      token_endpoint_auth_method: 'client_secret_post',
    });
    expect((await server.requestToken(bySecret)).status).toBe(200);
    expect((await server.api('DELETE', path, undefined, token)).status).toBe(204);
    expect((await server.api('GET', path)).body['message']).toBe('The credential does not exist');
  });

  test('a credential of nobody cannot be attached', async () => {
    const answer = await server.api('PATCH', `/clients/${clientId}`, {
      client_authentication_methods: { private_key_jwt: { credentials: [{ id: 'cred_no' }] } },
    });
    expect(answer.status).toBe(400);
    expect((await server.api('GET', `/clients/${clientId}`)).body).toHaveProperty('client_secret');
  });
});

async function byAssertion(key: KeyObject, audience = server.tenant.issuer): Promise<Answer> {
  const assertion = await new SignJWT()
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(audience)
    .setExpirationTime('1m')
    .sign(key);
  return server.requestToken({
    client_assertion: assertion,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    audience: AUDIENCE,
  });
}
