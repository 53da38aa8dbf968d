import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify, type JSONWebKeySet } from 'jose';
import { TestTenant } from './support';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const NOW_S = NOW.getTime() / 1000;
let server: TestTenant;
beforeAll(async () => {
  server = await TestTenant.start({ clock: () => NOW });
});
afterAll(() => server.stop());

const mint: TestTenant['tenant']['control']['mintToken'] = (options) =>
  server.tenant.control.mintToken(options);
const verified = async (token: string): Promise<unknown> => {
  const keys = (await server.call('GET', '/.well-known/jwks.json')).body as unknown as JSONWebKeySet;
  return (await jwtVerify(token, createLocalJWKSet(keys), { currentDate: NOW })).payload;
};

test('times: issued earlier or later, valid from later', async () => {
  expect(decodeJwt(await mint({ issuedAgo: 100, notBefore: 50, expiresIn: 200 }))).toMatchObject({
    iat: NOW_S - 100,
    nbf: NOW_S + 50,
    exp: NOW_S + 200,
  });
  expect(decodeJwt(await mint({ issuedAgo: -30 })).iat).toBe(NOW_S + 30);
  expect(decodeJwt(await mint())).not.toHaveProperty('nbf');
});

test('a header without kid or typ', async () => {
  expect(decodeProtectedHeader(await mint({ kid: null, typ: null }))).toEqual({ alg: 'RS256' });
});

test('a good token verifies; an altered one, and one of another key, do not', async () => {
  await expect(verified(await mint({ sub: 'me' }))).resolves.toMatchObject({ sub: 'me' });
  const altered = await mint({ sub: 'me', altered: true });
  expect(decodeJwt(altered).sub).not.toBe('me');
  await expect(verified(altered)).rejects.toThrow('signature verification failed');
  await expect(verified(await mint({ key: 'reused_kid' }))).rejects.toThrow('signature verification failed');
});

test('odd keys fit what the JWKS shows in the mode of their name', async () => {
  const { control } = server.tenant;
  control.jwks({ mode: 'reused_kid' });
  await expect(verified(await mint({ key: 'reused_kid' }))).resolves.toBeDefined();
  control.jwks({ mode: 'ec' });
  await expect(verified(await mint({ alg: 'ES256' }))).resolves.toBeDefined();
  control.jwks({ mode: 'normal' });
  // jose itself takes no RSA key of 1024 bits.
  expect(decodeProtectedHeader(await mint({ key: 'weak' })).alg).toBe('RS256');
});

test('encrypted: five parts; opaque: one', async () => {
  const encrypted = await mint({ form: 'encrypted' });
  expect(encrypted.split('.')).toHaveLength(5);
  expect(decodeProtectedHeader(encrypted)).toMatchObject({ enc: 'A256GCM' });
  expect((await mint({ form: 'opaque' })).split('.')).toHaveLength(1);
});
