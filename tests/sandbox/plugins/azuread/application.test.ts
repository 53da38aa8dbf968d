import type { Plain, Resource } from '../framework/driver';
import { asOperator } from './asOperator';
import { Fixture, names, READ_ID, role, scope, SCOPE_ID, WRITE_ID } from './fixture';
import { urnOf } from './urns';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await Fixture.start();
});
afterAll(() => fixture.stop());
beforeEach(() => fixture.recording.requests.splice(0));

const API: Plain = {
  displayName: 'hr-api',
  api: { requestedAccessTokenVersion: 2, oauth2PermissionScopes: [scope(SCOPE_ID, 'hr.read')] },
  appRoles: [role(READ_ID, 'hr.read.app')],
};
const READS = [
  'GET /applications/app',
  'GET beta/applications/app?$select=oauth2RequirePostResponse',
  'GET /applications/app/owners',
];
const take = (app: Resource): string[] => fixture.recording.take(names(app, 'app'));

describe('the calls of the official plugin, in its order (facts/entra.md 1.2)', () => {
  test('create, read, delete', async () => {
    const app = await fixture.make('Application', API);
    const [, temporary, final] = fixture.recording.requests.filter(({ path }) => path.startsWith('/graph/'));
    expect(JSON.parse(temporary?.body ?? '')).toEqual({
      displayName: expect.stringMatching(/^TERRAFORM_UPDATE_[0-9a-f-]{36}$/),
    });
    expect(JSON.parse(final?.body ?? '')).toEqual({ displayName: 'hr-api' });
    expect(take(app)).toEqual([
      'POST /applications',
      'PATCH /applications/app',
      'PATCH /applications/app',
      'DELETE /applications/app/owners/me/$ref',
      ...READS,
    ]);
    expect((await fixture.driver.read(app))?.outputs).toEqual(app.outputs);
    expect(take(app)).toEqual(READS);
    await fixture.driver.delete(app);
    expect(take(app)).toEqual([
      'DELETE /applications/app',
      ...Array<string>(5).fill('GET /applications/app'),
    ]);
    expect(await fixture.driver.read(app)).toBeUndefined();
  });

  test('update: roles are disabled, then scopes, each looked at before and after; then everything is sent', async () => {
    const app = await fixture.make('Application', API);
    take(app);
    const changed = {
      ...API,
      api: { requestedAccessTokenVersion: 2, oauth2PermissionScopes: [scope(SCOPE_ID, 'hr.look')] },
      appRoles: [role(WRITE_ID, 'hr.write.app')],
    };
    const updated = await fixture.driver.change(app, changed);
    const [roles, scopes, all] = fixture.recording.bodies('PATCH');
    expect(roles).toMatchObject({ appRoles: [{ id: READ_ID, isEnabled: false }], id: app.outputs.objectId });
    expect(scopes).toMatchObject({
      api: { oauth2PermissionScopes: [{ id: SCOPE_ID, value: 'hr.read', isEnabled: false }] },
    });
    expect(all).toMatchObject({ displayName: 'hr-api', appRoles: [{ id: WRITE_ID, isEnabled: true }] });
    const [get, patch] = ['GET /applications/app', 'PATCH /applications/app'];
    expect(take(app)).toEqual([get, patch, get, get, patch, get, patch, ...READS]);
    expect(updated?.outputs.appRoleIds).toEqual({ 'hr.write.app': WRITE_ID });
    expect(updated?.outputs.oauth2PermissionScopeIds).toEqual({ 'hr.look': SCOPE_ID });
  });

  test('an update that touches neither reads twice and sends once', async () => {
    const app = await fixture.make('Application', API);
    take(app);
    await fixture.driver.change(app, { ...API, notes: 'a note' });
    const get = 'GET /applications/app';
    expect(take(app)).toEqual([get, get, 'PATCH /applications/app', ...READS]);
  });
});

