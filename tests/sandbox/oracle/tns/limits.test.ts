import { connect } from 'node:net';
import oracledb from 'oracledb';
import { startTnsServer } from '../../../../sandbox/oracle/tns/server';
import { type Harness, startHarness, withConnection } from './harness';
import { TestDatabase } from './testDatabase';

/** RSA keys, PBKDF2 and many connections take their time on a busy machine. */
jest.setTimeout(60_000);

describe('limits', () => {
  let harness: Harness;
  afterEach(() => harness.stop());

  it('closes a connection that does not log on in time', async () => {
    harness = await startHarness({ limits: { loginTimeoutMs: 30 } });
    const socket = connect(harness.server.port, '127.0.0.1');
    await new Promise((resolve) => socket.on('close', resolve).resume());
    expect(harness.log).toEqual([expect.stringContaining('no login within 30 ms')]);
  });

  it('leaves a session alone after its login', async () => {
    harness = await startHarness({ limits: { loginTimeoutMs: 2000 } });
    await withConnection(harness, async (connection) => {
      await connection.execute('BEGIN dbms_session.sleep(:ms); END;', [2100]);
      await connection.ping();
    });
  });

  it('closes a connection whose request is too large', async () => {
    harness = await startHarness({ limits: { maxRequestBytes: 10_000 } });
    const connection = await harness.connect();
    const big = connection.execute('INSERT INTO t VALUES (:1)', ['x'.repeat(20_000)]);
    await expect(big).rejects.toThrow(/NJS-50[03]/);
    expect(harness.log.join()).toContain('above the limit of 10000 bytes');
    await withConnection(harness, (other) => other.execute('INSERT INTO t VALUES (:1)', ['x'.repeat(5_000)]));
  });

  it('raises ORA-01000 for too many cursors, and goes on once some are closed', async () => {
    harness = await startHarness({ limits: { maxCursorsPerSession: 3 } });
    await withConnection(harness, async (connection) => {
      const open = (n: number) =>
        connection.execute(`SELECT ${n} FROM many WHERE n = :n`, [500], {
          resultSet: true,
          keepInStmtCache: false,
        });
      const sets = [await open(1), await open(2), await open(3)];
      await expect(open(4)).rejects.toMatchObject({ errorNum: 1000 });
      for (const { resultSet } of sets) await resultSet?.close();
      await (await open(5)).resultSet?.close();
    });
  });

  it('raises ORA-01652 for too many LOBs, and goes on once some are freed', async () => {
    harness = await startHarness({ limits: { maxLobsPerSession: 3 } });
    await withConnection(harness, async (connection) => {
      const lobs: oracledb.Lob[] = [];
      for (let i = 0; i < 3; i++) lobs.push(await connection.createLob(oracledb.CLOB));
      await expect(connection.createLob(oracledb.CLOB)).rejects.toMatchObject({ errorNum: 1652 });
      for (const lob of lobs) lob.destroy();
      await connection.ping();
      await connection.createLob(oracledb.CLOB);
    });
  });

  it('failed statements leave no cursors behind', async () => {
    harness = await startHarness({ limits: { maxCursorsPerSession: 2 } });
    await withConnection(harness, async (connection) => {
      for (let i = 0; i < 10; i++)
        await expect(connection.execute(`SELECT ${i} FROM nosuch`)).rejects.toThrow();
      expect((await connection.execute('SELECT 1 FROM dual')).rows).toEqual([[1]]);
    });
  });
});

describe('options', () => {
  const database = new TestDatabase();

  it('are checked at the start', async () => {
    await expect(startTnsServer({ database, sdu: 100 })).rejects.toThrow(RangeError);
    const tls = { key: '', cert: '', requestClientCertificate: true };
    await expect(startTnsServer({ database, tls })).rejects.toThrow(/tls\.ca/);
  });

  it('a port in use rejects', async () => {
    const first = await startTnsServer({ database });
    await expect(startTnsServer({ database, port: first.port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
    await first.close();
  });
});
