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
const api = resource('pulumi-ords:index:EntraApi', '');
const directories = (...resources: ResourceOfState[]): string[] => [
  ...entraState([api, ...resources]).directories.keys(),
];

it('knows what the state has by the ids that the directory gives it', () => {
  const assignment = '/servicePrincipals/p1/appRoleAssignedTo/x-y';
  const state = entraState([
    api,
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

describe('whether the stack has an API in a directory', () => {
  const azuread = [provider('default', OWN), resource('azuread:index/group:Group', '/groups/g')];
  const claim = (outputs: object) => resource('pulumi-nodejs:dynamic/ords:Claim', 'c', { ...outputs });
  const ofEntra = manifest({ identityProvider: { kind: 'entra', tenantId: OWN } });

  it.each([
    ['the component', entraState([api]), true],
    ['a manifest', entraState([], [ofEntra]), true],
    ['a claim whose audience is issued', entraState([...azuread, claim({ schema: 'HR' })]), true],
    ['such a claim without anything of azuread', entraState([claim({ schema: 'HR' })]), false],
    ['a group of the program', entraState([...azuread, claim({ audience: 'https://a/' })]), false],
    ['a manifest of another provider', entraState(azuread, [manifest()]), false],
  ])('by %s', (_what, { isUsed, directories }, expected) => {
    expect(isUsed).toBe(expected);
    if (!expected) expect([...directories]).toEqual([]);
  });

  it('an application that the program of an Auth0 stack makes for itself names no directory to look at', () => {
    const own = [application('o', 'c'), principal('p', 'c', OWN), claim({ audience: 'https://a/' })];
    expect([...entraState([...azuread, ...own]).directories]).toEqual([]);
  });
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