test('the body of a create has everything, what is not set as nothing (facts/entra.md 1.3)', async () => {
  await fixture.make('Application', API);
  expect(fixture.recording.bodies('POST')[0]).toEqual({
    '@odata.type': '#microsoft.graph.application',
    displayName: 'hr-api',
    description: null,
    signInAudience: 'AzureADMyOrg',
    identifierUris: [],
    api: {
      acceptMappedClaims: false,
      knownClientApplications: [],
      requestedAccessTokenVersion: 2,
      oauth2PermissionScopes: [
        {
          id: SCOPE_ID,
          value: 'hr.read',
          type: 'User',
          isEnabled: true,
          adminConsentDescription: 'hr.read',
          adminConsentDisplayName: 'hr.read',
          userConsentDescription: '',
          userConsentDisplayName: '',
        },
      ],
    },
    appRoles: [
      {
        id: READ_ID,
        value: 'hr.read.app',
        displayName: 'hr.read.app',
        description: 'hr.read.app',
        allowedMemberTypes: ['Application'],
        isEnabled: true,
      },
    ],
    'owners@odata.bind': [
      `https://${fixture.recording.metadataHost}/graph/v1.0/directoryObjects/${fixture.recording.callerId}`,
    ],
    requiredResourceAccess: [],
    optionalClaims: {},
    groupMembershipClaims: null,
    isFallbackPublicClient: false,
    isDeviceOnlyAuthSupported: false,
    publicClient: { redirectUris: [] },
    spa: { redirectUris: [] },
    tags: [],
    notes: null,
    serviceManagementReference: null,
    info: { marketingUrl: null, privacyStatementUrl: null, supportUrl: null, termsOfServiceUrl: null },
    web: {
      homePageUrl: null,
      logoutUrl: null,
      redirectUris: [],
      implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
    },
  });
});

test('outputs: ids of both kinds, roles and scopes by value, defaults filled in', async () => {
  const app = await fixture.make('Application', { displayName: 'plain' });
  expect(app.id).toBe(`/applications/${String(app.outputs.objectId)}`);
  expect(app.outputs).toMatchObject({
    displayName: 'plain',
    signInAudience: 'AzureADMyOrg',
    api: { requestedAccessTokenVersion: 1, mappedClaimsEnabled: false },
    appRoleIds: {},
    disabledByMicrosoft: '',
    logoUrl: '',
    publisherDomain: 'ordssandbox.onmicrosoft.com',
    owners: [],
  });
  expect(app.outputs.clientId).not.toBe(app.outputs.objectId);
});

test('the caller stays an owner where it is listed; owners change by references', async () => {
  const { callerId, tenant } = fixture.recording;
  const [user] = tenant.state().users;
  const app = await fixture.make('Application', { displayName: 'owned', owners: [callerId] });
  expect(take(app)).not.toContainEqual(expect.stringContaining('DELETE'));
  expect(app.outputs.owners).toEqual([callerId]);
  const updated = await fixture.driver.change(app, { displayName: 'owned', owners: [user?.id] });
  expect(take(app)).toEqual(
    expect.arrayContaining(['POST /applications/app/owners/$ref', 'DELETE /applications/app/owners/me/$ref']),
  );
  expect(updated?.outputs.owners).toEqual([user?.id]);
});

test('a role and a scope of one id: one list is disabled before the other, which Graph refuses (terraform-provider-azuread#1177)', async () => {
  const twins = (description: string): Plain => ({
    displayName: 'twins',
    api: {
      requestedAccessTokenVersion: 2,
      oauth2PermissionScopes: [scope(READ_ID, 'hr.read', { adminConsentDescription: description })],
    },
    appRoles: [role(READ_ID, 'hr.read', { description })],
  });
  const app = await fixture.make('Application', twins('Read'));
  await expect(fixture.driver.change(app, twins('Read all'))).rejects.toThrow('updating them together');
});

