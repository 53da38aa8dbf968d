import { REDIRECT, TestTenant } from './support';

const AUDIENCE = 'https://api.example.com/codes';
const WANTED = { audience: AUDIENCE, scope: 'orders.read' };
let now = new Date(Math.floor(Date.now() / 1000) * 1000);
let server: TestTenant;
let client: { client_id: string; client_secret: string };
beforeAll(async () => {
  server = await TestTenant.start({ clock: () => now });
  await server.createApi(AUDIENCE, { scopes: [{ value: 'orders.read' }] });
  client = await server.createWebClient(AUDIENCE, null);
});
afterAll(() => server.stop());

const codeOf = async (parameters: Record<string, string> = WANTED): Promise<string> =>
  (await server.signIn(client, parameters)).get('code') ?? '';

/** The error of an exchange, undefined for tokens. */
async function redeem(code: string, members: Record<string, unknown> = {}): Promise<unknown> {
  const form = { ...client, grant_type: 'authorization_code', code, redirect_uri: REDIRECT, ...members };
  const { status, body } = await server.requestToken(form);
  return status === 200 ? undefined : [status, body['error'], body['error_description']];
}
const INVALID_CODE = [403, 'invalid_grant', 'Invalid authorization code'];

test('a code works once, for its client and its redirect URI, for a minute', async () => {
  const used = await codeOf();
  expect([await redeem(used), await redeem(used)]).toEqual([undefined, INVALID_CODE]);
  const description = `The redirect URI is wrong. You sent https://x.example/, and we expected ${REDIRECT}`;
  const strayed = await codeOf();
  expect(await redeem(strayed, { redirect_uri: 'https://x.example/' })).toEqual([
    403,
    'invalid_grant',
    description,
  ]);
  expect(await redeem(strayed)).toEqual(INVALID_CODE);
  const other = await server.createWebClient(AUDIENCE, null);
  expect(await redeem(await codeOf(), other)).toEqual(INVALID_CODE);
  const late = await codeOf();
  now = new Date(now.getTime() + 60_000);
  expect(await redeem(late)).toEqual(INVALID_CODE);
});

test('a code needs the secret, and a client that may use codes', async () => {
  const unauthorized = [401, 'access_denied', 'Unauthorized'];
  expect(await redeem(await codeOf(), { client_secret: 'wrong' })).toEqual(unauthorized);
  expect(await redeem(await codeOf(), { client_secret: undefined })).toEqual(unauthorized);
  const code = await codeOf();
  await server.api('PATCH', `/clients/${client.client_id}`, { grant_types: ['refresh_token'] });
  expect(await redeem(code)).toEqual([
    403,
    'unauthorized_client',
    "Grant type 'authorization_code' not allowed for the client.",
  ]);
  await server.api('PATCH', `/clients/${client.client_id}`, {
    grant_types: ['authorization_code', 'refresh_token'],
  });
  expect(await redeem('')).toEqual([400, 'invalid_request', 'Missing required parameter: code']);
});

test('a code with a challenge needs its verifier, S256 and plain', async () => {
  const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
  const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
  const failed = [403, 'invalid_grant', 'Failed to verify code verifier'];
  const s256 = { ...WANTED, code_challenge: challenge, code_challenge_method: 'S256' };
  expect(await redeem(await codeOf(s256), { code_verifier: verifier })).toBeUndefined();
  expect(await redeem(await codeOf(s256), { code_verifier: challenge })).toEqual(failed);
  expect(await redeem(await codeOf(s256))).toEqual(failed);
  const plain = { ...WANTED, code_challenge: verifier };
  expect(await redeem(await codeOf(plain), { code_verifier: verifier })).toBeUndefined();
  expect(await redeem(await codeOf(plain), { code_verifier: challenge })).toEqual(failed);
});

test('an application without a secret exchanges a code with PKCE only', async () => {
  const app = await server.createWebClient(AUDIENCE, null, {
    app_type: 'native',
    token_endpoint_auth_method: 'none',
  });
  const own = { client_id: app.client_id, client_secret: undefined };
  const challenged =
    (await server.signIn(app, { ...WANTED, code_challenge: 'v'.repeat(43) })).get('code') ?? '';
  expect(await redeem(challenged, { ...own, code_verifier: 'v'.repeat(43) })).toBeUndefined();
  const bare = (await server.signIn(app, WANTED)).get('code') ?? '';
  expect(await redeem(bare, own)).toEqual([401, 'access_denied', 'Unauthorized']);
});
