import { Auth0UnderTest } from './support/identityProviders/auth0';
import { watchClosed } from './support/openWatch';
import { endpointsOf, prepare } from './support/prepare';
import { ordersValues } from './support/values';

const VALUES = { ...ordersValues(), clients: { backend: { scopes: ['orders.read', 'orders.audit'] } } };
const AUDIENCE = VALUES.audience ?? '';

const the = prepare('auth0');
jest.setTimeout(600_000);
let auth0: Auth0UnderTest;
let urls: string[];

beforeAll(() => {
  auth0 = new Auth0UnderTest(the.sandbox, the.requests);
  the.stack.values({ orders: VALUES });
  urls = endpointsOf(the, 'orders', 'audit');
});

/** Runs it while the endpoints are called without a token; none of them may ever answer. */
async function closed<T>(work: () => Promise<T>): Promise<T> {
  const { result, statuses } = await watchClosed(the.requests, urls, work);
  expect([...statuses]).not.toContain(200);
  return result;
}
const up = () => closed(() => the.stack.up());
const failingUp = () => closed(() => the.stack.failingUp());
const destroy = () => closed(() => the.stack.destroy());

const fault = (action: string, args: Record<string, unknown>) =>
  the.sandbox.control.call(`auth0/${action}`, args);
/** The next such request is served, and answered as if it had not been. */
const breakAfterWrite = (path: string) =>
  fault('refuse', {
    match: { method: 'POST', path: `/api/v2/${path}` },
    status: 500,
    times: 1,
    afterWrite: true,
  });

const idsInState = (type: string): string[] =>
  the.stack
    .state()
    .resources.filter((resource) => resource.type === `auth0:index/${type}`)
    .map(({ id }) => String(id));

/** Objects of the tenant that the state does not know: orphans, by name. And of the state, those that the tenant has not. */
async function strays() {
  const { apis, clients, grants } = await auth0.live();
  const [apiIds, clientIds, grantIds] = [
    idsInState('resourceServer:ResourceServer'),
    idsInState('client:Client'),
    idsInState('clientGrant:ClientGrant'),
  ];
  const live = new Set(
    [...apis, ...grants].map(({ id }) => id).concat(clients.map((client) => client.client_id)),
  );
  return {
    apis: apis.filter(({ id }) => !apiIds.includes(id)).map((api) => api.identifier),
    clients: clients
      .filter(({ client_id: id }) => !clientIds.includes(id))
      .map((client) => client.name)
      .sort(),
    grants: grants.filter(({ id }) => !grantIds.includes(id)).map((grant) => grant.audience),
    gone: [...apiIds, ...clientIds, ...grantIds].filter((id) => !live.has(id)),
  };
}
const NONE = { apis: [], clients: [], grants: [], gone: [] };

async function counts(): Promise<Record<string, number>> {
  const { apis, clients, grants } = await auth0.live();
  return { apis: apis.length, clients: clients.length, grants: grants.length };
}
const COMPLETE = { apis: 1, clients: 1, grants: 1 };
const EMPTY = { apis: 0, clients: 0, grants: 0 };

/** The granted call answers, and nobody without a token gets in: both sides agree. */
async function works(): Promise<void> {
  const { clients, audience } = await the.stack.outputs('orders');
  const token = await auth0.token(clients['backend']!, audience);
  expect(await the.requests.status(urls[0]!, token)).toBe(200);
  for (const url of urls) expect(await the.requests.status(url)).toBe(401);
}

describe('the official plugin on bad days (facts/auth0.md, Observed)', () => {
  test('writes that answered 500, a token that expires in the middle, and 2 requests a second', async () => {
    // The plugin sends the POST again: the API is there by then.
    await breakAfterWrite('resource-servers');
    expect(await failingUp()).toContain(
      '409 Conflict: A resource server with the same identifier already exists.',
    );
    expect(await strays()).toEqual({ ...NONE, apis: [AUDIENCE] });
    await auth0.manage('DELETE', `resource-servers/${encodeURIComponent(AUDIENCE)}`);

    await breakAfterWrite('client-grants');
    expect(await failingUp()).toContain('409 Conflict: A client grant already exists');
    expect(await strays()).toEqual({ ...NONE, grants: [AUDIENCE] });

    await fault('refuse', { match: { method: 'GET', path: '/api/v2/client-grants' }, status: 401, times: 1 });
    expect(await failingUp()).toContain('401 Unauthorized: Expired token received');
    expect(await strays()).toEqual({ ...NONE, grants: [AUDIENCE] });

    // The plugin renews a token 10 seconds before its end: so each call asks for one.
    const audience = `${auth0.issuer}api/v2/`;
    await fault('setTokenLifetime', { audience, seconds: 10 });
    await fault('refuse', {
      match: { path: '/api/v2/client-grants' },
      status: 429,
      times: 2,
      resetSeconds: 1,
    });
    await fault('setRateLimit', { perSecond: 2 });
    await fault('resetStatistics', {});
    await up();
    const { requests: counted } = (await fault('statistics', {})) as { requests: Record<string, number> };
    await fault('setRateLimit', { perSecond: null });
    expect(counted['GET /api/v2/client-grants']).toBeGreaterThanOrEqual(3);
    expect(counted['POST /oauth/token']).toBeGreaterThanOrEqual(2);
    expect(await strays()).toEqual(NONE);
    expect(await counts()).toEqual(COMPLETE);
    await works();

    await fault('setRateLimit', { perSecond: 2 });
    await destroy();
    await fault('setRateLimit', { perSecond: null });
    await fault('setTokenLifetime', { audience, seconds: null });
    expect(await counts()).toEqual(EMPTY);
  });

  test('a client that is not found after its creation, and one that answered 500, stay behind as orphans', async () => {
    const name = 'orders-backend';
    await fault('notFoundOnceAfterCreate', { kind: 'client' });
    expect(await failingUp()).toMatch(
      /expected non-nil error with nil state during Create of urn:\S+:Client::/,
    );
    expect(await strays()).toEqual({ ...NONE, clients: [name] });

    await breakAfterWrite('clients');
    await fault('notFoundOnceAfterCreate', { kind: 'client-grant' });
    expect(await failingUp()).toMatch(
      /expected non-nil error with nil state during Create of urn:\S+:ClientGrant::/,
    );
    expect(await strays()).toEqual({ ...NONE, clients: [name, name], grants: [AUDIENCE] });

    await up();
    expect(await strays()).toEqual({ ...NONE, clients: [name, name] });
    expect(await counts()).toEqual({ ...COMPLETE, clients: 3 });
    await works();
    await destroy();
    expect(await counts()).toEqual({ ...EMPTY, clients: 2 });
  });
});
