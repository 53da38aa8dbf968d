import type { ServiceError } from '@grpc/grpc-js';
import { azureadPlugin } from '../../../../sandbox/plugins/azuread/plugin';
import { startPlugin } from '../../../../sandbox/plugins/framework/plugin';
import { Driver, type Plain } from '../framework/driver';
import { Fixture, READ_ID, role } from './fixture';
import { urnOf } from './urns';

let fixture: Fixture;
beforeEach(async () => {
  fixture = await Fixture.start();
});
afterEach(() => fixture.stop());

const API = { displayName: 'hr-api', appRoles: [role(READ_ID, 'hr.read')] };
const control = () => fixture.recording.tenant.control;

test('one 404 after each create is waited out', async () => {
  for (const kind of ['application', 'servicePrincipal', 'password', 'appRoleAssignment'] as const)
    control().notFoundOnceAfterCreate(kind);
  const { app, principal } = await fixture.register(API);
  const password = await fixture.make('ApplicationPassword', { applicationId: app.id });
  expect(password.outputs.keyId).toBeDefined();
  const client = await fixture.register({ displayName: 'backend' });
  const assignment = await fixture.make('AppRoleAssignment', {
    appRoleId: READ_ID,
    principalObjectId: client.principal.outputs.objectId,
    resourceObjectId: principal.outputs.objectId,
  });
  expect(assignment.outputs.principalDisplayName).toBe('backend');
});

test('429 is waited out for as long as Retry-After says, 5xx with a back-off', async () => {
  control().refuse({ match: { method: 'POST', path: '/graph/' }, status: 429, times: 1, resetSeconds: 0 });
  control().refuse({ match: { method: 'PATCH' }, status: 503, times: 2, resetSeconds: 0 });
  const app = await fixture.make('Application', API);
  expect(app.outputs.displayName).toBe('hr-api');
});

test('an answer that is lost after the write is asked for again: two applications, as with the official plugin', async () => {
  control().refuse({
    match: { method: 'POST', path: '/graph/v1.0/applications' },
    status: 502,
    times: 1,
    afterWrite: true,
  });
  await fixture.make('Application', API);
  const named = fixture.recording.tenant
    .state()
    .applications.filter(({ properties }) => properties.displayName === 'hr-api');
  expect(named).toHaveLength(2);
});

test('a right that is missing is named as Graph names it, and the read after the create keeps the id', async () => {
  control().setOperatorPermissions(['Application.Read.All']);
  await fixture.driver.configure(fixture.recording.login);
  await expect(fixture.make('Application', API)).rejects.toThrow(
    'unexpected status 403 (403 Forbidden) with error: Authorization_RequestDenied: Insufficient privileges to complete the operation.',
  );
  control().setOperatorPermissions(['Application.ReadWrite.All']);
  await fixture.driver.configure(fixture.recording.login);
  control().refuse({ match: { method: 'GET', path: '/graph/beta/' }, status: 403, times: 1 });
  const failed = (await fixture.make('Application', API).catch((error: unknown) => error)) as ServiceError;
  expect(failed.details).toContain('403 Forbidden');
  expect(failed.metadata.get('grpc-status-details-bin')).toHaveLength(1);
});

test('with OwnedBy alone a program that does not list the caller cannot go on', async () => {
  control().setOperatorPermissions(['Application.ReadWrite.OwnedBy']);
  await fixture.driver.configure(fixture.recording.login);
  const app = await fixture.make('Application', API);
  await expect(fixture.driver.change(app, { ...API, notes: 'x' })).rejects.toThrow('403');
  const owned = { ...API, owners: [fixture.recording.callerId] };
  const kept = await fixture.make('Application', owned);
  expect((await fixture.driver.change(kept, { ...owned, notes: 'x' }))?.outputs.notes).toBe('x');
});

describe('signing in', () => {
  const signIn = async (changes: Plain, env: NodeJS.ProcessEnv = {}): Promise<unknown> => {
    const plugin = await startPlugin(azureadPlugin, {
      SSL_CERT_FILE: fixture.recording.caFile,
      ORDS_SANDBOX_PLUGIN_WAITS: 'none',
      ...env,
    });
    const driver = new Driver(plugin.port);
    try {
      await driver.configure({ ...fixture.recording.login, ...changes });
      return 'signed in';
    } catch (error) {
      return (error as ServiceError).details;
    } finally {
      driver.close();
      await plugin.close();
    }
  };

  test('metadata first, then a token with the secret in the form; nothing of Graph', async () => {
    fixture.recording.requests.splice(0);
    expect(await signIn({})).toBe('signed in');
    const { requests, tenant, metadataHost } = fixture.recording;
    expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /metadata/endpoints?api-version=2022-09-01',
      `POST /${tenant.tenantId}/oauth2/v2.0/token`,
    ]);
    expect(Object.fromEntries(new URLSearchParams(requests[1]?.body))).toEqual({
      client_id: tenant.operator.clientId,
      client_secret: tenant.operator.clientSecret,
      grant_type: 'client_credentials',
      scope: `https://${metadataHost}/graph/.default`,
    });
    expect(requests[1]?.headers.authorization).toBeUndefined();
  });

  test('the environment stands in for settings', async () => {
    const { metadataHost, tenantId, clientId, clientSecret } = fixture.recording.login;
    const environment = {
      ARM_METADATA_HOSTNAME: metadataHost,
      ARM_TENANT_ID: tenantId,
      ARM_CLIENT_ID: clientId,
      ARM_CLIENT_SECRET: clientSecret,
    };
    const nothing = { metadataHost: '', tenantId: '', clientId: '', clientSecret: '' };
    expect(await signIn(nothing, environment)).toBe('signed in');
    for (const name of Object.keys(nothing))
      expect(await signIn({ [name]: '' })).toContain(`set azuread:${name}`);
  });

  test('a wrong secret is told with its number and without itself', async () => {
    const told = await signIn({ clientSecret: 'a-wrong-secret' });
    expect(told).toContain('unable to obtain access token');
    expect(told).toContain('AADSTS7000215');
    expect(told).not.toContain('a-wrong-secret');
  });

  test('an authority that nobody trusts is refused, with the remedy', async () => {
    expect(await signIn({}, { SSL_CERT_FILE: '' })).toMatch(/x509.*SSL_CERT_FILE/);
  });

  test('other ways to sign in are refused by the check', async () => {
    const { failuresList } = (
      await fixture.driver.checkConfig({
        useOidc: 'true',
        useMsi: 'false',
        environment: 'public',
        useCli: 'true',
      })
    ).toObject();
    expect(failuresList.map(({ property }) => property)).toEqual(['useOidc']);
  });
});

test('headers are those of the official plugin', async () => {
  fixture.recording.requests.splice(0);
  await fixture.make('Application', API);
  const [sent] = fixture.recording.requests;
  expect(sent?.headers).toMatchObject({
    authorization: expect.stringMatching(/^Bearer \S+\.\S+\.\S+$/),
    accept: 'application/json; charset=utf-8; IEEE754Compatible=false',
    'content-type': 'application/json; charset=utf-8',
    'odata-version': '4.0',
    'odata-maxversion': '4.0',
  });
  const preview = await fixture.driver.create(urnOf('Application', 'y'), { displayName: 'y' }, true);
  expect(preview.outputs.clientId).toEqual(expect.any(String));
});
