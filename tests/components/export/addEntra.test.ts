import { parse } from 'yaml';
import { addEntra } from '../../../components/export/addEntra';
import { exportApi } from '../../../components/export/exportApi';
import type { ExportedApi } from '../../../components/export/exportedApi';
import type { LiveEntra, LiveEntraApi } from '../../../components/export/liveEntra';
import type { LiveSchema } from '../../../components/export/liveSchema';
import { renderTypeScript } from '../../../components/export/renderTypeScript';
import { renderYaml } from '../../../components/export/renderYaml';
import {
  CLIENT_ID,
  DIRECTORY,
  liveEntra,
  liveEntraApi,
  liveEntraClient,
  liveOfDirectory,
  permission,
  permissionScope,
} from './entraFixtures';
import { live, privilege } from './fixtures';

const exported = (entra: LiveEntra = liveEntra(), schema: LiveSchema = liveOfDirectory()): ExportedApi =>
  addEntra(
    exportApi(schema, { kind: 'entra' }),
    entra,
    schema.privileges.map(({ name }) => name),
  );
const notes = (api: ExportedApi): string[] =>
  api.notExpressed.map(({ object, reason }) => `${object}: ${reason}`);
const ofApi = (change: Partial<LiveEntraApi>): string[] =>
  notes(exported(liveEntra({ api: liveEntraApi(change), clients: [] })));
const SECRET = 'application "Backend service" (c-backend): up adds a secret, and leaves those that it has';

const web = liveEntraClient({
  id: 'o-web',
  clientId: 'c-web',
  name: 'Web',
  principalId: 'p-web',
  assignments: [],
  scopes: ['orders.read'],
  redirectUris: ['https://app.example.com/cb'],
});
const scopeMode = liveOfDirectory({ privileges: [privilege()], roles: [] }, { roleClaim: null });

test('role mode: a machine with its role, each with the id under which it is taken over', () => {
  const api = exported();
  expect(api.provider).toEqual({
    kind: 'entra',
    domain: DIRECTORY,
    settings: { mode: 'role', apiName: 'Orders API' },
    adopt: {
      api: {
        application: 'o-api',
        principal: 'p-api',
        roles: { 'orders.read': 'id-of-orders.read' },
        memberTypes: ['Application'],
      },
      clients: {
        'backend-service': {
          application: 'o-backend',
          principal: 'p-backend',
          assignments: { 'orders.read': 'a-1' },
        },
      },
    },
  });
  expect(api.clients).toEqual({
    'backend-service': { scopes: ['orders.read'], displayName: 'Backend service' },
  });
  expect(api.scopes).toEqual({ 'orders.read': { modules: ['orders'] } });
  expect(notes(api)).toEqual([SECRET]);
});

test('scope mode: people ask for scopes, by the identifier URI of the client id', () => {
  const api = exported(
    liveEntra({
      api: liveEntraApi({
        roles: [],
        scopes: [permissionScope()],
        assignmentRequired: false,
        identifierUris: [`api://${CLIENT_ID}`],
      }),
      clients: [web],
    }),
    scopeMode,
  );
  expect(api.provider).toMatchObject({
    settings: { mode: 'scope', apiName: 'Orders API' },
    adopt: {
      api: { identifierUri: `api://${CLIENT_ID}`, scopes: { 'orders.read': 'id-of-orders.read' } },
      clients: { web: { application: 'o-web', principal: 'p-web' } },
    },
  });
  expect(api.clients).toEqual({
    web: { scopes: ['orders.read'], redirectUris: ['https://app.example.com/cb'], displayName: 'Web' },
  });
  expect(notes(api)).toHaveLength(1);
});

test('what is written has no audience: the application that is taken over has it', () => {
  const api = exported();
  const { config } = parse(renderYaml(api, 'shop')) as { config: Record<string, unknown> };
  expect(config).toMatchObject({
    'shop:tenantId': DIRECTORY,
    'shop:mode': 'role',
    'shop:entraAdopt': { api: { application: 'o-api' } },
  });
  expect(Object.keys(config)).not.toContain('shop:audience');
  const program = renderTypeScript(api, 'shop');
  expect(program).toContain(`identityProvider: entra({\n    tenantId: "${DIRECTORY}",\n    mode: "role",`);
  expect(program).not.toContain('audience:');
});

