import { type Body, errorOf, READ_ID, type Registered, TestTenant } from './support';

let server: TestTenant;
let api: Registered;
let client: Registered;
beforeAll(async () => {
  server = await TestTenant.start();
  api = await server.registerApi('orders api');
  client = await server.register('backend');
});
afterAll(() => server.stop());

const rolesOf = async (holder: Registered): Promise<unknown> => {
  const { body } = await server.machineToken(holder, `${api.clientId}/.default`);
  return (await server.verify(body['access_token'])).payload['roles'];
};

test('429 with Retry-After, 5xx after the write, each in the words of Graph', async () => {
  const { control } = server.tenant;
  control.refuse({ match: { path: '/graph/' }, status: 429, times: 1, resetSeconds: 7 });
  const limited = await server.graph('GET', '/applications');
  expect([limited.status, limited.headers['retry-after'], errorOf(limited)['code']]).toEqual([
    429,
    '7',
    'TooManyRequests',
  ]);
  control.refuse({ match: { method: 'POST' }, status: 503, times: 1, afterWrite: true });
  const lost = await server.graph('POST', '/applications', { displayName: 'made all the same' });
  expect([lost.status, errorOf(lost)['code']]).toEqual([503, 'ServiceUnavailable']);
  const found = await server.graph('GET', "/applications?$filter=displayName eq 'made all the same'");
  expect(found.body['value']).toHaveLength(1);
  control.refuse({ match: { path: '/oauth2/' }, status: 500, times: 1 });
  control.refuse({ match: { path: `/${server.id}/oauth2/` }, status: 500, times: 1 });
  const token = await server.machineToken(client, `${api.clientId}/.default`);
  expect([token.status, token.body['error']]).toEqual([500, 'temporarily_unavailable']);
});

test('a limit of requests is Graph’s; tokens are still given', async () => {
  server.tenant.control.setRateLimit({ perSecond: 1 });
  const statuses = await Promise.all([1, 2, 3].map(() => server.graph('GET', '/applications')));
  expect(statuses.map(({ status }) => status)).toContain(429);
  expect((await server.machineToken(client, `${api.clientId}/.default`)).status).toBe(200);
  server.tenant.control.setRateLimit({ perSecond: null });
});

test('one 404 after each kind of create; a password is not listed once', async () => {
  const { control } = server.tenant;
  const twice = async (method: string, path: string, body?: unknown): Promise<number[]> => [
    (await server.graph(method, path, body)).status,
    (await server.graph(method, path, body)).status,
  ];
  control.notFoundOnceAfterCreate('application');
  const { id, appId } = await server.made('/applications', { displayName: 'late' });
  expect(await twice('PATCH', `/applications/${String(id)}`, { displayName: 'later' })).toEqual([404, 204]);
  control.notFoundOnceAfterCreate('servicePrincipal');
  const principal = await server.made('/servicePrincipals', { appId });
  expect(await twice('GET', `/servicePrincipals/${String(principal['id'])}`)).toEqual([404, 200]);
  control.notFoundOnceAfterCreate('appRoleAssignment');
  const { body } = await server.assign(api, String(principal['id']));
  const path = `/servicePrincipals/${api.principalId}/appRoleAssignedTo/${String(body['id'])}`;
  expect(await twice('GET', path)).toEqual([404, 200]);
  control.notFoundOnceAfterCreate('password');
  await server.made(`/applications/${String(id)}/addPassword`, {});
  const listed = async (): Promise<number> => {
    const answer = await server.graph('GET', `/applications/${String(id)}`);
    return (answer.body['passwordCredentials'] as Body[]).length;
  };
  expect([await listed(), await listed()]).toEqual([0, 1]);
});

test('roles are given and taken away from outside', async () => {
  const { control } = server.tenant;
  control.assignRole({ api: api.clientId, role: 'orders.write', client: client.clientId });
  control.assignRole({ api: api.clientId, role: 'orders.read', user: server.tenant.demoUser });
  expect(await rolesOf(client)).toEqual(['orders.write']);
  expect(control.removeAssignments({ api: api.clientId, client: client.clientId })).toBe(1);
  expect(await rolesOf(client)).toBeUndefined();
  const left = await server.graph('GET', `/servicePrincipals/${api.principalId}/appRoleAssignedTo`);
  expect(left.body['value']).toMatchObject([
    { principalType: 'ServicePrincipal' },
    { principalType: 'User' },
  ]);
  expect(control.removeAssignments({ api: api.clientId })).toBe(2);
  for (const wrong of [
    { api: READ_ID, role: 'orders.read', client: client.clientId },
    { api: api.clientId, role: 'unknown', client: client.clientId },
    { api: api.clientId, role: 'orders.read', user: 'nobody@example.com' },
  ])
    expect(() => control.assignRole(wrong)).toThrow(RangeError);
});

test('lifetimes and tokens that are over', async () => {
  const { control } = server.tenant;
  const life = async (): Promise<number[]> => {
    const { body } = await server.machineToken(client, `${api.clientId}/.default`);
    const payload = JSON.parse(
      Buffer.from(String(body['access_token']).split('.')[1] ?? '', 'base64url').toString(),
    ) as Record<string, number>;
    const left = (payload['exp'] ?? 0) - Math.floor(Date.now() / 1000);
    return [Number(body['expires_in']), Math.round(left / 60) * 60];
  };
  control.setTokenLifetime({ audience: api.clientId, seconds: 600 });
  expect(await life()).toEqual([599, 600]);
  control.setTokenLifetime({ audience: api.clientId, seconds: null });
  control.expireTokens();
  expect(await life()).toEqual([3599, -3600]);
  control.expireTokens({ enabled: false });
});

test('what was ever issued is known, and unknown names are refused', async () => {
  const { control } = server.tenant;
  expect(control.issuedSecrets()).toEqual(expect.arrayContaining([client.secret, api.secret]));
  expect(() => control.setOperatorPermissions(['Everything'])).toThrow(/no permission Everything/);
  expect(() => control.setBehaviour({ colour: 1 } as never)).toThrow(/no behaviour colour/);
  expect(() => control.expireSecrets({ clientId: READ_ID })).toThrow(RangeError);
});
