import { Browser, newChallenge } from '../support/browser';
import { pulumiOrds } from './support/command';
import { EntraUnderTest } from './support/identityProviders/entra';
import { watchClosed } from './support/openWatch';
import { endpointsOf, prepare } from './support/prepare';
import type { ApiValues } from './support/stack';
import { ordersValues } from './support/values';

// What is about Microsoft Entra itself: the provider's faults, people beside machines, secrets. One stack, told in order.

const CALLBACK = 'https://app.example.com/callback';
const WEB = { scopes: ['orders.read'], redirectUris: [CALLBACK] };
/** Answers behind which the request was carried out. */
const behind = (method: string, path: string) => ({
  match: { method, path },
  status: 503,
  times: 1,
  afterWrite: true,
});

const the = prepare('entra');
let entra: EntraUnderTest;
let browser: Browser;
let urls: readonly string[];

beforeAll(() => {
  entra = new EntraUnderTest(the.sandbox, the.requests);
  browser = new Browser(the.sandbox.ca);
  urls = endpointsOf(the, 'orders', 'audit');
});
afterAll(() => browser?.close());

const control = (action: string, args: Record<string, unknown> = {}) =>
  the.sandbox.control.call<Record<string, unknown>>(`entra/${action}`, args);

/** Runs it while the endpoints are called without a token; none of them may ever answer. */
async function closed<T>(work: () => Promise<T>): Promise<T> {
  const { result, statuses } = await watchClosed(the.requests, urls, work);
  expect([...statuses]).not.toContain(200);
  return result;
}

/** With these clients beside the machine `backend`. */
function values(more: NonNullable<ApiValues['clients']>): ApiValues {
  const orders = ordersValues(entra);
  return { ...orders, clients: { backend: { scopes: ['orders.read'] }, ...more } };
}

/** What ORDS says to a machine with all its roles, by module. */
async function statusesOf(client: string): Promise<number[]> {
  const { clients, audience } = await the.stack.outputs('orders');
  const token = await entra.token(clients[client] ?? { clientId: '', clientSecret: '' }, audience);
  return Promise.all(urls.map((url) => the.requests.status(url, token)));
}

/** The demo user signs in to the client `web`, which exchanges the code: the access token, or the number of the refusal. */
async function signIn(scope: string): Promise<{ token?: string; refused?: number }> {
  const { audience, clients } = await the.stack.outputs('orders');
  const { clientId = '', clientSecret = '' } = clients['web'] ?? {};
  const { environment } = the.sandbox;
  const { verifier, challenge } = newChallenge();
  const { login } = entra.directory;
  const full = `api://${audience}/${scope}`;
  const code = await browser.code(
    `${login}/oauth2/v2.0/authorize`,
    {
      client_id: clientId,
      redirect_uri: CALLBACK,
      scope: full,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    },
    { name: environment['ENTRA_DEMO_USER'] ?? '', password: environment['ENTRA_DEMO_PASSWORD'] ?? '' },
  );
  const { text } = await browser.post(`${login}/oauth2/v2.0/token`, {
    grant_type: 'authorization_code',
    client_id: clientId,
    client_secret: clientSecret,
    code,
    redirect_uri: CALLBACK,
    code_verifier: verifier,
    scope: full,
  });
  const answer = JSON.parse(text) as { access_token?: string; error_codes?: number[] };
  return answer.access_token === undefined
    ? { refused: answer.error_codes?.[0] ?? 0 }
    : { token: answer.access_token };
}

/** What ORDS says to whoever has signed in, by module. */
async function statusesOfPerson(scope: string): Promise<number[]> {
  const { token } = await signIn(scope);
  expect(token).toEqual(expect.any(String));
  return Promise.all(urls.map((url) => the.requests.status(url, token)));
}