test('a profile of a directory is known as one, and what a program without ids does is said', () => {
  const api = exportApi(liveOfDirectory());
  expect(api.provider).toEqual({ kind: 'entra', domain: DIRECTORY, settings: { mode: 'role' } });
  expect(notes(api)).toEqual([
    `JWT profile: its audience "${CLIENT_ID}" is that of an application which --entra would take over; without it up makes another one, with a new client id as the audience`,
  ]);
  expect(exportApi(live()).provider.kind).toBe('auth0');
});

test('an age that every token of Entra has already is left out', () => {
  const api = exported(liveEntra(), liveOfDirectory({}, { allowedAge: 300 }));
  expect(api.jwtProfile).toBeUndefined();
  expect(notes(api)[0]).toMatch(/^JWT profile: ords.jwtProfile.allowedAge refuses every token: .*left out$/);
});

test('a privilege with a role that no app role can be named after is left out', () => {
  const roles = ['orders.read', 'HR Reader'];
  const api = exportApi(liveOfDirectory({ privileges: [privilege({ roles })], roles }), { kind: 'entra' });
  expect(api.scopes).toEqual({});
  expect(notes(api)).toContain(
    'privilege "orders.read": left out, and untouched by up: scopes["orders.read"].roles has characters that Entra refuses in a role or scope: "HR Reader"',
  );
  // An ORDS role of this name is nothing to another provider.
  const elsewhere = exportApi(
    live({
      privileges: [privilege({ roles })],
      roles,
      profile: { ...live().profile!, roleClaim: '/roles' },
    }),
    { kind: 'auth0' },
  );
  expect(elsewhere.scopes).toMatchObject({ 'orders.read': { roles } });
});

test('no application with that audience', () => {
  const api = exported(liveEntra({ api: null, clients: [] }));
  expect(api).toMatchObject({ clients: {}, provider: { adopt: {} } });
  expect(notes(api)).toEqual([
    `application of "${CLIENT_ID}": directory "${DIRECTORY}" has none; up makes a new one, whose client id is the new audience`,
  ]);
});

test.each<[Partial<LiveEntraApi>, RegExp]>([
  [{ tokenVersion: 1 }, /its tokens are of version 1; up makes them version 2/],
  [{ signInAudience: 'AzureADMultipleOrgs' }, /its accounts are "AzureADMultipleOrgs"; up makes/],
  [{ mappedClaims: true }, /may sign with keys that the JWKS URL does not have/],
  [{ people: ['Ada'] }, /people have its roles, and keep them: "Ada"/],
  [
    { roles: [permission({ displayName: 'Reader' })] },
    /^app role "orders.read": its display name is "Reader"/,
  ],
  [{ roles: [permission({ enabled: false })] }, /^app role "orders.read": it is disabled; up enables it/],
  [{ roles: [] }, /^scope "orders.read": the application does not have it; up adds it/],
  [
    { roles: [permission(), permission({ value: 'admin', memberTypes: ['User'] })] },
    /^app role "admin": it is for User; up makes it for Application and User/,
  ],
  [
    { scopes: [permissionScope({ adminOnly: true })] },
    /^permission scope "orders.read": only administrators may consent to it; up lets people/,
  ],
  [{ scopes: [permissionScope({ value: 'other' })] }, /^permission scope "other": .*up removes it$/],
  [{ roles: [permission(), permission({ value: '' })] }, /^app role id-of-: .*up removes it$/],
])('of the API %j is said', (change, expected) => {
  expect(ofApi(change)).toContainEqual(expect.stringMatching(expected));
});

test('the description that Entra asks for is none where it is the name', () => {
  const described = permission({ description: 'Read orders' });
  expect(ofApi({ roles: [described] })).toEqual([
    'scope "orders.read": its description is "Read orders" in the directory and none in ORDS; up writes that of ORDS to the directory',
  ]);
});

