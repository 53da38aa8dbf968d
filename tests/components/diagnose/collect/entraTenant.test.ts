import { entraReader } from '../../../../components/diagnose/collect/entra';
import { createHttp, type ClosableHttp } from '../../../../components/diagnose/collect/httpClient';
import type { ManagementReader } from '../../../../components/diagnose/collect/providerReader';
import { requestToken, type TokenRequest } from '../../../../components/diagnose/collect/tokenRequest';
import { TestTenant, type Registered } from '../../../sandbox/entra/support';

let server: TestTenant;
let http: ClosableHttp;
let api: Registered;
let client: Registered;

beforeAll(async () => {
  server = await TestTenant.start();
  http = createHttp({ ca: server.ca });
  api = await server.registerApi('hr', 2, { appRoleAssignmentRequired: true });
  client = await server.register('backend');
  await server.assign(api, client.principalId);
});
afterAll(async () => {
  await http.close();
  await server.stop();
});

const settings = () => ({ kind: 'entra', tenantId: server.id, loginEndpoint: server.tenant.url });

function reader(): ManagementReader {
  const { operator, metadataHost } = server.tenant;
  const entra = { tenantId: server.id, ...operator, cloud: { metadataHost } };
  return entraReader.management(settings(), { entra }, http);
}

/** Why a directory gives no token. */
async function refusal(change: Partial<TokenRequest> = {}) {
  const request = {
    kind: 'entra',
    tokenUrl: entraReader.tokenUrl(settings()),
    clientId: client.clientId,
    clientSecret: client.secret,
    audience: api.clientId,
    ...change,
  } as const;
  const reading = await requestToken(request, http);
  if (reading.state !== 'failed') throw new Error(`it is ${reading.state}`);
  return reading.failure;
}

test('an API and its client are read from a directory in five requests of Graph', async () => {
  server.tenant.statistics.reset();
  const management = reader();
  const [found, clients] = await Promise.all([
    management.api(api.clientId),
    management.clients(api.clientId, { backend: { clientId: client.clientId, scopes: ['orders.read'] } }),
  ]);
  expect(found).toMatchObject({
    value: {
      identifier: api.clientId,
      active: true,
      entra: { tokenVersion: 2, principal: { assignmentRequired: true }, ownKey: 'none' },
    },
  });
  expect(clients).toMatchObject({
    value: { backend: { grantedScopes: ['orders.read'], active: true, entra: { hasPrincipal: true } } },
  });
  const asked = Object.entries(server.tenant.statistics.requests);
  const ofGraph = asked.filter(([route]) => route.startsWith('GET /graph/'));
  expect(ofGraph.reduce((sum, [, count]) => sum + count, 0)).toBe(5);
});

test('its operator may lack the right', async () => {
  server.tenant.control.setOperatorPermissions(['User.Read.All']);
  expect(await reader().api(api.clientId)).toMatchObject({
    state: 'skipped',
    reason: expect.stringContaining('lacks Application.Read.All') as string,
  });
  server.tenant.control.setOperatorPermissions([
    'Application.ReadWrite.All',
    'AppRoleAssignment.ReadWrite.All',
  ]);
});

test('the id of a secret in the place of its value', async () => {
  const { passwordCredentials } = (await server.graph('GET', `/applications/${client.id}`)).body;
  const [{ keyId = '' } = {}] = passwordCredentials as { keyId?: string }[];
  expect(await refusal({ clientSecret: keyId })).toMatchObject({
    code: 'idp.token.credentials',
    message: expect.stringMatching(/a GUID, as the id of a secret.*AADSTS7000215/) as string,
  });
  const { message } = await refusal({ clientSecret: 'another' });
  expect(message).not.toContain('GUID');
});

test('who lacks a role, a service principal, or is disabled', async () => {
  const lone = await server.register('lone');
  const asLone = { clientId: lone.clientId, clientSecret: lone.secret };
  expect(await refusal(asLone)).toMatchObject({ code: 'idp.token.not_granted' });
  await server.graph('PATCH', `/servicePrincipals/${lone.principalId}`, { accountEnabled: false });
  expect((await refusal(asLone)).message).toMatch(/service principal of client .* is disabled/);
  await server.graph('DELETE', `/servicePrincipals/${lone.principalId}`);
  expect((await refusal(asLone)).message).toMatch(/no service principal for client/);
  await server.graph('PATCH', `/servicePrincipals/${api.principalId}`, { accountEnabled: false });
  expect((await refusal()).message).toMatch(/service principal of the API .* is disabled/);
  server.tenant.control.expireSecrets({ clientId: client.clientId });
  expect((await refusal()).message).toMatch(/has expired.*AADSTS7000222/);
});
