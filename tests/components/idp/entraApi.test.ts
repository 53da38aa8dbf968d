import * as pulumi from '@pulumi/pulumi';
import { EntraApi, type EntraApiArgs } from '../../../components/entryPoints/entra';
import { readDirectoryTrust } from '../../../components/idp/entraIssuer';
import { permissionId } from '../../../components/idp/entraPermissions';

jest.mock('../../../components/idp/entraIssuer');
const discovery = jest.mocked(readDirectoryTrust);

const TENANT = '8f3a1c52-0c1d-4a61-9d6e-2b7f5f0f1a11';
const LOGIN = 'https://login.microsoftonline.com';
const OPERATOR = '11111111-0000-4000-8000-000000000001';

let registered: { type: string; name: string; inputs: Record<string, unknown> }[] = [];
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        registered.push({ type, name, inputs });
        return { id: `${name}-id`, state: { ...inputs, ...computed(type, name) } };
      },
      call: ({ token }) =>
        token === 'azuread:index/getClientConfig:getClientConfig' ? { objectId: OPERATOR } : {},
    },
    'shop',
    'dev',
  );
});
beforeEach(() => {
  registered = [];
  environment = { ...process.env };
  delete process.env['ARM_ENVIRONMENT'];
  delete process.env['ARM_METADATA_HOSTNAME'];
  discovery.mockImplementation(async (login, tenant) => ({
    issuer: `${login}/${tenant}/v2.0`,
    jwksUrl: `${login}/${tenant}/discovery/v2.0/keys`,
  }));
});
afterEach(() => {
  process.env = environment;
});

/** What only the directory knows (facts/entra.md 1.3). */
function computed(type: string, name: string): Record<string, unknown> {
  if (type.endsWith(':Application')) return { clientId: `${name}-client-id`, objectId: `${name}-object-id` };
  if (type.endsWith(':ServicePrincipal')) return { objectId: `${name}-object-id` };
  if (type.endsWith(':ApplicationPassword')) return { value: 'not-in-clear', keyId: 'k' };
  return {};
}

const value = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((resolve) => output.apply(resolve));
async function settled(): Promise<void> {
  for (let quiet = 0; quiet < 100; quiet += 1) {
    const before = registered.length;
    await new Promise(setImmediate);
    if (registered.length > before) quiet = 0;
  }
}
const inputsOf = (name: string) => registered.find((resource) => resource.name === name)?.inputs;
const namesOf = (type: string) =>
  registered.filter((resource) => resource.type.endsWith(`:${type}`)).map(({ name }) => name);

const machine = { scopes: ['hr.read'], displayName: 'hr-backend', description: undefined };
const people = {
  scopes: ['hr.read'],
  displayName: 'hr-web',
  description: 'Web',
  redirectUris: ['https://app.example.com/cb'],
};
const request: EntraApiArgs = {
  tenantId: TENANT,
  displayName: 'hr',
  scopes: [
    { name: 'hr.read', description: 'Read HR' },
    { name: 'hr.write', description: undefined },
  ],
  clients: { backend: machine },
};

async function make(name: string, change: Partial<EntraApiArgs> = {}): Promise<EntraApi> {
  const api = new EntraApi(name, { ...request, ...change });
  await settled();
  return api;
}

const role = (name: string, description: string, allowedMemberTypes: string[]) => ({
  id: permissionId(name),
  value: name,
  displayName: name,
  description,
  enabled: true,
  allowedMemberTypes,
});

test('machines: app roles, version 2 tokens, no identifier URI, a role for each granted scope', async () => {
  const api = await make('a');
  expect(inputsOf('a-api')).toEqual({
    displayName: 'hr',
    signInAudience: 'AzureADMyOrg',
    api: { requestedAccessTokenVersion: 2 },
    appRoles: [role('hr.read', 'Read HR', ['Application']), role('hr.write', 'hr.write', ['Application'])],
    owners: [OPERATOR],
  });
  expect(namesOf('ApplicationIdentifierUri')).toEqual([]);
  expect(inputsOf('a-api-principal')).toMatchObject({
    clientId: 'a-api-client-id',
    appRoleAssignmentRequired: true,
  });
  // An interrupted run may have left one, of which an application has no second.
  for (const name of ['a-api-principal', 'a-backend-principal'])
    expect(inputsOf(name)).toMatchObject({ useExisting: true });
  expect(inputsOf('a-backend')).toMatchObject({
    displayName: 'hr-backend',
    requiredResourceAccesses: [
      {
        resourceAppId: 'a-api-client-id',
        resourceAccesses: [{ id: permissionId('hr.read'), type: 'Role' }],
      },
    ],
  });
  expect(namesOf('AppRoleAssignment')).toEqual(['a-backend-hr.read']);
  expect(inputsOf('a-backend-hr.read')).toEqual({
    appRoleId: permissionId('hr.read'),
    principalObjectId: 'a-backend-principal-object-id',
    resourceObjectId: 'a-api-principal-object-id',
  });
  // Without a date of the program it is Microsoft's default, and stays what it was.
  expect(inputsOf('a-backend-secret')).toEqual({ applicationId: 'a-backend-id', displayName: 'pulumi-ords' });
  expect(await value(api.issuer)).toBe(`${LOGIN}/${TENANT}/v2.0`);
  expect(await value(api.jwksUrl)).toBe(`${LOGIN}/${TENANT}/discovery/v2.0/keys`);
  expect(await value(api.audience)).toBe('a-api-client-id');
  const { clientId, clientSecret } = api.clients.backend!;
  expect(await value(clientId)).toBe('a-backend-client-id');
  expect([await value(clientSecret), await pulumi.isSecret(clientSecret)]).toEqual(['not-in-clear', true]);
});

