import { clientKey, entraState, rightKey } from '../../../components/cleanup/entraState';
import type { ResourceOfState } from '../../../components/cleanup/exportedState';
import { manifest } from '../cli/fixtures';

const OWN = '8f3a1c52-0c1d-4a61-9d6e-2b7f5f0f1a11';
const OTHER = '11111111-0c1d-4a61-9d6e-2b7f5f0f1a11';
const PROVIDER = 'pulumi:providers:azuread';

const resource = (
  type: string,
  id: string,
  outputs: ResourceOfState['outputs'] = {},
  provider?: string,
): ResourceOfState => ({ urn: `urn:pulumi:dev::shop::${type}::${id}`, type, id, outputs, provider });
const application = (objectId: string, clientId: string, provider?: string): ResourceOfState =>
  resource('azuread:index/application:Application', `/applications/${objectId}`, { clientId }, provider);
const principal = (objectId: string, clientId: string, applicationTenantId: string): ResourceOfState =>
  resource('azuread:index/servicePrincipal:ServicePrincipal', `/servicePrincipals/${objectId}`, {
    clientId,
    applicationTenantId,
  });
const provider = (name: string, tenantId: string): ResourceOfState => resource(PROVIDER, name, { tenantId });
const directories = (...resources: ResourceOfState[]): string[] => [
  ...entraState(resources).directories.keys(),
];

it('knows what the state has by the ids that the directory gives it', () => {
  const assignment = '/servicePrincipals/p1/appRoleAssignedTo/x-y';
  const state = entraState([
    application('o1', 'c1'),
    principal('p1', 'c1', OWN),
    resource('azuread:index/appRoleAssignment:AppRoleAssignment', assignment, {
      appRoleId: 'R1',
      principalObjectId: 'P2',
      resourceObjectId: 'p1',
    }),
    resource('azuread:index/applicationIdentifierUri:ApplicationIdentifierUri', '/applications/o1/u/eA==', {
      identifierUri: 'api://c1',
    }),
  ]);
  expect(state).toEqual({
    isUsed: true,
    directories: new Map([[OWN, undefined]]),
    applicationIds: new Set(['o1']),
    principalIds: new Set(['p1']),
    assignmentIds: new Set([assignment]),
    rights: new Set([rightKey('P1', 'p2', 'r1')]),
    declared: new Map(),
    identifierUris: new Set(['api://c1']),
  });
});

it('the configuration alone is use already, a resource of another provider is none', () => {
  expect(entraState([provider('default', OWN)]).isUsed).toBe(true);
  expect(entraState([resource('auth0:index/client:Client', 'c')]).isUsed).toBe(false);
});

it('names each directory that the stack has an application in', () => {
  // A Microsoft application is of the directory of Microsoft.
  expect(
    directories(application('o', 'c'), principal('p', 'c', OWN), principal('q', 'graph', OTHER)),
  ).toEqual([OWN]);
  // One provider serves the API, another one something else of the program.
  const used = provider('one', OWN.toUpperCase());
  expect(directories(used, provider('two', OTHER), application('o', 'c', `${used.urn}::id-1`))).toEqual([
    OWN,
  ]);
  // Its domain name would be another directory than its id.
  const named = provider('one', 'contoso.onmicrosoft.com');
  const alike = application('o', 'c', `${named.urn}::id-1`);
  expect(directories(named, alike, principal('p', 'c', OWN))).toEqual([OWN]);
  expect(directories(named, alike)).toEqual(['contoso.onmicrosoft.com']);
  expect(directories(provider('one', ''))).toEqual([]);
});

it('a manifest says which roles its machines have, and that people have none of it', () => {
  const clients = {
    backend: { clientId: 'c-backend', scopes: ['orders.read'] },
    web: { clientId: 'c-web', scopes: ['orders.read'], redirectUris: ['https://app.example.com/cb'] },
  };
  const trust = { ...manifest().trust, audience: 'C-API' };
  const own = manifest({ identityProvider: { kind: 'entra', tenantId: OWN }, trust, clients });
  expect(entraState([], [manifest(), own]).declared).toEqual(
    new Map([[clientKey('c-api', 'C-BACKEND'), ['orders.read']]]),
  );
});

it('a manifest says where its directory signs in', () => {
  const identityProvider = { kind: 'entra', tenantId: OWN, loginEndpoint: 'https://login.example.com' };
  expect(
    entraState([principal('p', 'c', OWN)], [manifest({ identityProvider }), manifest()]).directories,
  ).toEqual(new Map([[OWN, 'https://login.example.com']]));
});
