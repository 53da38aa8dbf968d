import { setImmediate } from 'node:timers/promises';
import { defaultSettings, type GatewaySettings } from '../../../sandbox/ords/settings';
import { JwksCache } from '../../../sandbox/ords/token/jwks';
import { createAuthority, type Authority } from '../../../sandbox/tls/authority';
import { JwksServer } from './support/jwksServer';

let authority: Authority;
let server: JwksServer;
let now = 0;
const caches: JwksCache[] = [];

beforeAll(async () => {
  authority = await createAuthority();
});

beforeEach(async () => {
  server = await JwksServer.start(await authority.issueServerCertificate(['127.0.0.1']));
  server.keys = [{ kid: 'a' }];
});

afterEach(async () => {
  await Promise.all(caches.splice(0).map((cache) => cache.close()));
  await server.close();
});

function cache(
  settings: Partial<GatewaySettings> = {},
  ca: string | undefined = authority.certificatePem,
): JwksCache {
  const created = new JwksCache({ ...defaultSettings(), ...settings }, ca, () => now);
  caches.push(created);
  return created;
}

test('keys are fetched once and kept; an unknown kid fetches again, at most once per refresh interval', async () => {
  const keys = cache();
  expect(await keys.keysFor(server.url, { kid: 'a' })).toEqual([{ kid: 'a' }]);
  now += 1_000_000;
  await keys.keysFor(server.url, { kid: 'a' });
  expect(server.requests).toBe(1);
  server.keys = [{ kid: 'b' }];
  expect(await keys.keysFor(server.url, { kid: 'b' })).toEqual([{ kid: 'b' }]);
  now += 9_999;
  await keys.keysFor(server.url, { kid: 'c' });
  expect(server.requests).toBe(2);
  now += 1;
  await keys.keysFor(server.url, { kid: 'c' });
  expect(server.requests).toBe(3);
  keys.clear();
  await keys.keysFor(server.url, { kid: 'b' });
  expect(keys.fetches).toBe(4);
});

test('requests at one time share one fetch', async () => {
  const keys = cache();
  await Promise.all([1, 2, 3].map(() => keys.keysFor(server.url, { kid: 'a' })));
  expect(server.requests).toBe(1);
});

test('a fetch that was running when the keys were forgotten is forgotten with them', async () => {
  const keys = cache();
  let open = (): void => undefined;
  server.gate = new Promise<void>((resolve) => (open = resolve));
  const before = keys.keysFor(server.url, { kid: 'a' });
  while (server.requests === 0) await setImmediate();
  keys.clear();
  server.gate = Promise.resolve();
  server.keys = [{ kid: 'b' }];
  expect(await keys.keysFor(server.url, { kid: 'b' })).toEqual([{ kid: 'b' }]);
  server.keys = [{ kid: 'a' }];
  open();
  expect(await before).toEqual([{ kid: 'a' }]);
  expect(await keys.keysFor(server.url, { kid: 'b' })).toEqual([{ kid: 'b' }]);
  expect(keys.fetches).toBe(2);
});

test('a failed fetch is tried again with the next token and leaves kept keys alone', async () => {
  const keys = cache();
  server.status = 500;
  await expect(keys.keysFor(server.url, { kid: 'a' })).rejects.toThrow('jwks_unavailable');
  server.status = 200;
  await keys.keysFor(server.url, { kid: 'a' });
  now += 10_000;
  server.status = 500;
  await expect(keys.keysFor(server.url, { kid: 'z' })).rejects.toThrow('jwks_unavailable');
  expect(await keys.keysFor(server.url, { kid: 'a' })).toEqual([{ kid: 'a' }]);
});

test.each<[string, () => void, Partial<GatewaySettings>]>([
  ['not found', () => (server.status = 404), {}],
  ['no JSON', () => (server.body = '<html>'), {}],
  ['JSON without keys', () => (server.body = '{"a":1}'), {}],
  ['over the size limit', () => (server.body = `{"keys":[],"x":"${'x'.repeat(200)}"}`), { jwksSize: 200 }],
  ['a redirect', () => Object.assign(server, { status: 302, headers: { location: server.url } }), {}],
  ['silent', () => (server.gate = new Promise<void>(() => undefined)), { jwksReadTimeout: 50 }],
])('%s: unavailable', async (_name, prepare, settings) => {
  prepare();
  await expect(cache(settings).keysFor(server.url, { kid: 'a' })).rejects.toThrow('jwks_unavailable');
  expect(server.requests).toBe(1);
});

test('exactly the size limit is read', async () => {
  server.body = JSON.stringify({ keys: [{ kid: 'a' }] });
  expect(await cache({ jwksSize: server.body.length }).keysFor(server.url, { kid: 'a' })).toHaveLength(1);
});

test('only https, only allowed URLs, only a trusted server', async () => {
  await expect(cache().keysFor(server.url.replace('https', 'http'), {})).rejects.toThrow(
    'jwks_url_not_allowed',
  );
  await expect(cache({ jwksAllowedUrls: [] }).keysFor(server.url, {})).rejects.toThrow(
    'jwks_url_not_allowed',
  );
  await cache({ jwksAllowedUrls: [server.url] }).keysFor(server.url, { kid: 'a' });
  const stranger = await createAuthority();
  await expect(cache({}, stranger.certificatePem).keysFor(server.url, {})).rejects.toThrow(
    'jwks_unavailable',
  );
  expect(server.requests).toBe(1);
});
