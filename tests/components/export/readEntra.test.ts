import { createHttp, type ClosableHttp } from '../../../components/diagnose/collect/httpClient';
import { readEntra } from '../../../components/export/readEntra';
import { READ_ID, roleOf, scopeOf, SCOPE_ID, TestTenant, WRITE_ID } from '../../sandbox/entra/support';

let test: TestTenant;
let http: ClosableHttp;
beforeAll(async () => {
  test = await TestTenant.start();
  http = createHttp({ ca: test.ca });
});
afterAll(async () => {
  await http.close();
  await test.stop();
});

const read = (audience: string) => {
  const cloud = { environment: undefined, metadataHost: test.tenant.metadataHost };
  return readEntra({ tenantId: test.id, ...test.tenant.operator, cloud }, audience, http);
};

it('the application with that audience, those with a role of it, and those that ask people for its scopes', async () => {
  const consent = { userConsentDisplayName: 'See', userConsentDescription: 'See your orders' };
  const offered = {
    api: {
      requestedAccessTokenVersion: 2,
      oauth2PermissionScopes: [scopeOf(SCOPE_ID, 'orders.see', consent)],
    },
    appRoles: [roleOf(READ_ID, 'orders.read'), roleOf(WRITE_ID, 'orders.write')],
  };
  const api = await test.register('orders', offered, { appRoleAssignmentRequired: true });
  const machine = await test.register('machine', { description: 'M' });
  const web = await test.register('web', {
    web: { redirectUris: ['https://app.example.com/cb'] },
    spa: { redirectUris: ['https://spa.example.com/'] },
    requiredResourceAccess: [
      { resourceAppId: api.clientId, resourceAccess: [{ id: SCOPE_ID, type: 'Scope' }] },
      { resourceAppId: machine.clientId, resourceAccess: [{ id: READ_ID, type: 'Scope' }] },
    ],
  });
  // A declaration is no right: nobody has given it the role.
  await test.register('asking', {
    requiredResourceAccess: [
      { resourceAppId: api.clientId, resourceAccess: [{ id: READ_ID, type: 'Role' }] },
    ],
  });
  const { body: first } = await test.assign(api, machine.principalId);
  const { body: second } = await test.assign(api, machine.principalId, WRITE_ID);
  test.tenant.control.assignRole({ api: api.clientId, user: test.tenant.demoUser, role: 'orders.read' });

  const live = await read(api.clientId);
  const role = (id: string, value: string) => ({
    ...{ id, value, displayName: value, description: value, enabled: true, adminOnly: false },
    memberTypes: ['Application', 'User'],
  });
  expect(live).toEqual({
    tenantId: test.id,
    api: {
      id: api.id,
      clientId: api.clientId,
      name: 'orders',
      principalId: api.principalId,
      assignmentRequired: true,
      tokenVersion: 2,
      signInAudience: 'AzureADMyOrg',
      identifierUris: [],
      mappedClaims: false,
      roles: [role(READ_ID, 'orders.read'), role(WRITE_ID, 'orders.write')],
      scopes: [
        {
          ...role(SCOPE_ID, 'orders.see'),
          memberTypes: [],
          userConsent: { displayName: 'See', description: 'See your orders' },
        },
      ],
      people: [expect.any(String)],
    },
    clients: [
      {
        id: machine.id,
        clientId: machine.clientId,
        name: 'machine',
        description: 'M',
        principalId: machine.principalId,
        enabled: true,
        signInAudience: 'AzureADMyOrg',
        assignments: [
          { id: first['id'], role: 'orders.read' },
          { id: second['id'], role: 'orders.write' },
        ],
        scopes: [],
        redirectUris: [],
        publicRedirectUris: [],
      },
      {
        id: web.id,
        clientId: web.clientId,
        name: 'web',
        principalId: web.principalId,
        enabled: true,
        signInAudience: 'AzureADMyOrg',
        assignments: [],
        scopes: ['orders.see'],
        redirectUris: ['https://app.example.com/cb'],
        publicRedirectUris: ['https://spa.example.com/'],
      },
    ],
  });
  expect(JSON.stringify(live)).not.toContain(machine.secret);
});

it('an API of version 1 by its identifier URI, and none', async () => {
  const old = await test.registerApi('old', 1);
  const uri = `api://${old.clientId}`;
  await test.graph('PATCH', `/applications/${old.id}`, { identifierUris: [uri] });
  expect((await read(uri)).api).toMatchObject({ id: old.id, tokenVersion: 1, identifierUris: [uri] });
  // A GUID has no case; of a profile somebody may have typed it.
  expect((await read(old.clientId.toUpperCase())).api).toMatchObject({ id: old.id });
  expect((await read(uri.toUpperCase())).api).toBeNull();
  expect(await read('https://api.example.com/')).toEqual({ tenantId: test.id, api: null, clients: [] });
});

it('without the right to read applications it says which', async () => {
  test.tenant.control.setOperatorPermissions([]);
  await expect(read('x')).rejects.toMatchObject({
    code: 'cli.export.entra_rights',
    message: expect.stringContaining('Application.Read.All') as string,
  });
});
