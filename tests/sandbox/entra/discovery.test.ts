import { createHash, createPublicKey, X509Certificate } from 'node:crypto';
import { decodeProtectedHeader } from 'jose';
import { type Body, TestTenant } from './support';

let server: TestTenant;
beforeAll(async () => {
  server = await TestTenant.start();
});
afterAll(() => server.stop());

const keys = async (path = 'v2.0/keys'): Promise<Body[]> =>
  (await server.call('GET', `/${server.id}/discovery/${path}`)).body['keys'] as Body[];

test('metadata: where tools find the cloud, to be joined without double slashes', async () => {
  const { status, body } = await server.call('GET', '/metadata/endpoints?api-version=2022-09-01');
  const { url } = server.tenant;
  expect([status, body]).toEqual([
    200,
    {
      name: 'sandbox',
      resourceManager: `${url}/arm`,
      microsoftGraphResourceId: `${url}/graph`,
      authentication: {
        loginEndpoint: url,
        audiences: [`${url}/arm`],
        tenant: 'common',
        identityProvider: 'AAD',
      },
      suffixes: {},
    },
  ]);
});

test('discovery of both versions: issuers, keys, endpoints', async () => {
  const { url } = server.tenant;
  const own = `${url}/${server.id}`;
  const v2 = await server.call('GET', `/${server.id}/v2.0/.well-known/openid-configuration`);
  expect(v2.body).toMatchObject({
    issuer: `${own}/v2.0`,
    jwks_uri: `${own}/discovery/v2.0/keys`,
    token_endpoint: `${own}/oauth2/v2.0/token`,
    authorization_endpoint: `${own}/oauth2/v2.0/authorize`,
    id_token_signing_alg_values_supported: ['RS256'],
    subject_types_supported: ['pairwise'],
  });
  const v1 = await server.call('GET', `/${server.id}/.well-known/openid-configuration`);
  expect(v1.body).toMatchObject({ issuer: `${own}/`, jwks_uri: `${own}/discovery/keys` });
  const none = await server.call('GET', '/nobody/v2.0/.well-known/openid-configuration');
  expect(none.body).toMatchObject({ error: 'invalid_request', error_codes: [900023] });
});

test('several RSA keys of 2048 bits, without alg, named by the thumbprint of their certificate', async () => {
  const published = await keys();
  expect(published.length).toBeGreaterThan(1);
  for (const key of published) {
    expect(Object.keys(key)).toEqual(['kty', 'use', 'kid', 'x5t', 'n', 'e', 'x5c', 'issuer']);
    const [encoded = ''] = key['x5c'] as string[];
    const certificate = new X509Certificate(Buffer.from(encoded, 'base64'));
    expect(createHash('sha1').update(certificate.raw).digest('base64url')).toBe(key['x5t']);
    expect(key['kid']).toBe(key['x5t']);
    const { n, e } = certificate.publicKey.export({ format: 'jwk' });
    expect([key['n'], key['e']]).toEqual([n, e]);
    const { asymmetricKeyDetails } = createPublicKey({ key, format: 'jwk' });
    expect(asymmetricKeyDetails?.modulusLength).toBe(2048);
  }
  expect(await keys('keys')).toEqual(published);
});

test('a key roll: what was published ahead signs now, the old one stays or goes', async () => {
  const kids = async (): Promise<unknown[]> => (await keys()).map(({ kid }) => kid);
  const [first, second] = await kids();
  const before = await server.operatorToken();
  await server.tenant.control.rotateKeys();
  const rolled = await kids();
  expect([rolled[0], rolled.includes(first), rolled.length]).toEqual([second, true, 3]);
  const after = await server.operatorToken();
  await expect(server.verify(before)).resolves.toMatchObject({ protectedHeader: { kid: first } });
  await expect(server.verify(after)).resolves.toMatchObject({ protectedHeader: { kid: second } });
  await server.tenant.control.rotateKeys({ keepPrevious: false });
  expect(await kids()).not.toContain(second);
  await expect(server.verify(after)).rejects.toThrow();
});

test('the keys in trouble, and a discovery document that says otherwise', async () => {
  server.tenant.control.jwks({ mode: 'status', status: 503 });
  expect((await server.call('GET', `/${server.id}/discovery/v2.0/keys`)).status).toBe(503);
  server.tenant.control.jwks({ mode: 'normal' });
  server.tenant.control.discovery({ issuer: 'https://elsewhere/' });
  const path = `/${server.id}/v2.0/.well-known/openid-configuration`;
  expect((await server.call('GET', path)).body['issuer']).toBe('https://elsewhere/');
  server.tenant.control.discovery();
  expect((await server.call('GET', path)).body['issuer']).toBe(server.tenant.issuer);
});

test('an application with mapped claims signs with a key that only it has an address for', async () => {
  const api = await server.registerApi('mapped');
  const client = await server.register('caller');
  await server.assign(api, client.principalId);
  const kid = async (): Promise<unknown> => {
    const { body } = await server.machineToken(client, `${api.clientId}/.default`);
    return decodeProtectedHeader(String(body['access_token'])).kid;
  };
  const common = (await keys()).map((key) => key['kid']);
  expect(common).toContain(await kid());
  await server.graph('PATCH', `/applications/${api.id}`, { api: { acceptMappedClaims: true } });
  const own = await kid();
  expect(common).not.toContain(own);
  expect((await keys()).map((key) => key['kid'])).toEqual(common);
  expect((await keys(`v2.0/keys?appid=${api.clientId}`)).map((key) => key['kid'])).toEqual([own]);
  expect((await keys(`v2.0/keys?appid=${client.clientId}`)).map((key) => key['kid'])).toEqual(common);
  server.tenant.control.setBehaviour({ mappedClaimsKey: false });
  expect(common).toContain(await kid());
});
