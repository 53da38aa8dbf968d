import { AUDIENCE, GatewayFixture, ISSUER } from './support/gatewayFixture';

let fixture: GatewayFixture;
beforeAll(async () => {
  fixture = await GatewayFixture.start();
  fixture.module('orders', { '.': 'select 1 as id from dual' });
  fixture.protect('orders', 'orders.read');
  fixture.profile();
});
beforeEach(() => {
  Object.assign(fixture.gateway.settings, {
    jwtProfileMode: 'SCHEMA',
    poolIssuer: 'https://pool.example/',
    poolAudience: 'https://pool.example/api',
    poolJwkUrl: fixture.jwks.url,
    poolRoleClaimName: undefined,
    rolesInScopeMode: 'ignored',
  });
});
afterAll(() => fixture.close());

const status = async (token: string): Promise<number> =>
  (await fixture.client.get('/demo/orders/', token)).status;
const ofPool = { iss: 'https://pool.example/', aud: 'https://pool.example/api' };

test("in schema mode the pool's trust does not matter", async () => {
  expect(await status(fixture.token({ iss: ISSUER, aud: AUDIENCE }))).toBe(200);
  expect(await status(fixture.token(ofPool))).toBe(401);
});

test('in pool mode every schema profile is ignored', async () => {
  fixture.gateway.settings.jwtProfileMode = 'POOL';
  expect(await status(fixture.token({ iss: ISSUER, aud: AUDIENCE }))).toBe(401);
  expect(await status(fixture.token(ofPool))).toBe(200);
  expect(await status(fixture.token({ ...ofPool, scope: 'other' }))).toBe(401);
});

test("pool mode with a role claim asks for the privilege's roles", async () => {
  Object.assign(fixture.gateway.settings, { jwtProfileMode: 'POOL', poolRoleClaimName: '/roles' });
  expect(await status(fixture.token({ ...ofPool, roles: ['x'], scope: 'other' }))).toBe(200);
  expect(await status(fixture.token(ofPool))).toBe(401);
});

test('pool mode without the whole trust accepts no token', async () => {
  Object.assign(fixture.gateway.settings, { jwtProfileMode: 'POOL', poolJwkUrl: undefined });
  expect(await status(fixture.token(ofPool))).toBe(401);
});

test('roles of a privilege in scope mode: ignored, or never met', async () => {
  fixture.protect('orders', 'orders.read', ['reader']);
  expect(await status(fixture.token())).toBe(200);
  fixture.gateway.settings.rolesInScopeMode = 'required';
  expect(await status(fixture.token())).toBe(401);
});