test('people: permission scopes and an identifier URI of its own, no roles', async () => {
  await make('b', { clients: { web: people }, secretEndDate: '2999-01-01T00:00:00Z' });
  expect(inputsOf('b-api')).not.toHaveProperty('appRoles');
  expect(inputsOf('b-api')).not.toHaveProperty('identifierUris');
  expect(inputsOf('b-api')).toMatchObject({
    api: {
      requestedAccessTokenVersion: 2,
      oauth2PermissionScopes: [
        {
          id: permissionId('hr.read'),
          value: 'hr.read',
          type: 'User',
          enabled: true,
          adminConsentDisplayName: 'hr.read',
          adminConsentDescription: 'Read HR',
        },
        { value: 'hr.write', adminConsentDescription: 'hr.write' },
      ],
    },
  });
  expect(inputsOf('b-api-uri')).toEqual({
    applicationId: 'b-api-id',
    identifierUri: 'api://b-api-client-id',
  });
  expect(inputsOf('b-api-principal')).toMatchObject({ appRoleAssignmentRequired: false });
  expect(inputsOf('b-web')).toMatchObject({
    description: 'Web',
    web: { redirectUris: ['https://app.example.com/cb'] },
    requiredResourceAccesses: [{ resourceAccesses: [{ id: permissionId('hr.read'), type: 'Scope' }] }],
  });
  expect(inputsOf('b-web-secret')).toMatchObject({ endDate: '2999-01-01T00:00:00Z' });
  expect(namesOf('AppRoleAssignment')).toEqual([]);
});

test('both: role mode, and the scopes that people need to sign in share the ids and texts of the roles', async () => {
  await make('c', { clients: { backend: machine, web: people } });
  const { appRoles, api } = inputsOf('c-api') as {
    appRoles: { id: string; value: string; displayName: string; description: string }[];
    api: {
      oauth2PermissionScopes: {
        id: string;
        value: string;
        adminConsentDisplayName: string;
        adminConsentDescription: string;
      }[];
    };
  };
  expect(appRoles).toEqual([
    role('hr.read', 'Read HR', ['Application', 'User']),
    role('hr.write', 'hr.write', ['Application', 'User']),
  ]);
  expect(
    api.oauth2PermissionScopes.map((scope) => [
      scope.value,
      scope.id,
      scope.adminConsentDisplayName,
      scope.adminConsentDescription,
    ]),
  ).toEqual(appRoles.map((each) => [each.value, each.id, each.displayName, each.description]));
});

test('the cloud is that of the official provider', async () => {
  process.env['ARM_ENVIRONMENT'] = 'usgovernment';
  const api = await make('d');
  expect(await value(api.issuer)).toBe(`https://login.microsoftonline.us/${TENANT}/v2.0`);
  expect(await value(api.manifest['loginEndpoint']!)).toBe('https://login.microsoftonline.us');
});

test('owners can be named, and what cannot work is refused before anything is registered', async () => {
  await make('e', { owners: ['me'] });
  expect(inputsOf('e-backend')).toMatchObject({ owners: ['me'] });
  expect(() => new EntraApi('f', { ...request, tenantId: 'common' })).toThrow(
    /identityProvider.tenantId: stands for every directory.*\[entra.tenant.many\]/,
  );
});

describe('an application that is taken over', () => {
  const id = (last: number): string => `00000000-0000-4000-8000-00000000000${last}`;
  const adopted = {
    application: id(1),
    principal: id(2),
    roles: { 'hr.read': id(3) },
    scopes: { 'hr.read': id(3) },
  };
  type Declared = {
    appRoles?: { id: string; value: string; allowedMemberTypes: string[] }[];
    api: { oauth2PermissionScopes?: { id: string; value: string }[] };
  };

  test('keeps the ids of its roles, those who may have them, and the scopes that it has', async () => {
    await make('g', { adopt: { api: { ...adopted, memberTypes: ['User'] } } });
    const { appRoles = [], api } = inputsOf('g-api') as Declared;
    expect(appRoles.map((one) => [one.value, one.id, one.allowedMemberTypes])).toEqual([
      ['hr.read', id(3), ['Application', 'User']],
      ['hr.write', permissionId('hr.write'), ['Application', 'User']],
    ]);
    expect(api.oauth2PermissionScopes).toMatchObject([{ value: 'hr.read', id: id(3) }]);
    expect(inputsOf('g-backend-hr.read')).toMatchObject({ appRoleId: id(3) });
  });

  test('keeps its roles in scope mode', async () => {
    await make('h', { clients: { web: people }, adopt: { api: adopted } });
    const { appRoles, api } = inputsOf('h-api') as Declared;
    expect(appRoles).toMatchObject([{ value: 'hr.read', id: id(3), allowedMemberTypes: ['User'] }]);
    expect(api.oauth2PermissionScopes?.map((one) => one.id)).toEqual([id(3), permissionId('hr.write')]);
    expect(inputsOf('h-web')).toMatchObject({
      requiredResourceAccesses: [{ resourceAccesses: [{ id: id(3), type: 'Scope' }] }],
    });
  });

  test('ids that cannot be are refused before anything is registered', () => {
    expect(() => new EntraApi('i', { ...request, adopt: { api: { application: 'hr' } } })).toThrow(
      /identityProvider.adopt.api.application: is not an id of Entra.*\[entra.adopt.id\]/,
    );
  });
});
