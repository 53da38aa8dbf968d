import { errorOf, READ_ID, type Registered, TestTenant } from '../support';

let server: TestTenant;
let api: Registered;
let client: Registered;
beforeAll(async () => {
  server = await TestTenant.start();
  api = await server.registerApi('orders api');
  client = await server.register('backend');
});
afterAll(() => server.stop());
afterEach(() => allow('Application.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All', 'User.Read.All'));

function allow(...permissions: string[]): void {
  server.tenant.control.setOperatorPermissions(permissions);
  server.renew();
}

const denied = {
  code: 'Authorization_RequestDenied',
  message: 'Insufficient privileges to complete the operation.',
};

test('nobody gets in without a token for Graph that is good', async () => {
  const other = await server.machineToken(client, `${api.clientId}/.default`);
  const minted = await server.tenant.control.mintToken({ audience: `${server.tenant.url}/graph` });
  for (const authorization of [
    undefined,
    'Basic eDp5',
    'Bearer x.y.z',
    `Bearer ${String(other.body['access_token'])}`,
    `Bearer ${minted}`,
  ]) {
    const headers = authorization === undefined ? {} : { authorization };
    const answer = await server.call('GET', '/graph/v1.0/applications', undefined, headers);
    expect([answer.status, errorOf(answer)['code']]).toEqual([401, 'InvalidAuthenticationToken']);
  }
  server.tenant.control.expireTokens({ audience: `${server.tenant.url}/graph` });
  server.renew();
  const expired = await server.graph('GET', '/applications');
  expect([expired.status, errorOf(expired)['message']]).toEqual([
    401,
    'Lifetime validation failed, the token is expired.',
  ]);
  server.tenant.control.expireTokens({ audience: `${server.tenant.url}/graph`, enabled: false });
});

test('each right opens what it is for, and nothing is done without it', async () => {
  allow('Application.Read.All');
  expect((await server.graph('GET', `/applications/${api.id}`)).status).toBe(200);
  for (const [method, path, body] of [
    ['POST', '/applications', { displayName: 'x' }],
    ['PATCH', `/applications/${api.id}`, { displayName: 'x' }],
    ['DELETE', `/applications/${api.id}`, undefined],
    ['POST', `/applications/${api.id}/addPassword`, {}],
    ['POST', '/servicePrincipals', { appId: READ_ID }],
    ['DELETE', `/servicePrincipals/${api.principalId}`, undefined],
    ['POST', `/servicePrincipals/${api.principalId}/appRoleAssignedTo`, {}],
    ['GET', '/users', undefined],
  ] as const) {
    const answer = await server.graph(method, path, body);
    expect([path, answer.status, errorOf(answer)]).toMatchObject([path, 403, denied]);
  }
  allow('AppRoleAssignment.ReadWrite.All');
  expect((await server.assign(api, client.principalId)).status).toBe(201);
  expect((await server.graph('GET', '/applications')).status).toBe(403);
});

test('a right that is taken away is missing in the next token, not in this one', async () => {
  await server.graph('GET', '/applications');
  server.tenant.control.setOperatorPermissions([]);
  expect((await server.graph('GET', '/applications')).status).toBe(200);
  server.renew();
  expect((await server.graph('GET', '/applications')).status).toBe(403);
});

test('with OwnedBy alone: what one owns, until one takes oneself off the owners', async () => {
  const { operator } = server.tenant;
  const me = server.tenant
    .state()
    .servicePrincipals.find(({ properties }) => properties.appId === operator.clientId)?.properties.id;
  allow('Application.ReadWrite.OwnedBy');
  const owned = await server.made('/applications', {
    displayName: 'mine',
    'owners@odata.bind': [`${server.tenant.url}/graph/v1.0/directoryObjects/${me}`],
  });
  const path = `/applications/${String(owned['id'])}`;
  const owners = await server.graph('GET', `${path}/owners`);
  expect(owners.body['value']).toMatchObject([
    { '@odata.type': '#microsoft.graph.servicePrincipal', id: me },
  ]);
  expect((await server.graph('PATCH', path, { displayName: 'still mine' })).status).toBe(204);
  expect((await server.graph('PATCH', `/applications/${api.id}`, { displayName: 'x' })).status).toBe(403);
  expect((await server.graph('DELETE', `${path}/owners/${me}/$ref`)).status).toBe(204);
  expect((await server.graph('PATCH', path, { displayName: 'x' })).status).toBe(403);
  allow('Application.ReadWrite.All');
  const link = { '@odata.id': `${server.tenant.url}/graph/v1.0/directoryObjects/${me}` };
  const add = () => server.graph('POST', `${path}/owners/$ref`, link);
  expect([(await add()).status, (await add()).status]).toEqual([204, 400]);
  expect((await server.graph('DELETE', `${path}/owners/${READ_ID}/$ref`)).status).toBe(404);
});
