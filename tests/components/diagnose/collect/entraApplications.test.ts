import { entraReader } from '../../../../components/diagnose/collect/entra';
import { entraCredentials } from '../../../../components/diagnose/collect/credentials';
import type { ManagementReader } from '../../../../components/diagnose/collect/providerReader';
import type { Http, HttpRequest } from '../../../../components/diagnose/http';

const TENANT = '8f3a1c52-0c1d-4a61-9d6e-2b7f5f0f1a11';
const LOGIN = 'https://login.microsoftonline.com';
const GRAPH = 'https://graph.microsoft.com/v1.0/';
const CLAIM = '4f9a2c81d3e0';
const END = '2027-06-30T00:00:00Z';

const settings = { kind: 'entra', tenantId: TENANT, loginEndpoint: LOGIN };
const environment = { ARM_TENANT_ID: TENANT, ARM_CLIENT_ID: 'operator', ARM_CLIENT_SECRET: 'not-in-clear' };

const role = (value: string, change: object = {}) => ({
  id: `role-${value}`,
  value,
  isEnabled: true,
  allowedMemberTypes: ['Application'],
  ...change,
});
const api = (change: object = {}) => ({
  id: 'o-api',
  appId: 'api',
  identifierUris: ['api://api'],
  appRoles: [role('hr.read'), role('hr.write', { isEnabled: false })],
  api: {
    requestedAccessTokenVersion: 2,
    acceptMappedClaims: false,
    oauth2PermissionScopes: [{ id: 's', value: 'hr.read', isEnabled: true }],
  },
  ...change,
});
const principal = (appId: string, change: object = {}) => ({
  id: `p-${appId}`,
  appId,
  accountEnabled: true,
  appRoleAssignmentRequired: true,
  keyCredentials: [],
  ...change,
});
const client = (appId: string, change: object = {}) => ({
  id: `o-${appId}`,
  appId,
  web: { redirectUris: [] },
  appRoles: [],
  api: { requestedAccessTokenVersion: null, oauth2PermissionScopes: [] },
  passwordCredentials: [{ keyId: 'k', endDateTime: END, secretText: null, hint: 'abc' }],
  ...change,
});

interface Directory {
  applications: object[];
  servicePrincipals: object[];
  assignments: Record<string, object[]>;
}

/** Answers as Graph does to what is asked of it, with the members that are selected and no others. */
class FakeGraph {
  readonly asked: string[] = [];
  status = 200;
  directory: Directory = {
    applications: [api(), client('backend')],
    servicePrincipals: [principal('api'), principal('backend')],
    assignments: { 'p-backend': [{ id: 'a', appRoleId: 'ROLE-HR.READ', resourceId: 'p-api' }] },
  };

  readonly http: Http = async (request) => {
    this.asked.push(`${request.method ?? 'GET'} ${decodeURIComponent(request.url.replaceAll('+', ' '))}`);
    const [status, body] = request.url.startsWith(GRAPH)
      ? this.graph(request)
      : [200, { access_token: 'token' }];
    const text = JSON.stringify(body);
    return { ok: true, answer: { status, headers: {}, body: text, bytes: text.length, milliseconds: 1 } };
  };

  private graph({ url }: HttpRequest): readonly [number, object] {
    if (this.status !== 200) return [this.status, { error: { code: 'Authorization_RequestDenied' } }];
    const { pathname, searchParams } = new URL(url);
    const path = pathname.replace('/v1.0/', '');
    const [, holder] = /^servicePrincipals\/([^/]+)\/appRoleAssignments$/.exec(path) ?? [];
    const items = holder
      ? (this.directory.assignments[holder] ?? [])
      : this.directory[path as 'applications' | 'servicePrincipals'];
    const wanted = /^appId eq '(.*)'$/.exec(searchParams.get('$filter') ?? '')?.[1];
    const members = searchParams.get('$select')?.split(',');
    const value = (items as Record<string, unknown>[])
      .filter(({ appId }) => wanted === undefined || String(appId).toLowerCase() === wanted.toLowerCase())
      .map((item) =>
        Object.fromEntries(Object.entries(item).filter(([name]) => members?.includes(name) ?? true)),
      );
    return [200, { value }];
  }
}

let graph: FakeGraph;
beforeEach(() => {
  graph = new FakeGraph();
});

function reader(
  change: Record<string, string> = {},
  manifest: Record<string, string> = {},
): ManagementReader {
  const entra = entraCredentials({ ...environment, ...change });
  return entraReader.management({ ...settings, ...manifest }, entra ? { entra } : {}, graph.http);
}

const machine = (clientId: string) => ({ clientId, scopes: ['hr.read'] });

test('the application of an API, with its service principal', async () => {
  expect(await reader().api('api')).toEqual({
    state: 'read',
    value: {
      identifier: 'api',
      scopes: ['hr.read'],
      signingAlgorithm: undefined,
      tokenDialect: undefined,
      tokenLifetime: undefined,
      active: true,
      entra: {
        tokenVersion: 2,
        identifierUris: ['api://api'],
        roles: [
          { value: 'hr.read', enabled: true, memberTypes: ['Application'] },
          { value: 'hr.write', enabled: false, memberTypes: ['Application'] },
        ],
        scopes: [{ value: 'hr.read', enabled: true }],
        ownKey: 'none',
        principal: { assignmentRequired: true },
      },
    },
  });
});

