import { type Body, errorOf, READ_ID, roleOf, SCOPE_ID, scopeOf, TestTenant, WRITE_ID } from '../support';

let server: TestTenant;
beforeAll(async () => {
  server = await TestTenant.start();
});
afterAll(() => server.stop());

const make = (members: Body = {}): Promise<Body> =>
  server.made('/applications', { displayName: 'an app', ...members });
const patch = (app: Body, members: Body) =>
  server.graph('PATCH', `/applications/${String(app['id'])}`, members);
const read = async (app: Body): Promise<Body> =>
  (await server.graph('GET', `/applications/${String(app['id'])}`)).body;

test('a POST is answered with the whole application, ids and defaults included', async () => {
  const sent = {
    '@odata.type': '#microsoft.graph.application',
    displayName: 'orders',
    signInAudience: 'AzureADMyOrg',
    identifierUris: [],
    api: { requestedAccessTokenVersion: 2, oauth2PermissionScopes: [scopeOf(SCOPE_ID, 'orders.see')] },
    appRoles: [roleOf(READ_ID, 'orders.read')],
    groupMembershipClaims: null,
    publicClient: { redirectUris: [] },
    tags: [],
  };
  const answer = await server.graph('POST', '/applications', sent);
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({
    displayName: 'orders',
    api: { ...sent.api, acceptMappedClaims: null, preAuthorizedApplications: [] },
    appRoles: sent.appRoles,
    passwordCredentials: [],
    keyCredentials: [],
    publisherDomain: 'ordssandbox.onmicrosoft.com',
    web: { redirectUris: [], implicitGrantSettings: { enableIdTokenIssuance: false } },
  });
  expect(answer.body['id']).not.toBe(answer.body['appId']);
  expect(await read(answer.body)).toMatchObject({ id: answer.body['id'], appId: answer.body['appId'] });
});

test('a PATCH merges objects and replaces collections as a whole', async () => {
  const app = await make({ api: { requestedAccessTokenVersion: 2 }, tags: ['a', 'b'] });
  const preAuthorizedApplications = [{ appId: READ_ID, delegatedPermissionIds: [] }];
  expect((await patch(app, { api: { preAuthorizedApplications } })).status).toBe(204);
  await patch(app, { tags: ['c'], web: { redirectUris: ['https://a.example.com/'] } });
  expect(await read(app)).toMatchObject({
    api: { requestedAccessTokenVersion: 2, preAuthorizedApplications },
    tags: ['c'],
    web: { redirectUris: ['https://a.example.com/'], logoutUrl: null },
  });
  await patch(app, { api: { preAuthorizedApplications: [] } });
  expect((await read(app))['api']).toMatchObject({ preAuthorizedApplications: [] });
});

test('what an application does not have, and what is not what it should be, is refused', async () => {
  const app = await make();
  for (const members of [
    { colour: 'blue' },
    { signInAudience: 'Everybody' },
    { identifierUris: 'api://x' },
    { api: { requestedAccessTokenVersion: 3 } },
    { signInAudience: 'PersonalMicrosoftAccount' },
    { appRoles: [roleOf('no-guid', 'x')] },
    { appRoles: [roleOf(READ_ID, 'with blank')] },
    { appRoles: [roleOf(READ_ID, 'x', { allowedMemberTypes: ['Group'] })] },
    { appRoles: [roleOf(READ_ID, 'x'), roleOf(READ_ID, 'y')] },
    { appRoles: [roleOf(READ_ID, 'x'), roleOf(WRITE_ID, 'x')] },
  ]) {
    const answer = await patch(app, members);
    expect([answer.status, errorOf(answer)['code']]).toEqual([400, 'Request_BadRequest']);
  }
  expect((await server.graph('POST', '/applications', {})).status).toBe(400);
  expect((await server.graph('GET', `/applications/${READ_ID}`)).body).toMatchObject({
    error: {
      code: 'Request_ResourceNotFound',
      message: `Resource '${READ_ID}' does not exist or one of its queried reference-property objects are not present.`,
      innerError: { 'request-id': expect.any(String), 'client-request-id': expect.any(String) },
    },
  });
});

