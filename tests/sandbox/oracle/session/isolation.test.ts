import fc from 'fast-check';
import type { OracleDatabase } from '../../../../sandbox/oracle/oracleDatabase';
import type { OracleSession } from '../../../../sandbox/oracle/session';
import { execute, failure, openDatabase, rows } from '../openDatabase';

let database: OracleDatabase;
let one: OracleSession;
let two: OracleSession;

beforeAll(async () => {
  database = await openDatabase();
  one = database.openSession('A');
  two = database.openSession('A');
  await execute(one, 'create table t (id number primary key, v number)');
  await execute(one, 'create sequence s');
});

afterAll(() => database.close());

beforeEach(async () => {
  await one.rollback();
  await two.rollback();
  await execute(one, 'delete from t');
  await one.commit();
});

test('uncommitted rows are seen by their session only', async () => {
  await execute(one, 'insert into t values (1, 1)');
  expect(one.inTransaction).toBe(true);
  expect(await rows(two, 'select * from t')).toEqual([]);
  expect(await rows(one, 'select * from t')).toEqual([[1, 1]]);
  await one.commit();
  expect(one.inTransaction).toBe(false);
  expect(await rows(two, 'select * from t')).toEqual([[1, 1]]);
});

test('what another session commits is seen at once, also with changes of its own pending', async () => {
  await execute(one, 'insert into t values (1, 1)');
  await execute(two, 'insert into t values (2, 2)');
  await two.commit();
  expect(await rows(one, 'select id from t order by id')).toEqual([[1], [2]]);
  await one.rollback();
  expect(await rows(one, 'select id from t')).toEqual([[2]]);
});

test('a replay gives the values of the first run', async () => {
  await execute(one, 'insert into t values (s.nextval, 0)');
  const before = await rows(one, 'select id from t');
  await execute(two, 'select s.nextval from dual');
  expect(await rows(one, 'select id from t')).toEqual(before);
  await one.commit();
  expect(await rows(two, 'select id from t')).toEqual(before);
});

test('the same key in two sessions: the later commit gets ORA-00001', async () => {
  await execute(one, 'insert into t values (1, 1)');
  await execute(two, 'insert into t values (1, 2)');
  await one.commit();
  await expect(two.commit()).rejects.toMatchObject({ number: 1, text: expect.stringContaining('A.SYS_C') });
  expect(two.inTransaction).toBe(false);
});

test('savepoints', async () => {
  await execute(one, 'insert into t values (1, 1)');
  await execute(one, 'savepoint here');
  await execute(one, 'insert into t values (2, 2)');
  await execute(two, 'select * from t');
  await execute(one, 'rollback to here');
  expect(await rows(one, 'select id from t')).toEqual([[1]]);
  expect(await failure(one, 'rollback to nowhere')).toMatch(/^1086 /);
});

test('DDL commits what is pending, even when it fails', async () => {
  await execute(one, 'insert into t values (1, 1)');
  expect(await failure(one, 'create table t (id number)')).toMatch(/^955 /);
  expect(await rows(two, 'select id from t')).toEqual([[1]]);
});

test('close rolls back', async () => {
  const three = database.openSession('A');
  await execute(three, 'insert into t values (3, 3)');
  three.close();
  expect(await rows(one, 'select * from t')).toEqual([]);
  expect(await failure(three, 'select 1 from dual')).toMatch(/^1012 /);
});

type Step =
  | { readonly kind: 'put' | 'delete'; readonly session: 0 | 1; readonly key: number; readonly value: number }
  | { readonly kind: 'commit' | 'rollback'; readonly session: 0 | 1 };

/** Sessions keep to keys of their own, so that no lock would have made one wait. */
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('put', 'put', 'delete', 'commit', 'rollback'),
  session: fc.constantFrom(0, 1),
  key: fc.nat(3),
  value: fc.nat(9),
}) as fc.Arbitrary<Step>;

test('any interleaving of two sessions commits what a model commits', async () => {
  const sessions = [one, two] as const;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      await execute(one, 'delete from t');
      await one.commit();
      const committed = new Map<number, number>();
      const views = [new Map<number, number>(), new Map<number, number>()] as const;
      for (const action of steps) {
        const session = sessions[action.session];
        const view = views[action.session];
        const owned = (id: number): boolean => id % 2 === action.session;
        if (action.kind === 'put' || action.kind === 'delete') {
          const id = action.key * 2 + action.session;
          await execute(session, 'delete from t where id = :1', id);
          view.delete(id);
          if (action.kind === 'put') {
            await execute(session, 'insert into t values (:1, :2)', id, action.value);
            view.set(id, action.value);
          }
        } else if (action.kind === 'commit') {
          await session.commit();
          for (const id of committed.keys()) if (owned(id)) committed.delete(id);
          for (const [id, value] of view) committed.set(id, value);
        } else {
          await session.rollback();
          view.clear();
          for (const [id, value] of committed) if (owned(id)) view.set(id, value);
        }
        const visible = [...committed].filter(([id]) => !owned(id));
        const expected = [...visible, ...view].sort(([a], [b]) => a - b);
        expect(await rows(session, 'select id, v from t order by id')).toEqual(expected);
      }
      await one.rollback();
      await two.rollback();
    }),
    { numRuns: 60 },
  );
});
