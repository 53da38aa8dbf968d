import { writeFileSync } from 'node:fs';
import { request } from 'undici';
import { permissionId } from '../../components/idp/entraPermissions';
import { Requests } from './support/requests';
import { startTestSandbox, type TestSandbox } from './support/sandbox';
import { TestStack } from './support/stack';

// What is about Microsoft Entra itself, from the first `up` to an empty directory.

jest.setTimeout(300_000);

const PROGRAM = `
const { readFileSync } = require('node:fs');
const pulumi = require('@pulumi/pulumi');
const { ProtectedApi, entra } = require('pulumi-ords');
const { clients, ...settings } = JSON.parse(readFileSync('settings.json', 'utf8'));
const api = new ProtectedApi('hr', {
  scopes: {
    'hr.read': { description: 'Read HR', modules: ['hr'] },
    'hr.write': { modules: ['jobs'] },
  },
  clients,
  identityProvider: entra({ tenantId: process.env.ARM_TENANT_ID, ...settings }),
  ords: {
    schema: process.env.ORDS_USER,
    baseUrl: process.env.ORDS_BASE_URL,
    enableSchema: true,
    connection: {
      connectString: process.env.ORDS_CONNECT_STRING,
      user: process.env.ORDS_USER,
      password: pulumi.secret(process.env.ORDS_PASSWORD),
    },
    modules: Object.fromEntries(['hr', 'jobs'].map((name) => [name, {
      basePath: '/' + name + '/',
      templates: [
        { pattern: 'me', handlers: [{ method: 'GET', sourceType: 'json/query', source: 'select 1 as n from dual' }] },
      ],
    }])),
  },
});
exports.hr = {
  issuer: api.issuer, audience: api.audience, clients: api.clients, endpoints: api.endpoints, manifest: api.manifest,
};
`;
interface TokenAnswer {
  readonly access_token?: string;
  readonly error_codes?: readonly number[];
}

const BACKEND = { backend: { scopes: ['hr.read'] } };

let sandbox: TestSandbox;
let stack: TestStack;
let requests: Requests;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  requests = new Requests(sandbox);
  stack = await TestStack.create(sandbox);
  stack.program(PROGRAM);
});
afterAll(async () => {
  await requests?.close();
  stack?.remove();
  await sandbox?.stop();
});

function settings(values: object): void {
  writeFileSync(stack.file('settings.json'), JSON.stringify(values));
}

/** What the token endpoint answers to a client that asks for its roles of the API, as its own outputs say. */
async function askForToken(): Promise<TokenAnswer> {
  const { clients, audience } = await stack.outputs('hr');
  const { clientId = '', clientSecret = '' } = clients.backend ?? {};
  return tokenFor(clientId, clientSecret, audience);
}

async function tokenFor(clientId: string, clientSecret: string, resource: string): Promise<TokenAnswer> {
  const { ARM_METADATA_HOSTNAME: host, ARM_TENANT_ID: tenant } = sandbox.environment;
  const { body } = await request(`https://${host}/${tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    dispatcher: requests.dispatcher,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: `${resource}/.default`,
    }).toString(),
  });
  return (await body.json()) as TokenAnswer;
}

/** Applications and service principals of the directory that are not the operator's own. */
async function registered(): Promise<string[]> {
  const {
    ARM_METADATA_HOSTNAME: host,
    ARM_CLIENT_ID: id = '',
    ARM_CLIENT_SECRET: secret = '',
  } = sandbox.environment;
  const { access_token: token } = await tokenFor(id, secret, `https://${host}/graph`);
  const { value } = await requests.json<{ value: { displayName: string }[] }>(
    'GET',
    `https://${host}/graph/v1.0/applications`,
    undefined,
    token,
  );
  return value.map(({ displayName }) => displayName).filter((name) => name.startsWith('hr'));
}

test('up makes an API whose client id is the audience, and a machine is let in by its role alone', async () => {
  settings({ clients: BACKEND });
  await stack.up();
  const { endpoints, issuer, audience, manifest } = await stack.outputs('hr');
  expect(issuer).toBe(
    `https://${sandbox.environment['ARM_METADATA_HOSTNAME']}/${sandbox.environment['ARM_TENANT_ID']}/v2.0`,
  );
  expect(audience).toMatch(/^[0-9a-f-]{36}$/);
  expect(manifest).toMatchObject({
    identityProvider: { kind: 'entra', tenantId: sandbox.environment['ARM_TENANT_ID'] },
    trust: { audience, authorisation: { mode: 'role', roleClaim: '/roles' } },
  });
  const { access_token: token } = await askForToken();
  expect(await requests.status(`${endpoints['hr']}me`, token)).toBe(200);
  expect([401, 403]).toContain(await requests.status(`${endpoints['jobs']}me`, token));
  for (const module of ['hr', 'jobs']) expect(await requests.status(`${endpoints[module]}me`)).toBe(401);
});

test('a refresh of what the directory has added changes nothing', async () => {
  expect((await stack.preview()).changes).toEqual({});
});

test('a role that was taken away shows, no token is given without it, and the next up gives it back', async () => {
  const { clients, audience } = await stack.outputs('hr');
  await sandbox.control.call('entra/removeAssignments', {
    api: audience,
    client: clients['backend']?.clientId,
  });
  expect((await askForToken()).error_codes).toEqual([501051]);
  expect((await stack.preview()).output).toMatch(/AppRoleAssignment: \(create\)/);
  expect(await stack.upChanging()).toEqual(['hr-backend-hr.read']);
  expect((await askForToken()).access_token).toEqual(expect.any(String));
  expect((await stack.outputs('hr')).audience).toBe(audience);
});

test('people beside the machine: the scopes have the ids of the roles, and the API keeps its audience', async () => {
  const { audience } = await stack.outputs('hr');
  settings({
    clients: { ...BACKEND, web: { scopes: ['hr.read'], redirectUris: ['https://app.example.com/callback'] } },
  });
  await stack.up();
  const application = stack.state().resources.find(({ urn }) => urn.endsWith('::hr-api'))?.outputs ?? {};
  expect(application).toMatchObject({
    clientId: audience,
    identifierUris: expect.any(Array) as unknown,
    appRoleIds: { 'hr.read': permissionId('hr.read') },
    oauth2PermissionScopeIds: { 'hr.read': permissionId('hr.read') },
  });
  expect((await stack.preview()).changes).toEqual({});
  const { endpoints } = await stack.outputs('hr');
  expect(await requests.status(`${endpoints['hr']}me`, (await askForToken()).access_token)).toBe(200);
});

test('destroy needs no program, and leaves nothing in the directory', async () => {
  expect(await registered()).toEqual(expect.arrayContaining(['hr', 'hr-backend', 'hr-web']));
  stack.program('throw new Error("destroy has run the program");');
  await stack.destroy();
  expect(await registered()).toEqual([]);
  expect(stack.state().resources).toEqual([]);
});
