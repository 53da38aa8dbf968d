import { startOracleSandbox, type OracleSandbox } from '../../support/oracleSandbox';
import { Driven } from './support';

jest.setTimeout(60_000);

/** What happens to the next call whose text contains `match`. */
let next: { match: RegExp; when: 'before' | 'after'; what: 'drop' | 'stall' } | undefined;

function strike(when: 'before' | 'after', sql: string): 'drop' | 'stall' | undefined {
  if (next?.when !== when || !next.match.test(sql)) return undefined;
  const { what } = next;
  next = undefined;
  return what;
}

let sandbox: OracleSandbox;
beforeAll(async () => {
  sandbox = await startOracleSandbox({
    faults: {
      beforeCall: (_session, sql) => strike('before', sql),
      afterCall: (_session, sql) => (strike('after', sql) ? 'drop' : undefined),
    },
  });
});
afterAll(() => sandbox.close());
afterEach(() => {
  next = undefined;
  sandbox.database.faults.clear();
});

const privilege = { name: 'orders.read', patterns: ['/orders/*'] };

it.each([
  [60, 'deadlock detected while waiting for resource'],
  [4020, 'deadlock detected while trying to lock object'],
  [20011, 'Data Guard rolling upgrade is currently running. Please try again later.'],
])('ORA-%i passes', async (number, text) => {
  sandbox.database.faults.add({ match: /^ORDS\.DEFINE_PRIVILEGE$/, error: { number, text }, times: 2 });
  const resource = await new Driven('Privilege', sandbox.connection()).create(privilege);
  expect(sandbox.database.faults.remaining).toBe(0);
  await resource.delete();
});

it('a fault that does not pass is an error, and nothing is left', async () => {
  sandbox.database.faults.add({
    match: /^ORDS\.SET_MODULE_PRIVILEGE$/,
    error: { number: 60, text: 'deadlock detected' },
    times: 100,
  });
  const connection = sandbox.connection();
  const module = await new Driven('Module', connection).create({
    name: 'orders',
    basePath: 'orders',
    templates: [],
  });
  const read = await new Driven('Privilege', connection).create(privilege);
  const protection = new Driven('ModuleProtection', connection);
  await expect(protection.create({ module: 'orders', privilege: 'orders.read' })).rejects.toMatchObject({
    code: 'ords.database.busy',
    message: expect.stringContaining('ORA-00060'),
  });
  expect(await sandbox.rows('ORDSDEMO', 'select status from user_ords_modules')).toEqual([['NOT_PUBLISHED']]);
  for (const resource of [read, module]) await resource.delete();
});

it('a failure after the protection and before the publication leaves neither', async () => {
  const connection = sandbox.connection();
  const module = await new Driven('Module', connection).create({
    name: 'orders',
    basePath: 'orders',
    templates: [],
  });
  const read = await new Driven('Privilege', connection).create(privilege);
  sandbox.database.faults.add({
    match: /^ORDS\.PUBLISH_MODULE$/,
    error: { number: 1403, text: 'no data found' },
  });
  await expect(
    new Driven('ModuleProtection', connection).create({ module: 'orders', privilege: 'orders.read' }),
  ).rejects.toMatchObject({ code: 'ords.object.unknown' });
  expect(await sandbox.rows('ORDSDEMO', 'select status from user_ords_modules')).toEqual([['NOT_PUBLISHED']]);
  expect(await sandbox.rows('ORDSDEMO', 'select privilege_name from user_ords_privilege_modules')).toEqual(
    [],
  );
  for (const resource of [read, module]) await resource.delete();
});

it.each(['before', 'after'] as const)(
  "a connection lost %s the call is no failure, and the object is the stack's own",
  async (when) => {
    const resource = new Driven('Privilege', sandbox.connection());
    next = { match: /define_privilege/, when, what: 'drop' };
    await resource.create(privilege);
    expect(next).toBeUndefined();
    expect(resource.outs).toMatchObject({ adopted: false });
    next = { match: /delete_privilege/, when, what: 'drop' };
    await resource.delete();
    expect(await resource.refresh()).toBe(false);
  },
);

it('every connection dropped between two calls', async () => {
  const resource = await new Driven('Privilege', sandbox.connection()).create(privilege);
  sandbox.server.dropConnections();
  expect(await resource.refresh()).toBe(true);
  sandbox.server.dropConnections();
  await resource.delete();
});

it('a database that does not answer: the call ends with its time-out, and the next one works', async () => {
  const connection = { ...sandbox.connection(), callTimeoutSeconds: 1 };
  const resource = new Driven('Privilege', connection);
  next = { match: /define_privilege/, when: 'before', what: 'stall' };
  const begin = Date.now();
  await expect(resource.create(privilege)).rejects.toMatchObject({
    code: 'ords.connection.call_timeout',
    field: 'ords.connection.callTimeoutSeconds',
  });
  expect(Date.now() - begin).toBeLessThan(4_000);
  await resource.create(privilege);
  await resource.delete();
});

it('twenty at once, on a few sessions', async () => {
  const names = Array.from({ length: 20 }, (_, index) => `p${index}`);
  const made = await Promise.all(
    names.map((name) => new Driven('Privilege', sandbox.connection()).create({ name })),
  );
  expect(sandbox.server.sessions).toBeLessThanOrEqual(8);
  expect(await sandbox.rows('ORDSDEMO', 'select count(*) from user_ords_privileges')).toEqual([[20]]);
  await Promise.all(made.map((resource) => resource.delete()));
  expect(await sandbox.rows('ORDSDEMO', 'select count(*) from user_ords_privileges')).toEqual([[0]]);
});