describe('drift', () => {
  const outside = (app: Resource, members: Plain): Promise<void> => {
    const { tenant, caFile } = fixture.recording;
    return asOperator(tenant, caFile, 'PATCH', `/applications/${String(app.outputs.objectId)}`, members);
  };

  test('a role that somebody has disabled, and one that somebody has added, show and are repaired', async () => {
    const app = await fixture.make('Application', API);
    const strange = { ...role(WRITE_ID, 'strange'), isEnabled: true };
    await outside(app, { appRoles: [{ ...role(READ_ID, 'hr.read.app'), isEnabled: false }, strange] });
    const live = (await fixture.driver.read(app)) as Resource;
    const { inputs } = await fixture.driver.check(app.urn, API, app.inputs);
    expect((await fixture.driver.diff(live, inputs)).diffsList).toEqual(['appRoles']);
    const repaired = await fixture.driver.change(live, API);
    expect(repaired?.outputs.appRoleIds).toEqual({ 'hr.read.app': READ_ID });
    expect(await fixture.driver.change(repaired as Resource, API)).toBeUndefined();
  });

  test('an identifier URI that the program does not know goes with the next up after a refresh', async () => {
    const app = await fixture.make('Application', API);
    await outside(app, { identifierUris: ['api://from-elsewhere'] });
    expect(await fixture.driver.change(app, API)).toBeUndefined();
    const live = (await fixture.driver.read(app)) as Resource;
    const { inputs } = await fixture.driver.check(app.urn, API, app.inputs);
    expect((await fixture.driver.diff(live, inputs)).diffsList).toEqual(['identifierUris']);
    expect((await fixture.driver.diff(live, inputs, ['identifierUris'])).diffsList).toEqual([]);
    expect((await fixture.driver.change(live, API))?.outputs.identifierUris).toEqual([]);
  });

  test('an update for another reason leaves it, where the program has the engine ignore it', async () => {
    const app = await fixture.make('Application', API);
    await outside(app, { identifierUris: ['api://kept'] });
    const live = (await fixture.driver.read(app)) as Resource;
    const { inputs } = await fixture.driver.check(app.urn, { ...API, notes: 'a note' }, app.inputs);
    const updated = await fixture.driver.update(live, inputs, false, ['identifierUris']);
    expect(updated.outputs).toMatchObject({ notes: 'a note', identifierUris: ['api://kept'] });
    expect((await fixture.driver.update(updated, inputs)).outputs.identifierUris).toEqual([]);
  });

  test('the version of tokens', async () => {
    const app = await fixture.make('Application', API);
    await outside(app, { api: { requestedAccessTokenVersion: 1 } });
    const live = (await fixture.driver.read(app)) as Resource;
    const repaired = await fixture.driver.change(live, API);
    expect(repaired?.outputs.api).toMatchObject({ requestedAccessTokenVersion: 2 });
  });
});

describe('what is refused before any call (facts/entra.md 1.4)', () => {
  const failures = async (program: Plain): Promise<string[]> => {
    const urn = urnOf('Application', 'x');
    const found = (await fixture.driver.check(urn, { displayName: 'x', ...program })).failures;
    expect(fixture.recording.requests).toEqual([]);
    return found.map(({ reason }) => reason);
  };
  const both = (appRole: Plain, permission: Plain): Plain => ({
    appRoles: [appRole],
    api: { requestedAccessTokenVersion: 2, oauth2PermissionScopes: [permission] },
  });

  test('one value in a role and a scope, unless they are otherwise the same', async () => {
    const one = role(READ_ID, 'hr.read');
    expect(await failures(both(one, scope(SCOPE_ID, 'hr.read')))).toEqual([
      'validation failed: duplicate value found: "hr.read"',
    ]);
    expect(await failures(both(one, scope(READ_ID, 'hr.look')))).toEqual([
      `validation failed: duplicate ID found: "${READ_ID}"`,
    ]);
    expect(await failures(both(one, scope(READ_ID, 'hr.read', { enabled: false })))).toEqual([
      expect.stringContaining('must match'),
    ]);
    expect(await failures(both(one, scope(READ_ID, 'hr.read')))).toEqual([]);
  });

  test('version 1 tokens for personal accounts, and long scopes', async () => {
    const signInAudience = 'AzureADandPersonalMicrosoftAccount';
    expect(await failures({ signInAudience })).toEqual([expect.stringContaining('must be 2')]);
    const long = both(role(READ_ID, 'r'), scope(SCOPE_ID, 'x'.repeat(41)));
    expect(await failures({ signInAudience, ...long })).toEqual([expect.stringContaining('40 characters')]);
  });

  test.each([
    { appRoles: [role('no-uuid', 'x')] },
    { appRoles: [role(READ_ID, 'with blank')] },
    { appRoles: [role(READ_ID, 'x', { allowedMemberTypes: ['Group'] })] },
    { appRoles: [{ ...role(READ_ID, 'x'), description: undefined }] },
    { api: { requestedAccessTokenVersion: 3 } },
    { identifierUris: ['no uri'] },
    { password: { displayName: 'x' } },
    { clientId: READ_ID },
  ])('%j', async (program) => {
    expect(await failures(program as Plain)).toHaveLength(1);
  });

  test('a name that is taken, where the program asks for it', async () => {
    await fixture.make('Application', { displayName: 'only one' });
    const second = fixture.make('Application', { displayName: 'only one', preventDuplicateNames: true });
    await expect(second).rejects.toThrow('an existing azuread_application with name "only one" was found');
  });
});
