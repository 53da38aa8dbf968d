import { generateKeyPairSync } from 'node:crypto';
import type { RequestListener } from 'node:http';

import { createHttp } from '../../../../components/diagnose/collect/httpClient';
import { fetchJwks, JWKS_MAX_BYTES } from '../../../../components/diagnose/collect/jwks';
import { TestNetwork } from './support';

function rsaKey(bits: number, kid: string): object {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  return { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' };
}

const answering =
  (status: number, headers: Record<string, string>, body = ''): RequestListener =>
  (_request, response) =>
    void response.writeHead(status, headers).end(body);
const json = (value: unknown): RequestListener =>
  answering(200, { 'content-type': 'application/json' }, JSON.stringify(value));

describe('fetching a JWKS', () => {
  let network: TestNetwork;
  beforeAll(async () => {
    network = await TestNetwork.start();
  });
  afterAll(() => network.close());

  const fetched = async (listener: RequestListener, timeoutSeconds = 30) => {
    const url = await network.serve(listener);
    return { url, ...(await fetchJwks(url, network.http, timeoutSeconds)) };
  };

  it('gives its keys, and the public halves of the RSA keys', async () => {
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
    const body = { keys: [rsaKey(2048, 'a'), rsaKey(1024, 'b'), { ...ec, kid: 'c' }, null, 7] };
    const { url, facts, keys } = await fetched(json(body));
    expect(facts).toEqual({
      url,
      outcome: 'keys',
      detail: undefined,
      bytes: Buffer.byteLength(JSON.stringify(body)),
      keys: [
        { kid: 'a', kty: 'RSA', use: 'sig', alg: 'RS256', bits: 2048 },
        { kid: 'b', kty: 'RSA', use: 'sig', alg: 'RS256', bits: 1024 },
        { kid: 'c', kty: 'EC', use: undefined, alg: undefined, bits: undefined },
      ],
    });
    expect(keys.map(({ kid }) => kid)).toEqual(['a', 'b']);
  });

  it('counts the bits of a modulus, not its leading zeros', async () => {
    const n = Buffer.from([0, 0, 0x40, 1]).toString('base64url');
    const { facts } = await fetched(json({ keys: [{ kty: 'RSA', n, e: 'AQAB' }] }));
    expect(facts.keys[0]?.bits).toBe(15);
  });

  const html = { 'content-type': 'text/html' };
  it.each<[string, RequestListener, string, string | RegExp | undefined]>([
    ['401', answering(401, {}), 'needs_sign_in', '401'],
    ['403', answering(403, html, '<p>no'), 'needs_sign_in', '403'],
    [
      'a redirect to a sign-in page',
      answering(302, { location: 'https://id.example.com/ui/v1/signin?state=SECRET' }),
      'needs_sign_in',
      'https://id.example.com/ui/v1/signin',
    ],
    [
      'a redirect to http',
      answering(301, { location: 'http://keys.example.com/jwks?x=1' }),
      'redirect',
      'http://keys.example.com/jwks',
    ],
    ['a redirect within the host', answering(308, { location: '/keys' }), 'redirect', /:\d+\/keys$/],
    ['404', answering(404, html, 'gone'), 'status', '404'],
    ['500', answering(500, {}), 'status', '500'],
    ['a page', answering(200, html, '<html>'), 'not_json', 'text/html'],
    ['an array', json([1]), 'not_json', 'application/json'],
    ['no keys member', json({ key: [] }), 'no_keys_member', undefined],
    ['keys that are no list', json({ keys: {} }), 'no_keys_member', undefined],
    ['an empty list', json({ keys: [] }), 'keys', undefined],
  ])('%s', async (_name, listener, outcome, detail) => {
    const { facts } = await fetched(listener);
    expect(facts.outcome).toBe(outcome);
    if (detail instanceof RegExp) expect(facts.detail).toMatch(detail);
    else expect(facts.detail).toBe(detail);
    expect(JSON.stringify(facts)).not.toContain('SECRET');
  });

  it('is over in time when nothing comes', async () => {
    const { facts } = await fetched(() => undefined, 0.3);
    expect(facts).toMatchObject({ outcome: 'timeout', detail: '0.3 s' });
  });

  it('is over in time when it never ends', async () => {
    const { facts } = await fetched((_request, response) => {
      response.write('{"keys":[');
      const timer = setInterval(() => response.write(' '), 5);
      response.on('close', () => clearInterval(timer));
    }, 0.3);
    expect(facts).toMatchObject({ outcome: 'timeout', detail: '0.3 s' });
  });

  it('reads as much as ORDS and not more', async () => {
    const padded = (bytes: number): RequestListener => answering(200, {}, '{"keys":[]}'.padEnd(bytes));
    expect((await fetched(padded(JWKS_MAX_BYTES))).facts.outcome).toBe('keys');
    expect((await fetched(padded(JWKS_MAX_BYTES + 1))).facts.outcome).toBe('too_large');
    expect((await fetched(padded(2_000_000))).facts).toMatchObject({ outcome: 'too_large', keys: [] });
  });

  it('tells an untrusted certificate and a dead host', async () => {
    const url = await network.serve(json({ keys: [] }));
    const stranger = createHttp();
    expect((await fetchJwks(url, stranger)).facts.outcome).toBe('untrusted');
    await stranger.close();
    expect((await fetchJwks('https://127.0.0.1:1/jwks', network.http)).facts).toMatchObject({
      outcome: 'unreachable',
      detail: 'ECONNREFUSED',
    });
  });

  it.each(['http://127.0.0.1/jwks', ' https://127.0.0.1/jwks', 'https:// x', '', 'urn:keys'])(
    'asks nobody for %p',
    async (url) => {
      const never = () => Promise.reject(new Error('asked'));
      expect((await fetchJwks(url, never)).facts).toMatchObject({ url, outcome: 'not_https' });
    },
  );

  it('sends no credentials', async () => {
    let sent: object = {};
    await fetched((request, response) => {
      sent = request.headers;
      response.end();
    });
    expect(Object.keys(sent).sort()).toEqual(['accept', 'connection', 'host']);
  });
});