test('an up among 429 and 503, with objects that are not found at first, makes both sides', async () => {
  const wanted = values({ web: WEB });
  the.stack.values({ orders: wanted });
  await control('refuse', { match: { path: '/graph/' }, status: 429, times: 2, resetSeconds: 1 });
  await control('refuse', {
    match: { method: 'GET', path: '/graph/v1.0/applications/' },
    status: 503,
    times: 1,
  });
  await control('refuse', behind('PATCH', '/graph/v1.0/applications/'));
  for (const kind of ['application', 'servicePrincipal', 'password', 'appRoleAssignment'])
    await control('notFoundOnceAfterCreate', { kind });
  await closed(() => the.stack.up());
  // The identifier URI is exactly api://<client id>; roles and scopes of one name are there.
  expect(await entra.objects()).toEqual(entra.objectsOf(wanted));
  expect(await statusesOf('backend')).toEqual([200, 401]);
});

const command = (...args: string[]) => pulumiOrds(the.sandbox, the.stack.directory, args);

test('what was made and answered with 503: each is said, and the next up goes on', async () => {
  const wanted = values({
    web: WEB,
    third: { scopes: ['orders.read'] },
    fourth: { scopes: ['orders.audit'] },
  });
  the.stack.values({ orders: wanted });
  // The plugin sends each of them again: of applications it makes two, and the rest is in its own way.
  await control('refuse', behind('POST', 'v1.0/applications$'));
  await control('refuse', behind('POST', 'v1.0/servicePrincipals$'));
  await control('refuse', behind('POST', 'appRoleAssignedTo$'));
  const failures = await closed(() => the.stack.everyFailure());
  const own = [...failures].filter(([name]) => name.startsWith('orders-'));
  expect(own.map(([, error]) => error).sort()).toEqual([
    expect.stringContaining('EntitlementGrant entry already exists'),
    expect.stringContaining('Request_MultipleObjectsWithSameKeyValue'),
  ]);
  // The service principal of the own application is taken over, and the assignment that no state knows makes room for another.
  await closed(() => the.stack.up());
  expect(await entra.objects()).toHaveLength(entra.objectsOf(wanted).length + 1);
  expect((await command('cleanup', '--yes')).status).toBe(0);
  expect(await entra.objects()).toEqual(entra.objectsOf(wanted));
  expect(await statusesOf('third')).toEqual([200, 401]);
  expect(await statusesOf('fourth')).toEqual([401, 200]);
});

test('without its role a machine gets no token, and without an assignment a person gets none', async () => {
  const { audience, clients } = await the.stack.outputs('orders');
  const third = clients['third'] ?? { clientId: '', clientSecret: '' };
  await control('removeAssignments', { api: audience, client: third.clientId });
  expect((await entra.directory.askForToken(third, audience)).error_codes).toEqual([501051]);

  expect(await signIn('orders.read')).toEqual({ refused: 50105 });
  const user = the.sandbox.environment['ENTRA_DEMO_USER'];
  await control('assignRole', { api: audience, role: 'orders.audit', user });
  // The role counts, whatever scope the person consented to.
  expect(await statusesOfPerson('orders.read')).toEqual([401, 200]);
});

test('a key that rolls is no matter; a secret that has ended is one for a later end', async () => {
  await control('rotateKeys');
  expect(await statusesOf('backend')).toEqual([200, 401]);
  const { clients, audience } = await the.stack.outputs('orders');
  const backend = clients['backend'] ?? { clientId: '', clientSecret: '' };
  await control('expireSecrets', { clientId: backend.clientId });
  expect((await entra.directory.askForToken(backend, audience)).error_codes).toEqual([7000222]);

  const wanted = { ...values({ web: WEB }), settings: { ...entra.otherSettings.settings } };
  the.stack.values({ orders: wanted });
  await closed(() => the.stack.up());
  expect(await statusesOf('backend')).toEqual([200, 401]);
});

test('people alone: scope mode, in which the scope counts and no role does', async () => {
  const wanted = { ...values({}), clients: { web: WEB } };
  the.stack.values({ orders: wanted });
  await closed(() => the.stack.up());
  expect(await statusesOfPerson('orders.read')).toEqual([200, 401]);
  expect(await the.schema.rows('select name from user_ords_roles')).toEqual([]);
});

test('destroy needs no program, and leaves nothing in the directory', async () => {
  the.stack.program('throw new Error("destroy has run the program");');
  await closed(() => the.stack.destroy());
  expect(await entra.objects()).toEqual([]);
  expect(the.stack.state().resources).toEqual([]);
});