test('what is wrong with it', async () => {
  graph.directory = {
    applications: [api({ api: { requestedAccessTokenVersion: null, acceptMappedClaims: true } })],
    servicePrincipals: [],
    assignments: {},
  };
  expect(await reader().api('api')).toMatchObject({
    value: { active: true, entra: { tokenVersion: 1, ownKey: 'accepts mapped claims', principal: null } },
  });
  graph.directory.servicePrincipals = [
    principal('api', { accountEnabled: false, keyCredentials: [{ usage: 'Verify' }, { usage: 'Sign' }] }),
  ];
  expect(await reader().api('api')).toMatchObject({
    value: { active: false, entra: { ownKey: 'signing key' } },
  });
  graph.directory.applications = [];
  expect(await reader().api('api')).toEqual({ state: 'read', value: null });
});

test('clients: roles of this API by their values, redirect URIs, ends of secrets', async () => {
  graph.directory.applications.push(
    client('web', { web: { redirectUris: ['https://app.example.com/cb'] } }),
    client('idle', { passwordCredentials: [] }),
    client('lone'),
  );
  graph.directory.servicePrincipals.push(
    principal('web', { accountEnabled: false }),
    principal('idle'),
    principal('other'),
  );
  graph.directory.assignments['p-idle'] = [{ id: 'b', appRoleId: 'role-hr.read', resourceId: 'p-other' }];
  const clients = await reader().clients('api', {
    backend: machine('backend'),
    web: { ...machine('web'), redirectUris: ['https://app.example.com/cb'] },
    idle: machine('idle'),
    lone: machine('lone'),
    gone: machine('gone'),
  });
  expect(clients).toEqual({
    state: 'read',
    value: {
      backend: {
        clientId: 'backend',
        grantedScopes: ['hr.read'],
        active: true,
        redirectUris: [],
        entra: { hasPrincipal: true, secretEnds: [END] },
      },
      web: {
        clientId: 'web',
        active: false,
        redirectUris: ['https://app.example.com/cb'],
        entra: { hasPrincipal: true, secretEnds: [END] },
      },
      idle: {
        clientId: 'idle',
        grantedScopes: null,
        active: true,
        redirectUris: [],
        entra: { hasPrincipal: true, secretEnds: [] },
      },
      lone: {
        clientId: 'lone',
        grantedScopes: null,
        active: true,
        redirectUris: [],
        entra: { hasPrincipal: false, secretEnds: [END] },
      },
      gone: null,
    },
  });
});

test('a machine of an API that is gone has no grant to compare', async () => {
  graph.directory.applications = [client('backend')];
  expect(await reader().clients('api', { backend: machine('backend') })).toMatchObject({
    value: {
      backend: expect.not.objectContaining({ grantedScopes: expect.anything() as unknown }) as object,
    },
  });
});

test('few requests: the API once for all, and no member that nobody needs', async () => {
  const management = reader();
  await Promise.all([management.api('api'), management.clients('api', { backend: machine('backend') })]);
  expect(graph.asked).toHaveLength(1 + 2 + 3);
  expect(graph.asked[1]).toBe(
    `GET ${GRAPH}applications?$filter=appId eq 'api'&$select=id,appId,identifierUris,api,appRoles&$top=999`,
  );
});

test('applications with the mark of the stack that nobody declares; the API is no client', async () => {
  const mark = (resource: string, claim = CLAIM) => `[pulumi-ords shop/dev#${claim} ${resource}]`;
  graph.directory.applications = [
    api({ notes: mark('hr-api') }),
    client('backend', { notes: mark('hr-backend') }),
    client('twice', { notes: mark('hr-backend') }),
    client('of-others', { notes: mark('hr-backend', 'ffffffffffff') }),
    client('by-hand', { notes: 'Ours' }),
  ];
  expect(await reader().orphans(CLAIM, { backend: machine('backend') })).toEqual({
    state: 'read',
    value: [{ clientId: 'twice', resource: 'hr-backend' }],
  });
});

test('a missing right is named, and no failure', async () => {
  graph.status = 403;
  expect(await reader().api('api')).toEqual({
    state: 'skipped',
    reason: 'client "operator" lacks Application.Read.All on Microsoft Graph',
  });
});

test.each([
  ['no credentials', { ARM_CLIENT_SECRET: '' }, {}],
  ['credentials of another directory', { ARM_TENANT_ID: '00000000-0c1d-4a61-9d6e-2b7f5f0f1a11' }, {}],
  ['credentials of another cloud', { ARM_ENVIRONMENT: 'usgovernment' }, {}],
  ['a manifest that does not say where to sign in', {}, { loginEndpoint: '' }],
])('%s: nothing is read, and no secret is sent anywhere', async (_, change, manifest) => {
  expect(await reader(change, manifest).api('api')).toMatchObject({ state: 'skipped' });
  expect(graph.asked).toEqual([]);
});

test('the same directory in another case is the same', async () => {
  expect(await reader({ ARM_TENANT_ID: TENANT.toUpperCase() }).api('api')).toMatchObject({ state: 'read' });
});

test('an id that would end the filter is one like any other', async () => {
  expect(await reader().api("x' or appId ne 'y")).toEqual({ state: 'read', value: null });
  expect(graph.asked[1]).toContain("$filter=appId eq 'x'' or appId ne ''y'");
});
