import oracledb from 'oracledb';
import { FLAVOURS, type Harness, startHarness } from '../harness';

describe.each(FLAVOURS)('node-oracledb against %s: DML', (flavour) => {
  let harness: Harness;
  let connection: oracledb.Connection;
  beforeAll(async () => {
    harness = await startHarness({ flavour });
    connection = await harness.connect();
  });
  beforeEach(() => void (harness.database.committed = []));
  afterAll(async () => {
    await connection.close();
    await harness.stop();
  });

  it('rolls back and commits, and the driver knows whether a transaction is open', async () => {
    const result = await connection.execute('INSERT INTO t VALUES (:1, :2)', [1, 'a']);
    expect(result.rowsAffected).toBe(1);
    expect(connection.transactionInProgress).toBe(true);
    await connection.rollback();
    expect(connection.transactionInProgress).toBe(false);
    await connection.execute('INSERT INTO t VALUES (:1, :2)', [2, 'b']);
    await connection.commit();
    expect(harness.database.committed).toEqual([[2, 'b']]);
    expect(connection.transactionInProgress).toBe(false);
  });

  it('commits with the statement where asked to, on the first and later executions', async () => {
    for (let i = 1; i <= 3; i++) {
      await connection.execute('INSERT INTO u VALUES (:1)', [i], { autoCommit: true });
      expect(harness.database.committed).toHaveLength(i);
    }
  });

  it('executes many', async () => {
    const rows = [
      [4, 'd'],
      [5, 'e'],
      [6, null],
    ];
    const result = await connection.executeMany('INSERT INTO t VALUES (:1, :2)', rows, { autoCommit: true });
    expect(result.rowsAffected).toBe(3);
    expect(harness.database.committed).toEqual(rows);
  });

  it('gives the row counts of an array', async () => {
    const options = { dmlRowCounts: true };
    const result = await connection.executeMany('UPDATE t SET a = :1', [[1], [2], [3]], options);
    expect(result.dmlRowCounts).toEqual([1, 1, 1]);
    await connection.rollback();
  });

  it('stops an array at its first error', async () => {
    const failure = connection.executeMany('INSERT INTO t VALUES (:1)', [['x'], ['poison'], ['y']]);
    await expect(failure).rejects.toMatchObject({ errorNum: 1400 });
    await connection.commit();
    expect(harness.database.committed).toEqual([['x']]);
  });

  it('takes values above 32767 bytes, which come after the others', async () => {
    const long = 'z'.repeat(40_000);
    await connection.execute('INSERT INTO t VALUES (:1, :2, :3)', [1, long, 'short'], { autoCommit: true });
    expect(harness.database.committed).toEqual([[1, long, 'short']]);
  });

  it('runs DDL, also twice', async () => {
    for (let i = 0; i < 2; i++) await connection.execute('CREATE TABLE x (y NUMBER)');
    await expect(connection.execute('NONSENSE')).rejects.toMatchObject({ errorNum: 900 });
  });

  it('refuses RETURNING INTO and batch errors with ORA-03001 and goes on', async () => {
    const id = { dir: oracledb.BIND_OUT, type: oracledb.NUMBER };
    const returning = connection.execute('INSERT INTO t VALUES (:a) RETURNING id INTO :id', { a: 1, id });
    await expect(returning).rejects.toMatchObject({ errorNum: 3001 });
    const batch = connection.executeMany('INSERT INTO t VALUES (:1)', [[1]], { batchErrors: true });
    await expect(batch).rejects.toMatchObject({ errorNum: 3001 });
    await connection.ping();
  });

  it('counts round trips, the login not included', async () => {
    const { statistics } = harness.server;
    statistics.reset();
    const other = await harness.connect();
    expect(statistics).toMatchObject({ connections: 1, calls: 0 });
    await other.execute('INSERT INTO t VALUES (:1)', [1]);
    await other.execute('INSERT INTO t VALUES (:1)', [2]);
    await other.commit();
    expect(statistics.calls).toBe(3);
    await expect(other.execute('NONSENSE')).rejects.toThrow();
    expect(statistics.calls).toBe(4);
    await other.close(); // logoff
    expect(statistics.calls).toBe(5);
  });
});
