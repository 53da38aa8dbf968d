import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { pulumiOrds } from './support/command';
import { TestDirectory } from './support/identityProviders/entraDirectory';
import { Requests } from './support/requests';
import { startTestSandbox, type TestSandbox } from './support/sandbox';
import { TestStack } from './support/stack';

// A stack in Microsoft Entra that takes over what somebody has made by hand, and makes one client of its own beside.

jest.setTimeout(300_000);

const PROGRAM = `
const { readFileSync } = require('node:fs');
const pulumi = require('@pulumi/pulumi');
const { ProtectedApi, entra } = require('pulumi-ords');
const { clients, adopt } = JSON.parse(readFileSync('settings.json', 'utf8'));
const api = new ProtectedApi('hr', {
  scopes: { 'hr.read': { description: 'Read HR', modules: ['hr'] }, 'hr.write': {} },
  clients,
  identityProvider: entra({ tenantId: process.env.ARM_TENANT_ID, adopt }),
  ords: {
    schema: process.env.ORDS_USER,
    baseUrl: process.env.ORDS_BASE_URL,
    enableSchema: true,
    connection: {
      connectString: process.env.ORDS_CONNECT_STRING,
      user: process.env.ORDS_USER,
      password: pulumi.secret(process.env.ORDS_PASSWORD),
    },
    modules: {
      hr: {
        basePath: '/hr/',
        templates: [
          { pattern: 'me', handlers: [{ method: 'GET', sourceType: 'json/query', source: 'select 1 as n from dual' }] },
        ],
      },
    },
  },
});
exports.hr = { audience: api.audience, clients: api.clients, endpoints: api.endpoints, manifest: api.manifest };
`;
const READ = 'bbbbbbbb-0000-4000-8000-000000000001';
const WRITE = 'bbbbbbbb-0000-4000-8000-000000000002';
const CALLBACK = 'https://app.example.com/callback';

interface Registered {
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
  readonly passwordCredentials: readonly object[];
}

let sandbox: TestSandbox;
let stack: TestStack;
let requests: Requests;
let directory: TestDirectory;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  requests = new Requests(sandbox);
  directory = new TestDirectory(sandbox, requests);
  stack = await TestStack.create(sandbox);
  stack.program(PROGRAM);
});
afterAll(async () => {
  await requests?.close();
  stack?.remove();
  await sandbox?.stop();
});

async function register(displayName: string, members: object, principal: object = {}) {
  const notes = 'made by hand';
  const { id: application, appId } = await directory.manage<Registered>('POST', 'applications', {
    displayName,
    notes,
    ...members,
  });
  const made = await directory.manage<Registered>('POST', 'servicePrincipals', {
    appId,
    notes,
    ...principal,
  });
  return { appId, ids: { application, principal: made.id } };
}

async function listed(what: string, names: readonly string[]): Promise<Registered[]> {
  const { value } = await directory.manage<{ value: Registered[] }>('GET', `${what}`);
  return value.filter(({ displayName }) => names.includes(displayName));
}

/** Without what says nothing: when it changes an object, the official provider writes `false` and `{}` where Graph has null (facts/entra.md 1.3). */
function said<T>(value: T): T {
  const isSaid = (member: unknown): boolean =>
    member !== null &&
    member !== false &&
    (typeof member !== 'object' || Array.isArray(member) || Object.keys(member).length > 0);
  const text = JSON.stringify(value, (_name, member: unknown) => (isSaid(member) ? member : undefined));
  return JSON.parse(text) as T;
}

/** Everything of what was made by hand but its secrets, and these. */
async function madeByHand(api: string) {
  const names = ['hr', 'hr-backend', 'hr-web'];
  const applications = await listed('applications', names);
  const { value } = await directory.manage<{ value: { principalDisplayName: string; appRoleId: string }[] }>(
    'GET',
    `servicePrincipals/${api}/appRoleAssignedTo`,
  );
  return {
    objects: said({
      applications: applications.map(({ passwordCredentials: _secrets, ...one }) => one),
      principals: await listed('servicePrincipals', names),
      assignments: value.filter(({ principalDisplayName }) => names.includes(principalDisplayName)),
    }),
    secrets: applications.flatMap(({ passwordCredentials }) => passwordCredentials).length,
  };
}

const command = (...args: string[]) => pulumiOrds(sandbox, stack.directory, args);
const idOf = (name: string) => stack.state().resources.find(({ urn }) => urn.endsWith(`::${name}`))?.id;
const objectId = (name: string) => idOf(name)?.split('/').at(-1);

