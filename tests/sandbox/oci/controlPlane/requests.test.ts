import { request } from 'undici';
import { createOperator } from '../../../../sandbox/oci/operator';
import { newOcid } from '../../../../sandbox/oci/ocid';
import { OciClient } from './support/ociClient';
import { Tenancy } from './support/tenancy';

let tenancy: Tenancy;

beforeAll(async () => (tenancy = await Tenancy.open()));
afterAll(() => tenancy.close());

const unsigned = async (path: string): Promise<{ status: number; body: unknown }> => {
  const response = await fetch(`${tenancy.controlPlane.url}/20160918/${path}`, {
    headers: { connection: 'close' },
  });
  return { status: response.status, body: await response.json() };
};

test('requests are signed by the operator', async () => {
  const refused = { code: 'NotAuthenticated', message: expect.stringContaining('required information') };
  expect(await unsigned('autonomousDatabases')).toEqual({ status: 401, body: refused });
  const stranger = new OciClient(tenancy.controlPlane.url, await createOperator());
  try {
    expect(await stranger.call('POST', 'autonomousDatabases', tenancy.newDatabase())).toMatchObject({
      status: 401,
      body: refused,
    });
  } finally {
    await stranger.close();
  }
  expect(tenancy.controlPlane.autonomousDatabases).toHaveLength(0);
  expect(tenancy.log.join('\n')).toContain('not authenticated: the key is unknown');
});

test('what is not there, and what is not the operator’s', async () => {
  expect(
    await tenancy.client.call('GET', `autonomousDatabases/${newOcid('autonomousdatabase')}`),
  ).toMatchObject({
    status: 404,
    body: { code: 'NotFound' },
  });
  const elsewhere = { compartmentId: newOcid('compartment') };
  const hidden = { status: 404, body: { code: 'NotAuthorizedOrNotFound' } };
  expect(await tenancy.create(elsewhere)).toMatchObject(hidden);
  expect(
    await tenancy.client.call('GET', `autonomousDatabases?compartmentId=${elsewhere.compartmentId}`),
  ).toMatchObject(hidden);
  expect(await tenancy.client.call('GET', 'autonomousDatabases')).toMatchObject({
    status: 400,
    body: { code: 'MissingParameter' },
  });
  expect(await tenancy.client.call('GET', 'vcns')).toMatchObject({ status: 404, body: { code: 'NotFound' } });
});

test('refusals that were asked for: before a request is served, and after', async () => {
  const { faults, statistics } = tenancy.controlPlane;
  const path = `autonomousDatabases?compartmentId=${tenancy.operator.compartmentId}`;
  faults.plan({ status: 429, times: 1, resetSeconds: 7 });
  expect(await tenancy.client.call('GET', path)).toMatchObject({
    status: 429,
    headers: { 'retry-after': '7' },
    body: { code: 'TooManyRequests' },
  });
  faults.plan({ status: 500, times: 1 });
  expect((await tenancy.client.call('GET', path)).headers['retry-after']).toBeUndefined();
  faults.plan({ status: 500, times: 1, afterWrite: true, match: { method: 'POST' } });
  const token = { 'opc-retry-token': 'again' };
  const send = () => tenancy.client.call('POST', 'autonomousDatabases', tenancy.newDatabase(), token);
  expect(await send()).toMatchObject({ status: 500, body: { code: 'InternalServerError' } });
  const { body } = await send();
  expect(tenancy.controlPlane.autonomousDatabases.map(({ id }) => id)).toEqual([body['id']]);
  expect(statistics.requests['POST /20160918/autonomousDatabases']).toBeGreaterThanOrEqual(2);
  await tenancy.until(body['id'], 'AVAILABLE');
});

test('every answer has the id of its request: the one that was sent, or a new one', async () => {
  const url = `${tenancy.controlPlane.url}/20160918/autonomousDatabases`;
  const idOf = async (headers: Record<string, string>): Promise<unknown> => {
    const { headers: answered, body } = await request(url, { headers });
    await body.dump();
    return answered['opc-request-id'];
  };
  const own = { 'opc-request-id': 'mine' };
  expect(await idOf(own)).toBe('mine'); // 401
  expect(await idOf({})).toMatch(/^[0-9a-f]{32}$/);
  tenancy.controlPlane.faults.plan({ status: 503, times: 1 });
  expect(await idOf(own)).toBe('mine');
});

test('a tenancy has two Always Free databases, each with a name of its own', async () => {
  expect(await tenancy.create({ dbName: 'orders' })).toMatchObject({
    status: 400,
    body: { code: 'InvalidParameter', message: expect.stringContaining('already used') },
  });
  await tenancy.available({ dbName: 'SECOND' });
  expect(await tenancy.create({ dbName: 'THIRD' })).toMatchObject({
    status: 400,
    body: { code: 'LimitExceeded', message: expect.stringContaining('adb-free-count') },
  });
  const paid = await tenancy.available({ dbName: 'PAID', isFreeTier: false });
  await tenancy.terminate(paid['id']);
  const [first] = tenancy.controlPlane.autonomousDatabases;
  await tenancy.terminate(first?.id);
  expect((await tenancy.create({ dbName: 'THIRD' })).status).toBe(200);
});
