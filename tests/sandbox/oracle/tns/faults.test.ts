import type oracledb from 'oracledb';
import type { TnsFaults } from '../../../../sandbox/oracle/tns/server';
import { FLAVOURS, type Harness, startHarness } from './harness';

describe.each(FLAVOURS)('faults of the %s flavour', (flavour) => {
  let harness: Harness;
  let connection: oracledb.Connection;
  let before: TnsFaults['beforeCall'];
  let after: TnsFaults['afterCall'];
  const seen: string[] = [];

  beforeEach(async () => {
    before = after = () => undefined;
    seen.length = 0;
    const faults: TnsFaults = {
      beforeCall: (session, sql) => {
        seen.push(`${session.database.user}: ${sql}`);
        return before?.(session, sql);
      },
      afterCall: (session, sql) => after?.(session, sql),
    };
    harness = await startHarness({ flavour, faults });
    connection = await harness.connect();
  });
  afterEach(async () => {
    await connection.close().catch(() => undefined);
    await harness.stop();
  });

  const insert = (): Promise<unknown> => connection.execute('INSERT INTO t VALUES (:1)', [1]);

  it('sees the statement of every call, also when it is executed again', async () => {
    await insert();
    await insert();
    await connection.commit();
    await connection.ping();
    expect(seen).toEqual([
      'APP_USER: INSERT INTO t VALUES (:1)',
      'APP_USER: INSERT INTO t VALUES (:1)',
      'APP_USER: COMMIT',
      'APP_USER: PING',
    ]);
  });

  it('drops a connection before the call: nothing happened', async () => {
    await insert();
    before = (_, sql) => (sql === 'COMMIT' ? 'drop' : undefined);
    await expect(connection.commit()).rejects.toThrow(/NJS-50[03]/);
    expect(harness.database.committed).toEqual([]);
  });

  it('drops a connection after the call: it happened', async () => {
    await insert();
    after = (_, sql) => (sql === 'COMMIT' ? 'drop' : undefined);
    await expect(connection.commit()).rejects.toThrow(/NJS-50[03]/);
    expect(harness.database.committed).toEqual([[1]]);
  });

  it('rolls back what a dropped connection left', async () => {
    after = () => 'drop';
    await expect(insert()).rejects.toThrow(/NJS-50[03]/);
    after = undefined;
    connection = await harness.connect();
    await connection.commit();
    expect(harness.database.committed).toEqual([]);
  });

  it('stalls until the client gives up, and does not execute', async () => {
    before = (_, sql) => (sql.startsWith('INSERT') ? 'stall' : undefined);
    connection.callTimeout = 50;
    await expect(insert()).rejects.toThrow(/NJS-123/);
    connection.callTimeout = 0;
    before = undefined;
    await connection.ping();
    expect([...harness.database.open][0]?.executed).toEqual([]);
  });

  it('lets a stalled connection be closed from either side', async () => {
    before = () => 'stall';
    const pending = expect(insert()).rejects.toThrow(/NJS-50[03]/);
    harness.server.dropConnections();
    await pending;
    before = undefined;
    connection = await harness.connect();
    await connection.ping();
    expect(harness.server.sessions).toBe(1);
  });
});
