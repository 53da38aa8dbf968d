import { decodeJwt } from 'jose';
import { auth0 } from './support/auth0';
import { entra } from './support/entra';
import { identityDomain } from './support/identityDomain';
import { newChallenge } from '../../support/browser';
import { Walk } from './support/walk';
import type { WalkProvider, WebClient } from './support/walkProvider';

const REDIRECT = 'https://shop.example.com/callback';
let walk: Walk;
beforeAll(async () => {
  walk = await Walk.start();
});
afterAll(() => walk.stop());

describe.each([
  ['Auth0', auth0],
  ['Entra', entra],
  ['an identity domain', identityDomain],
])('%s: from the sign-in page to ORDS', (_name, open) => {
  let provider: WalkProvider;
  let client: WebClient;
  beforeAll(async () => {
    provider = await open(walk);
    client = await provider.createClient('shop', REDIRECT);
    await walk.trust(provider);
  });

  /** The authorization request of the client. */
  const asked = (challenge: string) => ({
    client_id: client.id,
    redirect_uri: REDIRECT,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...provider.request,
  });
  const codeFor = (challenge: string, more = {}): Promise<string> =>
    walk.browser.code(provider.authorizeUrl, { ...asked(challenge), ...more }, provider.user);

  /** What the token endpoint answers, with its status. */
  async function token(fields: Record<string, string>): Promise<Record<string, unknown>> {
    const login = { client_id: client.id, client_secret: client.secret };
    const { status, text } = await walk.browser.post(provider.tokenUrl, { ...login, ...fields });
    return { ...(JSON.parse(text) as Record<string, unknown>), status };
  }
  const exchange = (code: string, fields: Record<string, string>) =>
    token({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT, ...fields });

  test('form, code with PKCE, token, 200; a refreshed token is let in too', async () => {
    const { verifier, challenge } = newChallenge();
    const code = await codeFor(challenge);
    const tokens = await exchange(code, { code_verifier: verifier });
    expect(tokens).toMatchObject({ status: 200, token_type: 'Bearer' });
    const { access_token, refresh_token } = tokens;
    expect(decodeJwt(String(access_token)).sub).toMatch(provider.subject);
    expect(await walk.ordersStatus(access_token)).toBe(200);
    const refreshed = await token({
      grant_type: 'refresh_token',
      refresh_token: String(refresh_token),
    });
    expect(refreshed['access_token']).not.toBe(access_token);
    expect(await walk.ordersStatus(refreshed['access_token'])).toBe(200);
  });

  test('a code does not work with another verifier, nor without one, nor twice', async () => {
    const { verifier, challenge } = newChallenge();
    const refused = { error: 'invalid_grant' };
    const code = () => codeFor(challenge);
    expect(await exchange(await code(), { code_verifier: newChallenge().verifier })).toMatchObject(refused);
    expect(await exchange(await code(), {})).toMatchObject(refused);
    const used = await code();
    expect(await exchange(used, { code_verifier: verifier })).toMatchObject({ status: 200 });
    expect(await exchange(used, { code_verifier: verifier })).toMatchObject(refused);
  });

  test('nor for another redirect URI, another client or with another secret', async () => {
    const { verifier, challenge } = newChallenge();
    const strayed = { code_verifier: verifier, redirect_uri: `${REDIRECT}/` };
    const code = () => codeFor(challenge);
    expect(await exchange(await code(), strayed)).toMatchObject({ error: 'invalid_grant' });
    const { id, secret } = await provider.createClient('another shop', REDIRECT);
    const other = { code_verifier: verifier, client_id: id, client_secret: secret };
    expect(await exchange(await code(), other)).toMatchObject({ error: 'invalid_grant' });
    const wrong = await exchange(await code(), { code_verifier: verifier, client_secret: 'wrong' });
    expect(wrong.status).toBe(401);
    expect(wrong).not.toHaveProperty('access_token');
  });

  test('a wrong password brings the page again and no code; so does the other one of the sandbox', async () => {
    const { user, authorizeUrl } = provider;
    const request = { response_type: 'code', ...asked(newChallenge().challenge) };
    for (const password of ['wrong', walk.environment['ORDS_PASSWORD'] ?? '']) {
      const again = await walk.browser.signIn(authorizeUrl, request, { ...user, password });
      expect([again.status, again.location]).toEqual([401, undefined]);
    }
  });

  test('with openid an ID token comes along; the access token is let in as long as its audience is a text', async () => {
    const { verifier, challenge } = newChallenge();
    const scope = `openid ${provider.request.scope}`;
    const code = await codeFor(challenge, { scope });
    const { access_token, id_token } = await exchange(code, { code_verifier: verifier });
    expect([decodeJwt(String(id_token)).aud].flat()).toContain(client.id);
    const isText = provider.openidAudience === 'text';
    expect(typeof decodeJwt(String(access_token)).aud === 'string').toBe(isText);
    expect(await walk.ordersStatus(access_token)).toBe(isText ? 200 : 401);
    expect(await walk.ordersStatus(id_token)).toBe(401);
  });

  test('a redirect URI that the client has not registered gets nobody anywhere', async () => {
    const query = new URLSearchParams({
      ...provider.request,
      client_id: client.id,
      response_type: 'code',
      redirect_uri: 'https://evil.example.com/',
    });
    const url = `${provider.authorizeUrl}?${query.toString()}`;
    const { name: username, password } = provider.user;
    for (const { status, location } of [
      await walk.browser.send('GET', url),
      await walk.browser.post(url, { username, password }),
    ])
      expect([status, location]).toEqual([400, undefined]);
  });
});
