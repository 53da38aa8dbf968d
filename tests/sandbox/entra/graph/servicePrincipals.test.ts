import { type Body, errorOf, READ_ID, type Registered, TestTenant, WRITE_ID } from '../support';

let server: TestTenant;
let api: Registered;
beforeAll(async () => {
  server = await TestTenant.start();
  api = await server.registerApi('orders api');
});
afterAll(() => server.stop());

const principal = async (): Promise<Body> =>
  (await server.graph('GET', `/servicePrincipals/${api.principalId}`)).body;

test('it copies roles, scopes and names from its application, also when they change', async () => {
  const { body: application } = await server.graph('GET', `/applications/${api.id}`);
  expect(await principal()).toMatchObject({
    appId: api.clientId,
    displayName: 'orders api',
    appDisplayName: 'orders api',
    servicePrincipalType: 'Application',
    servicePrincipalNames: [api.clientId],
    appOwnerOrganizationId: server.id,
    signInAudience: 'AzureADMyOrg',
    appRoles: application['appRoles'],
    oauth2PermissionScopes: (application['api'] as Body)['oauth2PermissionScopes'],
    appRoleAssignmentRequired: false,
  });
  await server.graph('PATCH', `/applications/${api.id}`, {
    displayName: 'renamed',
    identifierUris: ['api://orders'],
  });
  expect(await principal()).toMatchObject({
    displayName: 'renamed',
    servicePrincipalNames: [api.clientId, 'api://orders'],
  });
});

test('there is one for each application, and none without', async () => {
  const second = await server.graph('POST', '/servicePrincipals', { appId: api.clientId });
  expect([second.status, errorOf(second)['code']]).toEqual([409, 'Request_MultipleObjectsWithSameKeyValue']);
  const none = await server.graph('POST', '/servicePrincipals', { appId: READ_ID });
  expect([none.status, errorOf(none)['message']]).toEqual([
    400,
    `The appId '${READ_ID}' of the service principal does not reference a valid application object.`,
  ]);
});

test('a PATCH changes its own members and no copied ones', async () => {
  const path = `/servicePrincipals/${api.principalId}`;
  expect((await server.graph('PATCH', path, { description: 'text', tags: ['x'] })).status).toBe(204);
  expect(await principal()).toMatchObject({ description: 'text', tags: ['x'] });
  for (const refused of [{ displayName: 'x' }, { appRoles: [] }, { accountEnabled: 'yes' }])
    expect((await server.graph('PATCH', path, refused)).status).toBe(400);
});

test('beta shows what only beta has', async () => {
  const path = `/servicePrincipals/${api.principalId}?$select=samlMetadataUrl`;
  const { body } = await server.graph('GET', path, undefined, 'beta');
  expect(body).toEqual({ '@odata.context': expect.stringContaining('/beta/'), samlMetadataUrl: null });
  const app = `/applications/${api.id}?$select=oauth2RequirePostResponse`;
  expect((await server.graph('GET', app, undefined, 'beta')).body['oauth2RequirePostResponse']).toBe(false);
  expect((await server.graph('GET', app)).body).not.toHaveProperty('oauth2RequirePostResponse');
});

describe('app role assignments', () => {
  let client: Registered;
  const given = () => `/servicePrincipals/${api.principalId}/appRoleAssignedTo`;
  beforeAll(async () => {
    client = await server.register('backend');
  });

  test('are shown from both ends, with names, and can be deleted once', async () => {
    const made = await server.assign(api, client.principalId);
    expect([made.status, made.body]).toMatchObject([
      201,
      {
        appRoleId: READ_ID,
        principalId: client.principalId,
        principalType: 'ServicePrincipal',
        principalDisplayName: 'backend',
        resourceId: api.principalId,
        resourceDisplayName: 'renamed',
      },
    ]);
    const id = String(made.body['id']);
    expect(id).toMatch(/^[\w-]{43}$/);
    const held = `/servicePrincipals/${client.principalId}/appRoleAssignments`;
    for (const path of [given(), held]) {
      const { body } = await server.graph('GET', path);
      expect(body['value']).toMatchObject([{ id, appRoleId: READ_ID }]);
      expect((await server.graph('GET', `${path}/${id}`)).status).toBe(200);
    }
    const remove = () => server.graph('DELETE', `${given()}/${id}`);
    expect([(await remove()).status, (await remove()).status]).toEqual([204, 404]);
  });

  test('an identical one, a role that is not there, and nobody to have it: 400 each in its words', async () => {
    await server.assign(api, client.principalId);
    const message = async (principalId: string, role: string): Promise<unknown> => {
      const answer = await server.assign(api, principalId, role);
      return [answer.status, errorOf(answer)['code'], errorOf(answer)['message']];
    };
    expect(await message(client.principalId, READ_ID)).toEqual([
      400,
      'Request_BadRequest',
      'EntitlementGrant entry already exists.',
    ]);
    expect(await message(READ_ID, READ_ID)).toEqual([
      400,
      'Request_BadRequest',
      'Not a valid reference update.',
    ]);
    expect((await message(client.principalId, api.id)) as unknown[]).toContain(400);
    const none = await server.graph('POST', `/servicePrincipals/${READ_ID}/appRoleAssignedTo`, {
      principalId: client.principalId,
      appRoleId: READ_ID,
      resourceId: READ_ID,
    });
    expect(none.status).toBe(404);
  });

  test('a role for users alone is none for an application, and the other way round', async () => {
    const only = (id: string, value: string, type: string): Body => ({
      id,
      value,
      displayName: value,
      description: value,
      allowedMemberTypes: [type],
      isEnabled: true,
    });
    const appRoles = [only(READ_ID, 'people', 'User'), only(WRITE_ID, 'machines', 'Application')];
    const strict = await server.register('strict api', { appRoles });
    const [user] = server.tenant.state().users;
    const outcomes = await Promise.all([
      server.assign(strict, client.principalId, READ_ID),
      server.assign(strict, user?.id ?? '', WRITE_ID),
      server.assign(strict, client.principalId, WRITE_ID),
      server.assign(strict, user?.id ?? '', READ_ID),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([400, 400, 201, 201]);
    expect(outcomes[3]?.body).toMatchObject({ principalType: 'User', principalDisplayName: 'Demo User' });
    const held = await server.graph('GET', `/users/${user?.id}/appRoleAssignments`);
    expect(held.body['value']).toMatchObject([{ resourceDisplayName: 'strict api' }]);
  });
});
