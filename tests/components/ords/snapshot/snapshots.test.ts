import type { Row } from '../../../../components/database/database';
import { Lifecycle } from '../../../../components/ords/lifecycle/lifecycle';
import { roleKind } from '../../../../components/ords/lifecycle/role';
import { SchemaReading } from '../../../../components/ords/lifecycle/snapshot/schemaReading';
import { LONGEST_AGE, Snapshots } from '../../../../components/ords/lifecycle/snapshot/snapshots';
import { Target } from '../../../../components/ords/lifecycle/target';
import { connection } from '../arbitraries';
import { FakeOrds } from '../fakeOrds';

let fake: FakeOrds;
let time: number;
let snapshots: Snapshots;
beforeEach(() => {
  fake = new FakeOrds();
  time = 0;
  snapshots = new Snapshots(() => time);
});

const administrator = { ...connection, user: 'admin' };
const target = (user = connection, schema = 'ORDSDEMO'): Target =>
  new Target(fake.open, user, schema, { shared: true, snapshots });
const roles = async (from: Target): Promise<boolean> => (await from.reading().catalogue()).hasRole('clerk');
const addRole = { text: 'role/create', binds: { name: 'clerk', adopt: 0 }, purpose: 'create role "clerk"' };

test('what is read together is read once, and who comes later waits for the same answer', async () => {
  await Promise.all([
    roles(target()),
    roles(target()),
    target().reading().wholeSources('m'),
    roles(target()),
  ]);
  await target().reading().profile();
  await Promise.all([target().reading().profile(), target().reading().wholeSources('n')]);
  expect(fake.calls).toEqual(['snapshot/catalogue', 'snapshot/sources', 'jwt_profile/read']);
});

test('another schema, and another user, have snapshots of their own', async () => {
  await roles(target());
  await roles(target(connection, 'OTHER'));
  await roles(target(administrator));
  expect(fake.statements.map(({ schema }) => schema)).toEqual([undefined, 'OTHER', 'ORDSDEMO']);
});

test('a write drops the snapshots of its schema, whoever made them, and no others', async () => {
  for (const from of [target(), target(administrator), target(connection, 'OTHER')]) await roles(from);
  await target().block(addRole);
  expect(await roles(target())).toBe(true);
  expect(await roles(target(administrator))).toBe(true);
  const calls = fake.calls.length;
  await roles(target(connection, 'OTHER'));
  expect(fake.calls).toHaveLength(calls);
});

test('what is read during a write does not serve after it', async () => {
  let during: Promise<boolean> | undefined;
  const block = fake.block.bind(fake);
  fake.block = async (statement) => {
    during = roles(target());
    await during;
    return block(statement);
  };
  await target().block(addRole);
  expect(await during).toBe(false);
  expect(await roles(target())).toBe(true);
});

test('a write that fails drops the snapshot too: part of it may stand', async () => {
  await roles(target());
  fake.block = () => {
    fake.roles.add('clerk');
    return Promise.reject(new Error('lost'));
  };
  await expect(target().block(addRole)).rejects.toThrow('lost');
  expect(await roles(target())).toBe(true);
});

test('a failed reading fails those who wait for it, and the next one asks again', async () => {
  const query = fake.rows.bind(fake);
  fake.rows = () => Promise.reject(new Error('no listener'));
  const waiting = [roles(target()), roles(target())];
  for (const read of waiting) await expect(read).rejects.toThrow('no listener');
  fake.rows = query;
  expect(await roles(target())).toBe(false);
});

test('an old snapshot is read again', async () => {
  await roles(target());
  fake.roles.add('clerk');
  time = LONGEST_AGE - 1;
  expect(await roles(target())).toBe(false);
  time = LONGEST_AGE;
  expect(await roles(target())).toBe(true);
});

test('what a create that was lost asks is not answered from a snapshot', async () => {
  const lifecycle = new Lifecycle(roleKind, fake.open);
  const { inputs } = lifecycle.check({ name: 'clerk', connection });
  const { id, outs } = await lifecycle.create(inputs);
  expect(await lifecycle.read(id, outs)).toBeDefined();
  await lifecycle.delete(outs);
  fake.loseNextAnswer = true;
  await expect(lifecycle.create(inputs)).resolves.toMatchObject({ id });
  expect(fake.calls.slice(-3)).toEqual(['role/create', 'role/create', 'snapshot/catalogue']);
});

test('lifecycles of different kinds share the snapshot, because they share the database', async () => {
  const row: Row = { KIND: 'schema', TEXT1: 'a', TEXT2: null };
  const query = jest.fn(() => Promise.resolve([row]));
  const make = (): SchemaReading => new SchemaReading(query);
  const first = snapshots.of('A', 'key', make);
  expect(snapshots.of('A', 'key', make)).toBe(first);
  expect((await first.catalogue()).schema).toBe(row);
  snapshots.clear();
  expect(snapshots.of('A', 'key', make)).not.toBe(first);
});
