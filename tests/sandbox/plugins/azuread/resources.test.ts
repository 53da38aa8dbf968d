import { type Plain, type Resource, secret } from '../framework/driver';
import { Fixture, READ_ID, role, scope, SCOPE_ID, WRITE_ID } from './fixture';
import { urnOf } from './urns';

let fixture: Fixture;
let api: { app: Resource; principal: Resource };
let client: { app: Resource; principal: Resource };
beforeAll(async () => {
  fixture = await Fixture.start();
  api = await fixture.register({
    displayName: 'hr-api',
    api: { requestedAccessTokenVersion: 2, oauth2PermissionScopes: [scope(SCOPE_ID, 'hr.look')] },
    appRoles: [role(READ_ID, 'hr.read'), role(WRITE_ID, 'hr.write')],
  });
  client = await fixture.register({ displayName: 'backend' });
});
afterAll(() => fixture.stop());
beforeEach(() => fixture.recording.requests.splice(0));

const known = (): Record<string, string> => ({
  [String(api.app.outputs.objectId)]: 'api',
  [String(api.principal.outputs.objectId)]: 'api-sp',
  [String(client.app.outputs.objectId)]: 'client',
  [String(client.principal.outputs.objectId)]: 'client-sp',
});
const take = (more: Record<string, string> = {}): string[] => fixture.recording.take({ ...known(), ...more });
const NO_CHANGE_TO = 'never updated';

describe('ServicePrincipal', () => {
  const reads = (name: string): string[] => [
    `GET /servicePrincipals/${name}`,
    `GET beta/servicePrincipals/${name}?$select=samlMetadataUrl`,
    `GET /servicePrincipals/${name}/owners`,
  ];

  test('create, update, delete: the calls, and what it copies', async () => {
    const app = await fixture.make('Application', { displayName: 'app', appRoles: [role(READ_ID, 'r')] });
    take();
    const { clientId } = app.outputs;
    const made = await fixture.make('ServicePrincipal', { clientId, appRoleAssignmentRequired: true });
    const name = { [String(made.outputs.objectId)]: 'sp' };
    const [body] = fixture.recording.bodies('POST');
    expect(body).toEqual({
      '@odata.type': '#microsoft.graph.servicePrincipal',
      accountEnabled: true,
      appId: clientId,
      appRoleAssignmentRequired: true,
      description: expect.stringMatching(/^TERRAFORM_UPDATE_/),
      'owners@odata.bind': [expect.stringContaining(`/directoryObjects/${fixture.recording.callerId}`)],
      alternativeNames: [],
      tags: [],
      notificationEmailAddresses: [],
      samlSingleSignOnSettings: {},
      loginUrl: null,
      notes: null,
      preferredSingleSignOnMode: null,
    });
    expect(fixture.recording.bodies('PATCH')).toEqual([{ description: null }]);
    expect(take(name)).toEqual([
      `GET /servicePrincipals?$filter=appId+eq+'${String(clientId)}'`,
      'POST /servicePrincipals',
      'PATCH /servicePrincipals/sp',
      'DELETE /servicePrincipals/sp/owners/me/$ref',
      ...reads('sp'),
    ]);
    expect(made.id).toBe(`/servicePrincipals/${String(made.outputs.objectId)}`);
    expect(made.outputs).toMatchObject({
      displayName: 'app',
      appRoleIds: { r: READ_ID },
      appRoles: [{ id: READ_ID, value: 'r', enabled: true }],
      servicePrincipalNames: [clientId],
      type: 'Application',
      applicationTenantId: fixture.recording.tenant.tenantId,
      samlMetadataUrl: '',
    });
    const changed = await fixture.driver.change(made, { clientId, notes: 'a note' });
    expect(take(name)).toEqual(['PATCH /servicePrincipals/sp', ...reads('sp')]);
    expect(changed?.outputs).toMatchObject({ appRoleAssignmentRequired: false, notes: 'a note' });
    await fixture.driver.delete(made);
    expect(take(name)).toEqual([
      'DELETE /servicePrincipals/sp',
      ...Array<string>(5).fill('GET /servicePrincipals/sp'),
    ]);
  });

  test('one that exists is an error, or is taken over and then kept', async () => {
    const { clientId } = api.app.outputs;
    await expect(fixture.make('ServicePrincipal', { clientId })).rejects.toThrow('already exists');
    take();
    const adopted = await fixture.make('ServicePrincipal', { clientId, useExisting: true });
    expect(adopted.id).toBe(api.principal.id);
    expect(take().map((line) => line.split(' ')[0])).toEqual(['GET', 'PATCH', 'GET', 'GET', 'GET']);
    await fixture.driver.delete(adopted);
    expect(take()).toEqual([]);
  });
});

