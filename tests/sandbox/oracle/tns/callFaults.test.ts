import type oracledb from 'oracledb';
import { CallFaults } from '../../../../sandbox/oracle/callFaults';
import { type Harness, startHarness } from './harness';

let harness: Harness;
let connection: oracledb.Connection;
const faults = new CallFaults();

beforeEach(async () => {
  harness = await startHarness({ faults });
  connection = await harness.connect();
});
afterEach(async () => {
  faults.clear();
  await connection.close().catch(() => undefined);
  await harness.stop();
});

const insert = (value: number): Promise<unknown> =>
  connection.execute('INSERT INTO t VALUES (:1)', [value], { autoCommit: true });

describe('a held call', () => {
  it('is the n-th that matches, has done nothing yet, and goes on when it is released', async () => {
    faults.holds.plan({ match: '^insert', nth: 2 });
    await connection.ping();
    await insert(1);
    const second = insert(2);
    expect(await faults.holds.waiting()).toBe('INSERT INTO t VALUES (:1)');
    expect(harness.database.committed).toEqual([[1]]);
    await faults.holds.release();
    await second;
    await insert(3);
    expect(harness.database.committed).toEqual([[1], [2], [3]]);
  });

  it('is done, and not answered, when it is held afterwards', async () => {
    faults.holds.plan({ moment: 'after' });
    let answered = false;
    const pending = insert(1).then(() => (answered = true));
    await faults.holds.waiting();
    expect([harness.database.committed, answered]).toEqual([[[1]], false]);
    await faults.holds.release();
    await pending;
  });

  it.each(['before', 'after'] as const)(
    '%s: its caller leaves, and that is the end of it',
    async (moment) => {
      faults.holds.plan({ moment });
      const pending = expect(insert(1)).rejects.toThrow(/NJS-50[03]/);
      await faults.holds.waiting();
      harness.server.dropConnections();
      await faults.holds.release(false);
      await pending;
      expect(harness.database.committed).toEqual(moment === 'before' ? [] : [[1]]);
    },
  );

  it('whose caller gives up is not done', async () => {
    faults.holds.plan({});
    connection.callTimeout = 50;
    await expect(insert(1)).rejects.toThrow(/NJS-123/);
    expect(harness.database.committed).toEqual([]);
  });

  it('that never comes: nobody waits for ever', async () => {
    faults.holds.plan({ match: 'nothing like this' });
    const waiting = faults.holds.waiting();
    await insert(1);
    await faults.holds.release();
    expect(await waiting).toBeUndefined();
    expect(await faults.holds.waiting()).toBeUndefined();
  });

  it('refuses a plan that makes no sense', () => {
    expect(() => faults.holds.plan({ nth: 0 })).toThrow(RangeError);
    expect(() => faults.holds.plan({ match: '(' })).toThrow(SyntaxError);
  });
});

it.each(['before', 'after'] as const)('a connection is dropped %s a call, once', async (moment) => {
  faults.drop({ match: '^INSERT', user: 'APP_USER', moment });
  await expect(insert(1)).rejects.toThrow(/NJS-50[03]/);
  connection = await harness.connect();
  await insert(2);
  expect(harness.database.committed).toEqual(moment === 'before' ? [[2]] : [[1], [2]]);
});

it('a slow answer that is not waited for is a call that was not made', async () => {
  faults.slow({ milliseconds: 60_000 });
  connection.callTimeout = 50;
  await expect(insert(1)).rejects.toThrow(/NJS-123/);
  expect(harness.database.committed).toEqual([]);
});

it('what would never strike is refused', async () => {
  const moment = 'afterwards' as 'after';
  expect(() => faults.drop({ moment })).toThrow(RangeError);
  expect(() => faults.holds.plan({ moment })).toThrow(RangeError);
  for (const how of ['refused', { refuse: '12514' }, null])
    await expect(harness.server.meetConnections(how as unknown as 'accept')).rejects.toThrow(RangeError);
  expect(faults.remaining).toBe(0);
});

it('a call whose caller has left is not held', async () => {
  faults.holds.plan({ match: 'left', moment: 'after' });
  const caller = new AbortController();
  const passage = faults.holds.begin('left', caller.signal);
  caller.abort();
  await passage.after();
  passage.end();
  await faults.holds.release(false);
});

describe('the listener', () => {
  it.each([
    [{ refuse: 12514 }, /NJS-518/],
    [{ refuse: 12516 }, /NJS-511.*ORA-12516/s],
    ['silent', /NJS-503.*ECONNREFUSED/s],
  ] as const)('meets new connections with %j; open ones go on', async (how, message) => {
    await harness.server.meetConnections(how);
    await expect(harness.connect()).rejects.toThrow(message);
    await insert(1);
    await harness.server.meetConnections('accept');
    await (await harness.connect()).close();
  });

  it('refuses a number of times', async () => {
    await harness.server.meetConnections({ refuse: 12516, times: 1 });
    await expect(harness.connect()).rejects.toThrow(/NJS-511/);
    await (await harness.connect()).close();
  });

  it('can be closed while it does not listen', async () => {
    await harness.server.meetConnections('silent');
    await expect(harness.stop()).resolves.toBeUndefined();
    harness = await startHarness();
  });
});