let api: Awaited<ReturnType<typeof register>>;
let before: Awaited<ReturnType<typeof madeByHand>>;
let adopt: object;

test('up takes over what there is as it is, and gives each client a secret', async () => {
  const permissions = [
    { id: READ, value: 'hr.read', text: 'Read HR' },
    { id: WRITE, value: 'hr.write', text: 'hr.write' },
  ];
  api = await register(
    'hr',
    {
      api: {
        requestedAccessTokenVersion: 2,
        oauth2PermissionScopes: permissions.map(({ id, value, text }) => ({
          ...{ id, value, type: 'User', isEnabled: true },
          ...{ adminConsentDisplayName: value, adminConsentDescription: text },
          ...{ userConsentDisplayName: value, userConsentDescription: text },
        })),
      },
      appRoles: permissions.map(({ id, value, text }) => ({
        ...{ id, value, displayName: value, description: text, isEnabled: true },
        allowedMemberTypes: ['Application', 'User'],
      })),
      web: { homePageUrl: 'https://hr.example.com/' },
    },
    { appRoleAssignmentRequired: true },
  );
  const identifierUri = `api://${api.appId}`;
  await directory.manage('PATCH', `applications/${api.ids.application}`, { identifierUris: [identifierUri] });
  const backend = await register('hr-backend', { tags: ['kept'] });
  const web = await register('hr-web', {
    web: { redirectUris: [CALLBACK], logoutUrl: 'https://app.example.com/out' },
    requiredResourceAccess: [
      { resourceAppId: api.appId, resourceAccess: [{ id: READ, type: 'Scope' }] },
      { resourceAppId: backend.appId, resourceAccess: [{ id: WRITE, type: 'Scope' }] },
    ],
  });
  const { principal } = api.ids;
  const assign = async (appRoleId: string): Promise<string> => {
    const body = { principalId: backend.ids.principal, appRoleId, resourceId: principal };
    return (
      await directory.manage<Registered>('POST', `servicePrincipals/${principal}/appRoleAssignedTo`, body)
    ).id;
  };
  const assignments = { 'hr.read': await assign(READ), 'hr.write': await assign(WRITE) };
  before = await madeByHand(principal);
  const permissionIds = { 'hr.read': READ, 'hr.write': WRITE };
  adopt = {
    api: {
      ...api.ids,
      identifierUri,
      roles: permissionIds,
      memberTypes: ['Application', 'User'],
      scopes: permissionIds,
    },
    clients: {
      backend: { ...backend.ids, assignments },
      web: web.ids,
    },
  };
  const clients = {
    backend: { scopes: ['hr.read', 'hr.write'] },
    web: { scopes: ['hr.read'], redirectUris: [CALLBACK] },
    batch: { scopes: ['hr.write'] },
  };
  writeFileSync(stack.file('settings.json'), JSON.stringify({ clients, adopt }));

  await stack.up();
  expect(before.secrets).toBe(0);
  expect(await madeByHand(principal)).toEqual({ ...before, secrets: 2 });
  const outputs = await stack.outputs('hr');
  expect(outputs.audience).toBe(api.appId);
  const { backend: credentials } = outputs.clients;
  if (!credentials) throw new Error('the stack has no client backend');
  const { access_token: token } = await directory.askForToken(credentials, api.appId);
  expect(await requests.status(`${outputs.endpoints['hr']}me`, token)).toBe(200);
});

test('export writes the stack with the ids that it has, and the program that this makes changes nothing', async () => {
  const { status, out } = await command('export', '--entra', '--project', 'hr', '--quiet');
  expect(status).toBe(0);
  const { config } = parse(out) as { config: Record<string, unknown> };
  const { clients, api: adoptedApi } = config['hr:entraAdopt'] as {
    clients: Record<string, object>;
    api: object;
  };
  expect(config).not.toHaveProperty(['hr:audience']);
  expect(config).toMatchObject({
    'hr:tenantId': sandbox.environment['ARM_TENANT_ID'],
    'hr:mode': 'role',
    'hr:apiName': 'hr',
    'hr:clients': {
      'hr-backend': { scopes: ['hr.read', 'hr.write'] },
      'hr-web': { scopes: ['hr.read'], redirectUris: [CALLBACK] },
    },
  });
  expect(adoptedApi).toEqual((adopt as { api: object }).api);
  const { 'hr-backend': backend, 'hr-web': web, 'hr-batch': batch } = clients;
  expect({ backend, web }).toEqual((adopt as { clients: object }).clients);
  expect(batch).toEqual({
    application: objectId('hr-batch'),
    principal: objectId('hr-batch-principal'),
    assignments: { 'hr.write': objectId('hr-batch-hr.write') },
  });

  writeFileSync(
    stack.file('settings.json'),
    JSON.stringify({
      adopt: { api: adoptedApi, clients: { backend, web } },
      clients: {
        backend: (config['hr:clients'] as Record<string, object>)['hr-backend'],
        web: (config['hr:clients'] as Record<string, object>)['hr-web'],
        batch: { scopes: ['hr.write'] },
      },
    }),
  );
  expect((await stack.preview()).changes).toEqual({});
});

