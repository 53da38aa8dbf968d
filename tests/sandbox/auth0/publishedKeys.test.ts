import { createPublicKey } from 'node:crypto';
import { request, type Dispatcher } from 'undici';
import { JWKS_MODES, type JwksMode } from '../../../sandbox/identity/publishedKeys';
import { TestTenant } from './support';

let server: TestTenant;
beforeAll(async () => {
  server = await TestTenant.start();
});
afterEach(() => {
  server.tenant.control.jwks({ mode: 'normal' });
  server.tenant.control.discovery();
});
afterAll(() => server.stop());

const fetchJwks = (signal?: AbortSignal): Promise<Dispatcher.ResponseData> =>
  request(`${server.tenant.url}/.well-known/jwks.json`, {
    dispatcher: server.agent,
    ...(signal && { signal }),
  });

async function answer(mode: JwksMode): Promise<{ status: number; location: unknown; text: string }> {
  server.tenant.control.jwks({ mode });
  const { statusCode, headers, body } = await fetchJwks();
  return { status: statusCode, location: headers['location'], text: await body.text() };
}

const keysOf = (text: string): Record<string, string>[] =>
  (JSON.parse(text) as { keys: Record<string, string>[] }).keys;

test('normal: two keys with alg; without_alg: the same without', async () => {
  const normal = keysOf((await answer('normal')).text);
  expect(normal.map(({ alg }) => alg)).toEqual(['RS256', 'RS256']);
  const bare = keysOf((await answer('without_alg')).text);
  expect(bare.map(({ kid, alg }) => [kid, alg])).toEqual(normal.map(({ kid }) => [kid, undefined]));
});

test('a status, a sign-in page, a redirect to http, a page', async () => {
  server.tenant.control.jwks({ mode: 'status', status: 403 });
  expect((await fetchJwks()).statusCode).toBe(403);
  const signIn = await answer('sign_in');
  expect(signIn.status).toBe(302);
  expect(signIn.location).toMatch(/^https:\/\/localhost:\d+\/authorize\?/);
  expect(await answer('redirect_http')).toMatchObject({
    status: 302,
    location: expect.stringMatching(/^http:\/\/localhost:\d+\/\.well-known\/jwks\.json$/) as string,
  });
  const page = await answer('html');
  expect([page.status, page.text.startsWith('<!doctype html>')]).toEqual([200, true]);
});

test('oversize is a valid key set above 100000 bytes', async () => {
  const { text } = await answer('oversize');
  expect(text.length).toBeGreaterThan(100_000);
  expect(keysOf(text)).toHaveLength(2);
});

test('no keys member, and no keys', async () => {
  expect(JSON.parse((await answer('no_keys_member')).text)).not.toHaveProperty('keys');
  expect(keysOf((await answer('empty')).text)).toEqual([]);
});

test.each([
  ['ec', 'ec', undefined],
  ['weak', 'rsa', 1024],
  ['reused_kid', 'rsa', 2048],
] as const)('%s: another key of the current kid, public half only', async (mode, type, bits) => {
  const [first] = keysOf((await answer('normal')).text);
  const [key, ...more] = keysOf((await answer(mode)).text);
  expect(more).toEqual([]);
  expect(key).toMatchObject({ kid: first?.['kid'], use: 'sig' });
  expect(key).not.toHaveProperty('d');
  expect(key?.['n']).not.toBe(first?.['n']);
  const imported = createPublicKey({ key: key ?? {}, format: 'jwk' });
  expect(imported.asymmetricKeyType).toBe(type);
  expect(imported.asymmetricKeyDetails?.modulusLength).toBe(bits);
  // The same key every time, so that tokens that were signed with it stay good.
  expect(keysOf((await answer(mode)).text)).toEqual([key]);
});

test('stall: no answer until the caller gives up', async () => {
  server.tenant.control.jwks({ mode: 'stall' });
  await expect(fetchJwks(AbortSignal.timeout(200))).rejects.toMatchObject({ name: 'TimeoutError' });
});

test('endless: as much as anybody reads', async () => {
  server.tenant.control.jwks({ mode: 'endless' });
  const { statusCode, body } = await fetchJwks();
  expect(statusCode).toBe(200);
  let bytes = 0;
  for await (const chunk of body) {
    bytes += (chunk as Buffer).length;
    if (bytes > 1_000_000) break;
  }
  expect(bytes).toBeGreaterThan(1_000_000);
});

test('keys under a certificate that nobody trusts', async () => {
  const url = await server.tenant.control.untrustedJwksUrl();
  expect(await server.tenant.control.untrustedJwksUrl()).toBe(url);
  await expect(request(url, { dispatcher: server.agent })).rejects.toMatchObject({
    code: expect.stringMatching(/CERT|SELF_SIGNED|VERIFY/) as string,
  });
});

test('the discovery document says what it is told, until it is told nothing', async () => {
  const document = async (): Promise<Record<string, unknown>> =>
    (await server.call('GET', '/.well-known/openid-configuration')).body;
  const before = await document();
  server.tenant.control.discovery({ issuer: 'https://login.example.com/' });
  expect(await document()).toEqual({ ...before, issuer: 'https://login.example.com/' });
  server.tenant.control.discovery();
  expect(await document()).toEqual(before);
});

test('unknown modes and statuses are refused', () => {
  const { control } = server.tenant;
  expect(() => control.jwks({ mode: 'slow' as JwksMode })).toThrow(RangeError);
  expect(() => control.jwks({ mode: 'status', status: 99 })).toThrow(RangeError);
  expect(JWKS_MODES).toContain('normal');
});
