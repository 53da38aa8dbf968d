import { Browser, newChallenge } from '../support/browser';
import { Auth0UnderTest } from './support/identityProviders/auth0';
import { watchClosed } from './support/openWatch';
import { prepare } from './support/prepare';
import type { ApiValues } from './support/stack';
import { ordersValues } from './support/values';

const CALLBACK = 'https://app.example.com/callback';
const FOREIGN = 'https://evil.example.com/';

const the = prepare('auth0');
let auth0: Auth0UnderTest;
let browser: Browser;
let url: string;

beforeAll(() => {
  auth0 = new Auth0UnderTest(the.sandbox, the.requests);
  browser = new Browser(the.sandbox.ca);
});
afterAll(() => browser?.close());

const up = (values: ApiValues) => {
  the.stack.values({ orders: values });
  return the.stack.up();
};

async function mint(claims: Record<string, unknown>): Promise<string> {
  const { token } = await the.sandbox.control.call<{ token: string }>('auth0/mintToken', {
    audience: ordersValues().audience,
    claims,
  });
  return token;
}

/** What the module answers to a token with this claim. */
const status = async (claims: Record<string, unknown>, endpoint = url): Promise<number> =>
  the.requests.status(endpoint, await mint(claims));

/** The demo user signs in to the stack's client `web`, which exchanges the code: an access token of both. */
async function signIn(scope: string): Promise<string> {
  const { audience, clients } = await the.stack.outputs('orders');
  const { clientId, clientSecret } = clients['web']!;
  const { environment } = the.sandbox;
  const { verifier, challenge } = newChallenge();
  const code = await browser.code(
    `${auth0.issuer}authorize`,
    {
      client_id: clientId,
      redirect_uri: CALLBACK,
      audience,
      scope,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    },
    { name: environment['AUTH0_DEMO_USER'] ?? '', password: environment['AUTH0_DEMO_PASSWORD'] ?? '' },
  );
  const { access_token } = await the.requests.json<{ access_token: string }>(
    'POST',
    `${auth0.issuer}oauth/token`,
    {
      grant_type: 'authorization_code',
      client_id: clientId,
      client_secret: clientSecret,
      code,
      redirect_uri: CALLBACK,
      code_verifier: verifier,
    },
  );
  return access_token;
}

/** What both modules answer to whoever has signed in. */
async function statusesOfPerson(scope: string): Promise<{ orders: number; audit: number }> {
  const { endpoints } = await the.stack.outputs('orders');
  const token = await signIn(scope);
  const [orders, audit] = ['orders', 'audit'].map((name) =>
    the.requests.status(endpoints[name] ?? '', token),
  );
  return { orders: (await orders) ?? 0, audit: (await audit) ?? 0 };
}

/** The claim that a post-login Action of the tenant writes from now on. */
const setRoles = (...roles: string[]): Promise<unknown> =>
  the.sandbox.control.call('auth0/setPostLoginClaims', { claims: { roles } });

const CLERK = { roles: ['clerks'] };
const SCOPED = { scope: 'orders.read' };

const inScopeMode = (): ApiValues => ({
  ...ordersValues(),
  clients: {
    ...ordersValues().clients,
    web: { scopes: ['orders.read'], redirectUris: [CALLBACK] },
  },
});

const inRoleMode = (): ApiValues => ({
  ...inScopeMode(),
  roleClaim: '/roles',
  scopes: {
    'orders.read': { modules: ['orders'], roles: ['orders_readers', 'clerks'] },
    'orders.audit': { modules: ['audit'] },
  },
});

/** Runs an up during which a token with the claim and no right is never let in. */
async function watchedUp(values: ApiValues): Promise<void> {
  const stranger = await mint({ roles: ['strangers'] });
  const { statuses } = await watchClosed(the.requests, [url], () => up(values), stranger);
  expect([...statuses]).not.toContain(200);
}

const web = async (): Promise<string> =>
  `clients/${(await the.stack.outputs('orders')).clients['web']!.clientId}`;

async function expectRoleMode(): Promise<void> {
  const { endpoints } = await the.stack.outputs('orders');
  const audit = endpoints['audit'] ?? '';
  expect(await status(CLERK)).toBe(200);
  expect(await status(CLERK, audit)).not.toBe(200);
  expect(await status({ roles: ['orders.audit'] }, audit)).toBe(200);
  expect(await status(SCOPED)).not.toBe(200);
}

test('a client for people has its redirect URIs and a grant for its users, and roles let in who has one', async () => {
  await up(inRoleMode());
  const { clients, endpoints } = await the.stack.outputs('orders');
  url = endpoints['orders'] ?? '';
  expect(await auth0.manage('GET', await web())).toMatchObject({
    app_type: 'regular_web',
    callbacks: [CALLBACK],
    grant_types: ['authorization_code', 'refresh_token'],
  });
  const grants = await auth0.manage('GET', `client-grants?client_id=${clients['web']!.clientId}`);
  expect(grants).toMatchObject([{ subject_type: 'user', scope: ['orders.read'] }]);
  await expectRoleMode();
});

test('somebody who signs in is let in by a role of the claim, and by no scope', async () => {
  await setRoles('clerks');
  expect(await statusesOfPerson('orders.read')).toEqual({ orders: 200, audit: 401 });
  await setRoles('orders.audit');
  expect(await statusesOfPerson('orders.read')).toEqual({ orders: 401, audit: 200 });
  await setRoles();
  expect(await statusesOfPerson('orders.read orders.audit')).toEqual({ orders: 401, audit: 401 });
});

test('a redirect URI that somebody adds and a role that is gone are drift, and the next up repairs both', async () => {
  await auth0.manage('PATCH', await web(), { callbacks: [CALLBACK, FOREIGN] });
  await the.schema.run("begin ords.delete_role(p_role_name => 'clerks'); commit; end;");
  expect(await status(CLERK)).not.toBe(200);
  const { output } = await the.stack.preview();
  expect(output).toContain(FOREIGN);
  expect(output).toContain('ords.role.missing');
  await up(inRoleMode());
  expect(await auth0.manage('GET', await web())).toMatchObject({ callbacks: [CALLBACK] });
  await expectRoleMode();
  expect((await the.stack.preview()).changes).toEqual({});
});

test('from role mode to scope mode and back: at no moment does a token with the claim and no right get in', async () => {
  await watchedUp(inScopeMode());
  expect(await status(SCOPED)).toBe(200);
  expect(await status(CLERK)).not.toBe(200);
  expect(await the.schema.rows('select name from user_ords_roles')).toEqual([]);
  // The grant of the client has one of the two scopes.
  expect(await statusesOfPerson('orders.read orders.audit')).toEqual({ orders: 200, audit: 401 });
  await watchedUp(inRoleMode());
  await expectRoleMode();
});

test('destroy leaves no role, client or grant', async () => {
  await the.stack.destroy();
  expect(await the.schema.rows('select name from user_ords_roles')).toEqual([]);
  expect(await the.schema.rows('select name from user_ords_privileges')).toEqual([]);
  expect(await auth0.objects()).toEqual([]);
});
