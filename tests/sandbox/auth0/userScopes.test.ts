import { decodeJwt } from 'jose';
import { api, AUDIENCE, People, SCOPES } from './people';

let people: People;
beforeAll(async () => {
  people = await People.start();
});
afterAll(() => people.server.stop());

test('scopes of people: are those that were asked for, that the API declares and that the grant has; the others are dropped', async () => {
  const scope = 'orders.admin orders.write undeclared orders.read nonsense';
  expect((await people.claims(scope)).scope).toBe('orders.write orders.read');
  expect(await people.claims('nonsense')).not.toHaveProperty('scope');
});

test('scopes of people: without a grant nobody gets a token of an API that requires one', async () => {
  const login = await people.server.createWebClient(AUDIENCE, null);
  expect(await people.refusal(AUDIENCE, login)).toBe(
    `Client "${login.client_id}" is not authorized to access resource server "${AUDIENCE}". ` +
      'You need to create a "client-grant" associated to this API.',
  );
  const grant = { client_id: login.client_id, audience: AUDIENCE, scope: SCOPES };
  await people.server.api('POST', '/client-grants', grant); // for the client itself
  expect(await people.refusal(AUDIENCE, login)).toMatch(/is not authorized/);
});

test('scopes of people: by default every first-party application gets every scope; a third-party one needs a grant', async () => {
  const audience = 'https://api.example.com/open';
  await people.server.createApi(audience, { scopes: SCOPES.map((value) => ({ value })) });
  expect((await people.claims('orders.admin', audience)).scope).toBe('orders.admin');
  const third = await people.server.createWebClient(audience, null, { is_first_party: false });
  expect(await people.refusal(audience, third)).toMatch(/is not authorized/);
  await people.server.createApi('https://api.example.com/closed', api('deny_all'));
  const granted = await people.server.createWebClient('https://api.example.com/closed', SCOPES);
  expect(await people.refusal('https://api.example.com/closed', granted)).toMatch(/is not authorized/);
});

test('scopes of people: under RBAC a user has no more than the permissions, which the claim of that name lists', async () => {
  const audience = 'https://api.example.com/rbac';
  await people.server.createApi(
    audience,
    api('allow_all', { enforce_policies: true, token_dialect: 'access_token_authz' }),
  );
  expect(await people.claims('orders.read', audience)).toMatchObject({ permissions: [] });
  const email = people.server.tenant.demoUser;
  people.server.tenant.control.setPermissions({
    email,
    audience,
    permissions: ['orders.read', 'orders.write'],
  });
  expect(await people.claims('orders.read orders.admin', audience)).toMatchObject({
    scope: 'orders.read',
    permissions: ['orders.read', 'orders.write'],
  });
  const nobody = { email: 'x@example.com', audience, permissions: [] };
  expect(() => people.server.tenant.control.setPermissions(nobody)).toThrow(RangeError);
});

test('scopes of people: of the Management API people get nothing that is not about themselves', async () => {
  const management = `${people.server.tenant.issuer}api/v2/`;
  const { access_token } = await people.tokens('read:clients', management);
  expect(decodeJwt(String(access_token))).not.toHaveProperty('scope');
  expect((await people.server.api('GET', '/clients', undefined, String(access_token))).status).toBe(403);
});
