import { findEntraLeftovers } from '../../../components/cleanup/entraLeftovers';
import { findLeftovers } from '../../../components/cleanup/findLeftovers';
import type { Cleanup, Leftover } from '../../../components/cleanup/leftover';
import { stackState, type StackState } from '../../../components/cleanup/stackState';
import { openDatabase } from '../../../components/database/oracleDatabase';
import { createHttp, type ClosableHttp } from '../../../components/diagnose/collect/httpClient';
import type { Manifest } from '../../../components/manifest';
import {
  READ_ID,
  scopeOf,
  SCOPE_ID,
  TestTenant,
  WRITE_ID,
  roleOf,
  type Body,
} from '../../sandbox/entra/support';
import { manifest } from '../cli/fixtures';

const TOKEN = '4f9a2c81d3e0';

let test: TestTenant;
let http: ClosableHttp;
let now: Date | undefined;
/** Each test has a stack of its own in the one directory. */
let project: string;
let count = 0;
beforeAll(async () => {
  test = await TestTenant.start({ clock: () => now ?? new Date() });
  http = createHttp({ ca: test.ca });
});
beforeEach(() => {
  now = undefined;
  manifests = [];
  count += 1;
  project = `shop-${count}`;
});
afterAll(async () => {
  await http.close();
  await test.stop();
});

const mark = (
  resource: string,
  claim: string | undefined = TOKEN,
  stack = `${project}/dev`,
): { notes: string } => ({
  notes: `[pulumi-ords ${stack}${claim && `#${claim}`} ${resource}]`,
});
const roles = { appRoles: [roleOf(READ_ID, 'orders.read'), roleOf(WRITE_ID, 'orders.write')] };
const made = async (resource: string, members: Body = {}, principal = mark(`${resource}-principal`)) =>
  test.register(resource, { ...mark(resource), ...members }, principal);

type Registered = Awaited<ReturnType<typeof made>>;
const ofType = (type: string, id: string, outputs: Body = {}) => ({
  urn: `urn:pulumi:dev::${project}::${type}::${id}`,
  type,
  id,
  outputs,
});
const applicationOf = (id: string, clientId: string) =>
  ofType('azuread:index/application:Application', `/applications/${id}`, { clientId });
const application = ({ id, clientId }: Registered) => applicationOf(id, clientId);
const principal = ({ principalId, clientId }: Registered) =>
  ofType('azuread:index/servicePrincipal:ServicePrincipal', `/servicePrincipals/${principalId}`, {
    clientId,
    applicationTenantId: test.id,
  });

let manifests: Manifest[] = [];

function stateOf(...resources: object[]): StackState {
  const claim = ofType('pulumi-nodejs:dynamic/ords:Claim', 'claim', { token: TOKEN, schema: 'HR' });
  const provider = ofType('pulumi:providers:azuread', 'default', {});
  return stackState({ deployment: { resources: [claim, provider, ...resources] } }, 'test', manifests);
}

async function look(...resources: object[]): Promise<Cleanup> {
  const state = stateOf(...resources);
  const cloud = { environment: undefined, metadataHost: new URL(test.tenant.url).host };
  const credentials = { entra: { tenantId: test.id, ...test.tenant.operator, cloud } };
  return findLeftovers({ state, schemas: [], credentials }, { http, open: openDatabase });
}

const named = (leftovers: readonly Leftover[]): string[] =>
  leftovers.map(({ kind, name }) => `${kind} ${name}`);

async function removeAll(found: Cleanup): Promise<Leftover[]> {
  const removed: Leftover[] = [];
  await found.remove(
    () => true,
    (leftover) => removed.push(leftover),
  );
  return removed;
}

async function applications(): Promise<unknown[]> {
  const { body } = await test.graph('GET', '/applications');
  return (body['value'] as Body[]).map(({ id }) => id);
}