test('cleanup finds nothing of a whole state, and what a state does not have', async () => {
  expect(await command('cleanup')).toMatchObject({
    status: 0,
    out: expect.stringMatching(/^clean: nothing of /) as string,
  });
  const lost = async (...names: string[]): Promise<string[]> => {
    const resources = stack
      .state()
      .resources.filter(({ urn }) => !names.some((name) => urn.endsWith(`::${name}`)));
    writeFileSync(stack.file('state.json'), JSON.stringify({ version: 3, deployment: { resources } }));
    const { status, out } = await command('cleanup', '--state', 'state.json', '--output', 'json');
    expect(status).toBe(2);
    const found = JSON.parse(out) as Record<'leftovers' | 'unproven', { kind: string; name: string }[]>;
    expect(found.unproven).toEqual([]);
    return found.leftovers.map(({ kind, name }) => `${kind} ${name}`);
  };
  expect(await lost('hr-batch-principal')).toEqual([`service_principal ${objectId('hr-batch-principal')}`]);
  // What was taken over is nobody's leftover.
  expect(await lost('hr-batch', 'hr-backend', 'hr-api')).toEqual([`app ${objectId('hr-batch')}`]);
});

test('cleanup removes what carries the mark of the stack, and nothing else', async () => {
  const mine = (await listed('applications', ['hr-batch']))[0] as Registered & { readonly notes: string };
  await directory.manage('POST', 'applications', {
    displayName: 'ghost',
    notes: mine.notes.replace('hr-batch', 'hr-ghost'),
  });
  await directory.manage('POST', 'applications', {
    displayName: 'theirs',
    notes: '[pulumi-ords hr/prod#0123456789ab hr]',
  });
  const { status, out } = await command('cleanup', '--yes');
  expect({ status, out }).toEqual({
    status: 0,
    out: expect.stringMatching(/: app "[0-9a-f-]{36}" .* hr-ghost\]\n/),
  });
  expect(await listed('applications', ['hr-batch', 'ghost', 'theirs'])).toMatchObject([
    { displayName: 'hr-batch' },
    { displayName: 'theirs' },
  ]);
});

test('what somebody changes in what was taken over is named by drift', async () => {
  await directory.manage('PATCH', `applications/${api.ids.application}`, {
    api: { requestedAccessTokenVersion: 1 },
  });
  await directory.manage('PATCH', `servicePrincipals/${api.ids.principal}`, {
    appRoleAssignmentRequired: false,
  });
  const { status, out } = await command('drift');
  expect({ status, out }).toEqual({
    status: 2,
    out: expect.stringContaining('idp.api.token_version') as string,
  });
});

test('up puts it back, a scope that leaves an adopted client is taken from it, and nothing else is', async () => {
  const settings = JSON.parse(readFileSync(stack.file('settings.json'), 'utf8')) as {
    clients: { backend: { scopes: string[] } };
    adopt: { clients: { backend: { assignments: Record<string, string> } } };
  };
  settings.clients.backend.scopes = ['hr.read'];
  delete settings.adopt.clients.backend.assignments['hr.write'];
  writeFileSync(stack.file('settings.json'), JSON.stringify(settings));
  await stack.up();
  const { objects } = before;
  const assignments = objects.assignments.filter(({ appRoleId }) => appRoleId !== WRITE);
  expect(assignments).toHaveLength(1);
  before = { ...before, objects: { ...objects, assignments } };
  expect((await madeByHand(api.ids.principal)).objects).toEqual(before.objects);
  expect(await command('drift')).toMatchObject({ status: 0 });
});

test('destroy leaves what there was', async () => {
  await stack.destroy();
  expect(await madeByHand(api.ids.principal)).toEqual(before);
  expect(await listed('applications', ['hr-batch'])).toEqual([]);
});