describe('roles and scopes', () => {
  const roles = (...appRoles: Body[]): Body => ({ appRoles });
  const scopes = (...oauth2PermissionScopes: Body[]): Body => ({ api: { oauth2PermissionScopes } });

  test.each([
    ['a role', roles, roleOf(READ_ID, 'orders.read'), { description: 'another' }],
    ['a scope', scopes, scopeOf(SCOPE_ID, 'orders.see'), { adminConsentDescription: 'another' }],
  ])(
    '%s that is enabled can only be disabled; then it can be changed and removed',
    async (_what, list, one, change) => {
      const app = await make(list(one));
      const changed = { ...one, ...change };
      for (const refused of [list(), list(changed), list({ ...changed, isEnabled: false })]) {
        const answer = await patch(app, refused);
        expect([answer.status, errorOf(answer)]).toMatchObject([
          400,
          {
            code: 'CannotDeleteOrUpdateEnabledEntitlement',
            message: 'Permission (scope or role) cannot be deleted or updated unless disabled first.',
          },
        ]);
      }
      for (const step of [
        list({ ...one, isEnabled: false }),
        list(changed),
        list({ ...changed, isEnabled: false }),
        list(),
      ])
        expect((await patch(app, step)).status).toBe(204);
    },
  );

  test('one more beside those that there are needs no step; the order says nothing', async () => {
    const first = roleOf(READ_ID, 'orders.read');
    const app = await make(roles(first));
    expect((await patch(app, roles(roleOf(WRITE_ID, 'orders.write'), first))).status).toBe(204);
  });

  test('a role and a scope share a value only where id, texts and switch are the same', async () => {
    const role = roleOf(READ_ID, 'orders.read');
    const twin = scopeOf(READ_ID, 'orders.read');
    expect(
      (await server.graph('POST', '/applications', { displayName: 'x', ...roles(role), ...scopes(twin) }))
        .status,
    ).toBe(201);
    for (const [other, message] of [
      [{ ...twin, id: WRITE_ID }, 'is used twice'],
      [{ ...twin, adminConsentDescription: 'other' }, 'updating them together'],
      [{ ...twin, isEnabled: false }, 'updating them together'],
    ] as const) {
      const body = { displayName: 'x', ...roles(role), ...scopes(other) };
      const answer = await server.graph('POST', '/applications', body);
      expect([answer.status, errorOf(answer)['message']]).toEqual([400, expect.stringContaining(message)]);
    }
  });
});

describe('identifier URIs', () => {
  const messageOf = async (app: Body, uri: string): Promise<unknown> => {
    const answer = await patch(app, { identifierUris: [uri] });
    return answer.status === 204 ? 204 : errorOf(answer)['code'];
  };

  test('of version 1 name the app, the tenant or a verified domain; of version 2 anything', async () => {
    const old = await make();
    const appId = String(old['appId']);
    expect(await messageOf(old, 'api://orders')).toBe('Request_BadRequest');
    for (const uri of [`api://${appId}`, `api://${server.id}/orders`, 'api://ordssandbox.onmicrosoft.com/x'])
      expect(await messageOf(old, uri)).toBe(204);
    const recent = await make({ api: { requestedAccessTokenVersion: 2 } });
    expect(await messageOf(recent, 'api://orders')).toBe(204);
    expect(await messageOf(recent, 'https://unknown.example.com')).toBe('HostNameNotOnVerifiedDomain');
    expect(await messageOf(recent, 'no uri')).toBe('Request_BadRequest');
  });

  test('belong to one application, and one that is there already is not judged again', async () => {
    const first = await make({ api: { requestedAccessTokenVersion: 2 }, identifierUris: ['api://taken'] });
    const second = await make({ api: { requestedAccessTokenVersion: 2 } });
    const answer = await patch(second, { identifierUris: ['api://TAKEN'] });
    expect([answer.status, errorOf(answer)['code']]).toEqual([
      409,
      'Request_MultipleObjectsWithSameKeyValue',
    ]);
    expect((await patch(first, { api: { requestedAccessTokenVersion: 1 } })).status).toBe(204);
  });
});

describe('secrets', () => {
  test('are shown once, end after two years unless said otherwise, and go by their id', async () => {
    const app = await make();
    const id = String(app['id']);
    const passwordCredential = { displayName: 'pulumi', endDateTime: '2030-01-01T00:00:00Z' };
    const added = await server.graph('POST', `/applications/${id}/addPassword`, { passwordCredential });
    expect(added.status).toBe(200);
    const { secretText, keyId } = added.body;
    expect(added.body).toMatchObject({ ...passwordCredential, hint: String(secretText).slice(0, 3) });
    const plain = await server.graph('POST', `/applications/${id}/addPassword`, {});
    const { startDateTime, endDateTime } = plain.body as Record<string, string>;
    expect(
      new Date(endDateTime ?? '').getUTCFullYear() - new Date(startDateTime ?? '').getUTCFullYear(),
    ).toBe(2);
    const shown = await read(app);
    expect(shown['passwordCredentials']).toMatchObject([{ keyId, secretText: null }, { secretText: null }]);
    expect(JSON.stringify(shown)).not.toContain(secretText);
    const remove = () => server.graph('POST', `/applications/${id}/removePassword`, { keyId });
    expect([(await remove()).status, (await remove()).status]).toEqual([204, 400]);
    expect((await read(app))['passwordCredentials']).toHaveLength(1);
  });

  test('that end before they begin, or at no time, are refused', async () => {
    const app = await make();
    for (const endDateTime of ['2001-01-01T00:00:00Z', 'tomorrow']) {
      const body = { passwordCredential: { endDateTime } };
      const answer = await server.graph('POST', `/applications/${String(app['id'])}/addPassword`, body);
      expect(answer.status).toBe(400);
    }
  });
});

test('deleting an application takes its service principal and its assignments with it', async () => {
  const api = await server.registerApi('short lived');
  const client = await server.register('client');
  await server.assign(api, client.principalId);
  expect((await server.graph('DELETE', `/applications/${api.id}`)).status).toBe(204);
  for (const path of [`/applications/${api.id}`, `/servicePrincipals/${api.principalId}`])
    expect((await server.graph('GET', path)).status).toBe(404);
  const held = await server.graph('GET', `/servicePrincipals/${client.principalId}/appRoleAssignments`);
  expect(held.body['value']).toEqual([]);
});