it('marked applications that the state does not have are found and removed, clients before the API', async () => {
  const before = await applications();
  const api = await made('hr-api', roles);
  const client = await made('hr-backend');
  const kept = await made('hr-kept');
  const namesake = await made('hr-api', { ...roles, ...mark('hr-api', '0123456789ab') });
  const claimless = await made('hr-api', mark('hr-api', ''));
  const theirs = await made('hr-api', { ...roles, ...mark('hr-api', TOKEN, 'store/prod') });
  const byHand = await made('by hand', { ...roles, notes: 'made by hand' });
  await test.assign(api, client.principalId);

  const found = await look(application(kept), principal(kept));
  expect(found).toMatchObject({ unread: [], skipped: [] });
  expect(named(found.leftovers)).toEqual([`app ${client.id}`, `app ${api.id}`]);
  expect(found.leftovers[1]).toEqual({
    side: 'identity provider',
    place: test.id,
    kind: 'app',
    name: api.id,
    mark: `[pulumi-ords ${project}/dev#${TOKEN} hr-api]`,
  });
  expect(found.unproven).toMatchObject([
    { name: claimless.id, doubt: 'other_claim' },
    { name: namesake.id, doubt: 'other_claim' },
  ]);

  expect(named(await removeAll(found))).toEqual(named(found.leftovers));
  // Gone already is success.
  await removeAll(found);
  const stay = [kept, namesake, claimless, theirs, byHand].map(({ id }) => id);
  expect(await applications()).toEqual([...before, ...stay]);
  const { status } = await test.graph('GET', `/servicePrincipals/${api.principalId}`);
  expect(status).toBe(404);
});

it('of two applications of one resource the older one is left, a younger one was copied with its notes', async () => {
  const start = Date.now();
  const seconds = (number: number): void => {
    now = new Date(start + number * 1_000);
  };
  seconds(1);
  const older = await made('hr-api', roles);
  seconds(2);
  const ofState = await made('hr-api', roles);
  const twin = await made('hr-api', roles);
  seconds(3);
  const copy = await made('hr-api', roles);
  const found = await look(application(ofState), principal(ofState));
  expect(named(found.leftovers)).toEqual([`app ${older.id}`, `app ${twin.id}`]);
  expect(found.unproven).toMatchObject([{ name: copy.id, doubt: 'copy' }]);
});

it('where the directory does not say which of the two is older, neither is proven', async () => {
  const notes = mark('hr-api').notes;
  const two = ['o1', 'o2'].map((id) => ({ id, appId: `c-${id}`, notes }));
  const graph = {
    list: (path: string) => Promise.resolve(path === 'applications' ? two : []),
    get: () => Promise.resolve({}),
  };
  const { leftovers, unproven } = await findEntraLeftovers(
    graph,
    'place',
    stateOf(applicationOf('o1', 'c-o1')),
  );
  expect(leftovers).toEqual([]);
  expect(unproven).toMatchObject([{ name: 'o2', doubt: 'copy' }]);
});