describe('ApplicationPassword', () => {
  const applicationId = (): unknown => client.app.id;

  test('the calls; the value is a secret output; it is gone after five looks', async () => {
    const program = {
      applicationId: applicationId(),
      displayName: 'pulumi',
      endDate: '2030-01-01T00:00:00Z',
    };
    const made = await fixture.make('ApplicationPassword', program);
    expect(fixture.recording.bodies('POST')).toEqual([
      { passwordCredential: { displayName: 'pulumi', endDateTime: '2030-01-01T00:00:00Z' } },
    ]);
    const get = 'GET /applications/client';
    expect(take()).toEqual([get, 'POST /applications/client/addPassword', ...Array<string>(5).fill(get)]);
    const { keyId } = made.outputs;
    expect(made.id).toBe(`${String(client.app.outputs.objectId)}/password/${String(keyId)}`);
    expect(made.outputs).toMatchObject({ ...program, value: secret(expect.stringMatching(/^.{40}$/)) });
    const live = await fixture.driver.read(made);
    expect([live?.outputs.value, take()]).toEqual([made.outputs.value, [get]]);
    expect(await fixture.driver.change(live as Resource, program)).toBeUndefined();
    await fixture.driver.delete(made);
    expect(take()).toEqual(['POST /applications/client/removePassword', ...Array<string>(5).fill(get)]);
    expect(await fixture.driver.read(made)).toBeUndefined();
    await expect(fixture.driver.delete(made)).rejects.toThrow('unexpected status 400');
  });

  test('endDateRelative is kept and not sent: the secret lives two years', async () => {
    const made = await fixture.make('ApplicationPassword', {
      applicationId: applicationId(),
      endDateRelative: '240h',
    });
    expect(fixture.recording.bodies('POST')).toEqual([{ passwordCredential: {} }]);
    const years = new Date(String(made.outputs.endDate)).getUTCFullYear() - new Date().getUTCFullYear();
    expect([years, made.outputs.endDateRelative]).toEqual([2, '240h']);
  });

  test('everything replaces; the client id in the place of the id and two ends are refused', async () => {
    const urn = urnOf('ApplicationPassword', 'x');
    const reasons = async (program: Plain): Promise<string[]> =>
      (await fixture.driver.check(urn, program)).failures.map(({ reason }) => reason);
    expect(await reasons({ applicationId: client.app.outputs.clientId })).toEqual([
      expect.stringContaining('not its client id'),
    ]);
    const ends = { endDate: '2030-01-01T00:00:00Z', endDateRelative: '1h' };
    expect(await reasons({ applicationId: applicationId(), ...ends })).toEqual([
      "'endDate' conflicts with 'endDateRelative'",
    ]);
    expect(await reasons({ applicationId: applicationId(), endDate: 'in a year' })).toHaveLength(1);
    const made = await fixture.make('ApplicationPassword', { applicationId: applicationId() });
    const { inputs } = await fixture.driver.check(urn, {
      applicationId: applicationId(),
      rotateWhenChanged: { month: '2' },
    });
    expect((await fixture.driver.diff(made, inputs)).replacesList).toEqual(['rotateWhenChanged']);
    await expect(fixture.driver.update(made, inputs)).rejects.toThrow(NO_CHANGE_TO);
  });
});

describe('AppRoleAssignment', () => {
  const program = (): Plain => ({
    appRoleId: READ_ID,
    principalObjectId: client.principal.outputs.objectId,
    resourceObjectId: api.principal.outputs.objectId,
  });

  test('the calls, the body, the outputs; a delete of what is gone is an error', async () => {
    const made = await fixture.make('AppRoleAssignment', program());
    const id = made.id.split('/').pop() ?? '';
    expect(fixture.recording.bodies('POST')).toEqual([
      {
        '@odata.type': '#microsoft.graph.appRoleAssignment',
        appRoleId: READ_ID,
        principalId: client.principal.outputs.objectId,
        resourceId: api.principal.outputs.objectId,
      },
    ]);
    const path = '/servicePrincipals/api-sp/appRoleAssignedTo';
    expect(take({ [id]: 'assignment' })).toEqual([
      'GET /servicePrincipals/api-sp',
      `POST ${path}`,
      `GET ${path}/assignment`,
    ]);
    expect(made.outputs).toEqual({
      ...program(),
      principalDisplayName: 'backend',
      principalType: 'ServicePrincipal',
      resourceDisplayName: 'hr-api',
    });
    await fixture.driver.delete(made);
    expect(take({ [id]: 'assignment' })).toEqual([`DELETE ${path}/assignment`]);
    expect(await fixture.driver.read(made)).toBeUndefined();
    await expect(fixture.driver.delete(made)).rejects.toThrow(/404.*Request_ResourceNotFound/);
  });

  test('an unknown resource is named; a role of a user works as well', async () => {
    const lost = fixture.make('AppRoleAssignment', { ...program(), resourceObjectId: READ_ID });
    await expect(lost).rejects.toThrow(`Service principal not found for resource (Object ID: "${READ_ID}")`);
    const refused = fixture.make('AppRoleAssignment', { ...program(), appRoleId: SCOPE_ID });
    await expect(refused).rejects.toThrow(/400.*was not found on application/);
  });
});