test('each text that up would write anew is said once', () => {
  const roles = ['orders.read', 'clerk'];
  const schema = liveOfDirectory({ privileges: [privilege({ roles, description: 'Read' })], roles });
  const reader = permission({ description: 'Read' });
  const texts = (api: Partial<LiveEntraApi>, of: LiveSchema = schema): string[] =>
    notes(exported(liveEntra({ api: liveEntraApi({ roles: [reader], ...api }), clients: [] }), of));
  expect(texts({ roles: [reader, permission({ value: 'clerk', description: 'Of the office' })] })).toEqual([
    'app role "clerk": its description is "Of the office"; up makes it "clerk"',
  ]);
  const same = permissionScope({ description: 'Read' });
  expect(texts({ scopes: [same] })).toEqual([]);
  const other = { ...same, description: 'Let it read', displayName: 'Reading' };
  expect(texts({ scopes: [other] })).toEqual([
    'permission scope "orders.read": its display name is "Reading"; up makes it "orders.read"',
    'permission scope "orders.read": its description is "Let it read"; up makes it "Read"',
  ]);
  const userConsent = { displayName: 'Read for me', description: '' };
  expect(texts({ scopes: [{ ...same, userConsent }] })).toEqual([
    'permission scope "orders.read": its display name for the consent of people is "Read for me"; up makes it "orders.read"',
    'permission scope "orders.read": its description for the consent of people is none; up makes it "Read"',
  ]);
  // In scope mode a role of the same name stays, with the text of the scope.
  const people = liveOfDirectory(
    { privileges: [privilege({ description: 'Read' })], roles: [] },
    { roleClaim: null },
  );
  expect(texts({ roles: [permission({ description: 'As a role' })], scopes: [same] }, people)).toEqual([
    'app role "orders.read": its description is "As a role"; up makes it "Read"',
  ]);
});

test('without a service principal the default of assignmentRequired stays; with one its own is written', () => {
  const { principalId: _, ...without } = liveEntraApi({ assignmentRequired: false });
  expect(exported(liveEntra({ api: without, clients: [] })).provider.settings).not.toHaveProperty(
    'assignmentRequired',
  );
  const api = liveEntraApi({ assignmentRequired: false });
  expect(exported(liveEntra({ api, clients: [] })).provider.settings['assignmentRequired']).toBe(false);
});

test.each<[string, object, RegExp]>([
  ['of another directory', { id: undefined }, /registered in another directory/],
  ["the API's own", { id: 'o-api' }, /the API's own application/],
  ['for other directories', { signInAudience: 'AzureADMultipleOrgs' }, /up would make that "AzureADMyOrg"/],
  ['with a role that is no scope', { assignments: [{ id: 'a', role: 'admin' }] }, /do not declare: "admin"/],
  ['both', { scopes: ['orders.read'], redirectUris: ['https://a.example.com/'] }, /is one of the two/],
  [
    'without a web platform',
    { ...web, redirectUris: [], publicRedirectUris: ['x://y'] },
    /redirect URIs are those of a browser or a device, which has no secret: "x:\/\/y"/,
  ],
  ['without any redirect URI', { ...web, redirectUris: [] }, /its list of redirect URIs/],
])('a client is left out: %s', (_what, change, reason) => {
  const api = exported(liveEntra({ clients: [{ ...liveEntraClient(), ...change }] }));
  expect(api.clients).toEqual({});
  expect(notes(api).join()).toMatch(/left out, and untouched by up: /);
  expect(notes(api).join()).toMatch(reason);
});

test('redirect URIs of a single-page application or a device are no values, and stay', () => {
  const both = { ...web, publicRedirectUris: ['https://spa.example.com/', 'app://back'] };
  const people = { api: liveEntraApi({ roles: [], scopes: [permissionScope()] }), clients: [both] };
  const api = exported(liveEntra(people), scopeMode);
  expect(api.clients).toMatchObject({ web: { redirectUris: web.redirectUris } });
  expect(notes(api)).toContain(
    'application "Web" (c-web): its redirect URIs of browsers and devices are in no value, and up leaves them: "https://spa.example.com/", "app://back"',
  );
});

test('in scope mode a machine is left out', () => {
  const api = liveEntraApi({ scopes: [permission()], roles: [permission()] });
  const { clients, notExpressed } = exported(liveEntra({ api }), scopeMode);
  expect(clients).toEqual({});
  expect(notExpressed.map(({ reason }) => reason).join()).toContain(
    'is a machine, whose tokens carry no scp',
  );
});