describe('parts of applications that the state has, which the official provider would not make twice', () => {
  const web = (api: Registered): Body => ({
    requiredResourceAccess: [
      { resourceAppId: api.clientId, resourceAccess: [{ id: SCOPE_ID, type: 'Scope' }] },
    ],
  });
  const people = {
    api: { requestedAccessTokenVersion: 2, oauth2PermissionScopes: [scopeOf(SCOPE_ID, 'hr')] },
  };
  const assignment = async (api: Registered, client: Registered, role = READ_ID): Promise<string> => {
    const { body } = await test.assign(api, client.principalId, role);
    return `/servicePrincipals/${api.principalId}/appRoleAssignedTo/${String(body['id'])}`;
  };

  it('a service principal with the mark', async () => {
    const left = await made('hr-backend');
    const byHand = await made('hr-web', {}, { notes: 'made by hand' });
    const namesake = await made('hr-batch', {}, mark('hr-batch-principal', '0123456789ab'));
    const found = await look(...[left, byHand, namesake].map(application));
    expect(named(found.leftovers)).toEqual([`service_principal ${left.principalId}`]);
    expect(found.unproven).toEqual([]);
    await removeAll(found);
    expect((await test.graph('GET', `/servicePrincipals/${left.principalId}`)).status).toBe(404);
    expect((await test.graph('GET', `/applications/${left.id}`)).status).toBe(200);
  });

  const declaring = (
    api: Registered,
    clients: readonly (readonly [Registered, string[]])[],
    redirectUris?: string[],
  ): Manifest =>
    manifest({
      identityProvider: { kind: 'entra', tenantId: test.id, loginEndpoint: test.tenant.url },
      trust: { ...manifest().trust, audience: api.clientId },
      clients: Object.fromEntries(
        clients.map(([{ clientId }, scopes]) => [
          clientId,
          { clientId, scopes, ...(redirectUris && { redirectUris }) },
        ]),
      ),
    });
  const ofAssignment = (id: string, outputs: Body = {}) =>
    ofType('azuread:index/appRoleAssignment:AppRoleAssignment', id, outputs);

  it('a role of the API that the program gives to its own client', async () => {
    const api = await made('hr-api', roles);
    const client = await made('hr-backend');
    const theirs = await test.register('theirs');
    manifests = [declaring(api, [[client, ['orders.read', 'orders.write']]])];
    const known = await assignment(api, client);
    const left = await assignment(api, client, WRITE_ID);
    await assignment(api, theirs);
    const of = [api, client].flatMap((one) => [application(one), principal(one)]);
    const found = await look(...of, ofAssignment(known));
    expect(found.leftovers).toMatchObject([
      { kind: 'grant', name: left, mark: `of client ${client.clientId} for ${api.clientId}` },
    ]);
    await removeAll(found);
    const { body } = await test.graph('GET', `/servicePrincipals/${api.principalId}/appRoleAssignedTo`);
    expect((body['value'] as Body[]).map(({ principalId }) => principalId)).toEqual([
      client.principalId,
      theirs.principalId,
    ]);
  });

  it('a role that the program does not give may be given by hand, or by another program: it stays', async () => {
    const api = await made('hr-api', roles);
    const client = await made('hr-backend');
    const batch = await made('hr-batch');
    const web = await made('hr-web');
    const other = await made('hr-other', roles);
    const of = [api, other, client, batch, web].flatMap((one) => [application(one), principal(one)]);
    const further = await assignment(api, client, WRITE_ID);
    const nameless = await assignment(api, batch);
    const ofPerson = await assignment(api, web);
    const unproven = async (...more: Manifest[]): Promise<string[]> => {
      manifests = more;
      const found = await look(...of);
      expect(found.leftovers).toEqual([]);
      expect(found.unproven.every(({ kind, doubt }) => kind === 'grant' && doubt === 'undeclared')).toBe(
        true,
      );
      await removeAll(found);
      return found.unproven.map(({ name }) => name).sort();
    };
    const all = [further, nameless, ofPerson].sort();
    const people = declaring(api, [[web, ['orders.read']]], ['https://app.example.com/cb']);
    expect(await unproven(declaring(api, [[client, ['orders.read']]]), people)).toEqual(all);
    // Of another API of the stack the same client has that scope; and where there is no manifest, nothing says.
    expect(await unproven(declaring(other, [[client, ['orders.write']]]))).toEqual(all);
    expect(await unproven()).toEqual(all);
    const { body } = await test.graph('GET', `/servicePrincipals/${api.principalId}/appRoleAssignedTo`);
    expect(body['value']).toHaveLength(3);
  });

  it('a right that the state has under another id was given again by hand', async () => {
    const api = await made('hr-api', roles);
    const client = await made('hr-backend');
    manifests = [declaring(api, [[client, ['orders.read']]])];
    const again = await assignment(api, client);
    const of = [api, client].flatMap((one) => [application(one), principal(one)]);
    const gone = ofAssignment(`/servicePrincipals/${api.principalId}/appRoleAssignedTo/gone`, {
      appRoleId: READ_ID,
      principalObjectId: client.principalId,
      resourceObjectId: api.principalId,
    });
    const found = await look(...of, gone);
    expect(found.leftovers).toEqual([]);
    expect(found.unproven).toMatchObject([{ name: again, doubt: 'undeclared' }]);
  });

  it('the identifier URI that people ask by, and no other one', async () => {
    const api = await made('hr-api', people);
    const machines = await made('hr-other', roles);
    for (const { id, clientId } of [api, machines])
      await test.graph('PATCH', `/applications/${id}`, {
        identifierUris: [`api://${clientId}`, `api://${clientId}/v1`],
      });
    const client = await made('hr-web', web(api));
    const of = [api, machines, client].flatMap((one) => [application(one), principal(one)]);
    const uri = `api://${api.clientId}`;
    const known = ofType('azuread:index/applicationIdentifierUri:ApplicationIdentifierUri', 'x', {
      identifierUri: uri,
    });
    expect((await look(...of, known)).leftovers).toEqual([]);
    const found = await look(...of);
    expect(named(found.leftovers)).toEqual([`identifier_uri ${uri}`]);
    await removeAll(found);
    const { body } = await test.graph('GET', `/applications/${api.id}`);
    expect(body['identifierUris']).toEqual([`${uri}/v1`]);
    expect((await look(...of)).leftovers).toEqual([]);
  });
});

it('a directory that may not be read is half a look, and a right that is missing to remove is said', async () => {
  await made('hr-backend');
  test.tenant.control.setOperatorPermissions([]);
  expect((await look()).skipped).toEqual([
    {
      side: 'identity provider',
      reason: expect.stringMatching(/lacks Application.Read.All on Microsoft Graph$/) as unknown,
      needed: true,
    },
  ]);
  test.tenant.control.setOperatorPermissions(['Application.Read.All']);
  const found = await look();
  expect(found.leftovers).toHaveLength(1);
  await expect(removeAll(found)).rejects.toMatchObject({ code: 'idp.management.scope' });
});