describe('ApplicationPreAuthorized', () => {
  test('two at once leave each other alone; each is changed and removed by itself', async () => {
    const clients = [client.app.outputs.clientId, fixture.recording.tenant.operator.clientId];
    const program = (authorizedClientId: unknown, permissionIds: string[]): Plain => ({
      applicationId: api.app.id,
      authorizedClientId,
      permissionIds,
    });
    const [first, second] = await Promise.all(
      clients.map((one) => fixture.make('ApplicationPreAuthorized', program(one, [SCOPE_ID]))),
    );
    if (!first || !second) throw new Error('not made');
    expect(take().filter((line) => line.startsWith('PATCH'))).toHaveLength(2);
    expect(first.id).toBe(
      `${String(api.app.outputs.objectId)}/preAuthorizedApplication/${String(clients[0])}`,
    );
    for (const made of [first, second])
      expect((await fixture.driver.read(made))?.outputs.permissionIds).toEqual([SCOPE_ID]);
    await expect(fixture.make('ApplicationPreAuthorized', program(clients[0], [SCOPE_ID]))).rejects.toThrow(
      'already exists',
    );
    const changed = await fixture.driver.change(first, program(clients[0], []));
    expect(changed?.outputs.permissionIds).toEqual([]);
    take();
    await fixture.driver.delete(first);
    expect(take()).toEqual(['GET /applications/api', 'PATCH /applications/api']);
    expect(await fixture.driver.read(first)).toBeUndefined();
    expect(await fixture.driver.read(second)).toBeDefined();
  });
});

describe('ApplicationIdentifierUri', () => {
  test('adds one beside the others; removing what has gone is an error', async () => {
    const program = (identifierUri: string): Plain => ({ applicationId: api.app.id, identifierUri });
    const made = await fixture.make('ApplicationIdentifierUri', program('api://hr'));
    expect(take()).toEqual(['GET /applications/api', 'PATCH /applications/api', 'GET /applications/api']);
    expect(made.id).toBe(`${api.app.id}/identifierUris/${Buffer.from('api://hr').toString('base64')}`);
    const other = await fixture.make('ApplicationIdentifierUri', program('api://hr-too'));
    expect(fixture.recording.bodies('PATCH')).toEqual([{ identifierUris: ['api://hr', 'api://hr-too'] }]);
    await expect(fixture.make('ApplicationIdentifierUri', program('api://hr'))).rejects.toThrow(
      'already exists',
    );
    await fixture.driver.delete(made);
    expect(await fixture.driver.read(made)).toBeUndefined();
    expect((await fixture.driver.read(other))?.outputs.identifierUri).toBe('api://hr-too');
    await expect(fixture.driver.delete(made)).rejects.toThrow('could not identify existing identifier URI');
  });
});

test('getClientConfig tells who is signed in, without a call; getUser finds a person', async () => {
  const { callerId, tenant } = fixture.recording;
  expect(await fixture.driver.invoke('azuread:index/getClientConfig:getClientConfig', {})).toEqual({
    id: expect.any(String),
    tenantId: tenant.tenantId,
    clientId: tenant.operator.clientId,
    objectId: callerId,
  });
  expect(take()).toEqual([]);
  const user = await fixture.driver.invoke('azuread:index/getUser:getUser', {
    userPrincipalName: tenant.demoUser,
  });
  expect(user).toMatchObject({ displayName: 'Demo User', userPrincipalName: tenant.demoUser });
  const same = await fixture.driver.invoke('azuread:index/getUser:getUser', { objectId: user.objectId });
  expect(same).toEqual(user);
  const nobody = { userPrincipalName: 'nobody@example.com' };
  await expect(fixture.driver.invoke('azuread:index/getUser:getUser', nobody)).rejects.toThrow(
    'was not found',
  );
});
