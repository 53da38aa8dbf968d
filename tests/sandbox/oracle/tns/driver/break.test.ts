import type oracledb from 'oracledb';
import { FLAVOURS, type Harness, startHarness } from '../harness';

const SLEEP = 'BEGIN dbms_session.sleep(:ms); END;';
const LONG_MS = 60_000;

describe.each(FLAVOURS)('node-oracledb against %s: breaks', (flavour) => {
  let harness: Harness;
  let connection: oracledb.Connection;
  beforeAll(async () => void (harness = await startHarness({ flavour })));
  afterAll(() => harness.stop());
  beforeEach(async () => void (connection = await harness.connect()));
  afterEach(async () => {
    harness.database.onSleep = () => {};
    await connection.close();
  });

  it('ends a call on connection.break() with ORA-01013', async () => {
    harness.database.onSleep = () => void connection.break();
    await expect(connection.execute(SLEEP, [LONG_MS])).rejects.toMatchObject({ errorNum: 1013 });
    expect((await connection.execute('SELECT 1 FROM dual')).rows).toEqual([[1]]);
  });

  it('ends a call on callTimeout, and the connection goes on', async () => {
    connection.callTimeout = 50;
    await expect(connection.execute(SLEEP, [LONG_MS])).rejects.toThrow(/NJS-123/);
    connection.callTimeout = 0;
    await connection.ping();
    expect((await connection.execute('SELECT id, txt FROM many WHERE n = :n', [300])).rows).toHaveLength(300);
  });

  it('answers a break when nothing runs', async () => {
    await connection.break();
    await connection.ping().catch(() => undefined);
    expect((await connection.execute('SELECT 1 FROM dual')).rows).toEqual([[1]]);
  });

  it('counts the broken call once', async () => {
    harness.server.statistics.reset();
    harness.database.onSleep = () => void connection.break();
    await expect(connection.execute(SLEEP, [LONG_MS])).rejects.toThrow();
    expect(harness.server.statistics.calls).toBe(1);
  });
});
