import { existsSync, readdirSync } from 'node:fs';
import { PASSWORD, Tenancy } from './support/tenancy';

let tenancy: Tenancy;

beforeEach(async () => (tenancy = await Tenancy.open()));
afterEach(() => tenancy.close());

test('a database is PROVISIONING, then AVAILABLE with its addresses; deleted, it goes on answering as TERMINATED', async () => {
  tenancy.controlPlane.faults.holds.plan({ match: '^PROVISIONING' });
  const created = await tenancy.create();
  expect(created.status).toBe(200);
  expect(created.body).toMatchObject({
    lifecycleState: 'PROVISIONING',
    connectionUrls: null,
    dbName: 'ORDERS',
  });
  expect(JSON.stringify(created.body)).not.toContain(PASSWORD);
  const path = `autonomousDatabases/${String(created.body['id'])}`;
  expect(await tenancy.controlPlane.faults.holds.waiting()).toBe('PROVISIONING orders');
  expect((await tenancy.client.call('DELETE', path)).body).toMatchObject({ code: 'IncorrectState' });
  await tenancy.controlPlane.faults.holds.release();

  const database = await tenancy.until(created.body['id'], 'AVAILABLE');
  expect(database['connectionUrls']).toMatchObject({
    ordsUrl: expect.stringMatching(/^https:\/\/localhost:\d+\/ords\/$/),
  });
  const again = (await tenancy.client.call('GET', path)).body;
  expect(again).toEqual(database);
  const list = await tenancy.client.call(
    'GET',
    `autonomousDatabases?compartmentId=${tenancy.operator.compartmentId}`,
  );
  expect(list.body).toEqual([database]);

  expect((await tenancy.client.call('DELETE', path)).status).toBe(204);
  await tenancy.until(created.body['id'], 'TERMINATED');
  expect((await tenancy.client.call('DELETE', path)).status).toBe(404);
  expect(readdirSync(tenancy.folder.autonomousDatabases)).toEqual([]);
});

test('stop and start keep what is in it, and a restart of the sandbox keeps addresses', async () => {
  const database = await tenancy.available();
  const id = String(database['id']);
  const act = (action: string) => tenancy.client.call('POST', `autonomousDatabases/${id}/actions/${action}`);
  expect((await act('stop')).body).toMatchObject({ lifecycleState: 'STOPPING' });
  await tenancy.until(id, 'STOPPED');
  expect((await act('stop')).status).toBe(409);
  expect(tenancy.controlPlane.databaseHost.unit(id)).toBeUndefined();
  await tenancy.restart();
  expect((await tenancy.until(id, 'STOPPED'))['connectionUrls']).toEqual(database['connectionUrls']);
  await act('start');
  expect(await tenancy.until(id, 'AVAILABLE')).toEqual(database);
  await tenancy.restart();
  expect(await tenancy.until(id, 'AVAILABLE')).toEqual(database);
});

test('a database that was being made when the sandbox ended is gone afterwards', async () => {
  tenancy.controlPlane.faults.holds.plan({ match: '^PROVISIONING', moment: 'after' });
  const { body } = await tenancy.create();
  await tenancy.controlPlane.faults.holds.waiting();
  await tenancy.restart();
  expect(await tenancy.until(body['id'], 'TERMINATED')).toMatchObject({
    lifecycleDetails: expect.any(String),
  });
  expect(readdirSync(tenancy.folder.autonomousDatabases)).toEqual([]);
});

test('an update goes through UPDATING; an Always Free database that nobody uses is stopped', async () => {
  const database = await tenancy.available();
  const path = `autonomousDatabases/${String(database['id'])}`;
  const updated = await tenancy.client.call('PUT', path, {
    displayName: 'Orders',
    freeformTags: { team: 'shop' },
  });
  expect(updated.body).toMatchObject({ lifecycleState: 'UPDATING', displayName: 'Orders' });
  expect(await tenancy.until(database['id'], 'AVAILABLE')).toEqual({
    ...database,
    displayName: 'Orders',
    freeformTags: { team: 'shop' },
  });
  tenancy.controlPlane.stopUnused(String(database['id']));
  expect(await tenancy.until(database['id'], 'STOPPED')).toMatchObject({
    lifecycleDetails: expect.stringContaining('7 days'),
  });
});

test('creations with one retry token make one database', async () => {
  const send = () =>
    tenancy.client.call('POST', 'autonomousDatabases', tenancy.newDatabase(), { 'opc-retry-token': 'once' });
  const [first, second] = await Promise.all([send(), send()]);
  expect(second.body['id']).toBe(first.body['id']);
  await tenancy.until(first.body['id'], 'AVAILABLE');
});

test('no password is in the log or in the state', async () => {
  const database = await tenancy.available();
  await tenancy.client.call('PUT', `autonomousDatabases/${String(database['id'])}`, {
    adminPassword: `${PASSWORD}2`,
  });
  await tenancy.until(database['id'], 'AVAILABLE');
  expect(tenancy.log.length).toBeGreaterThan(2);
  for (const text of [...tenancy.log, JSON.stringify(tenancy.controlPlane.state())])
    expect(text).not.toContain(PASSWORD);
  expect(existsSync(tenancy.folder.path)).toBe(true);
});

test('what the service does and the sandbox does not is refused as such', async () => {
  const { body } = await tenancy.create();
  const act = (id: unknown, sent: Record<string, unknown>) =>
    tenancy.client.call('POST', `autonomousDatabases/${String(id)}/actions/changeCompartment`, sent);
  const { tenancyId } = tenancy.operator;
  expect(await act(body['id'], { compartmentId: tenancyId })).toMatchObject({
    status: 501,
    body: { message: expect.stringContaining('moving a database to another compartment') },
  });
  expect((await act(body['id'], {})).status).toBe(400);
  expect((await act(body['id'], { compartmentId: 'ocid1.compartment.oc1..elsewhere' })).body['code']).toBe(
    'NotAuthorizedOrNotFound',
  );
  expect((await act('ocid1.autonomousdatabase.oc1..nothing', { compartmentId: tenancyId })).status).toBe(404);
  await tenancy.until(body['id'], 'AVAILABLE');
});
