import oracledb from 'oracledb';
import { FLAVOURS, type Harness, startHarness, withConnection } from '../harness';

describe.each(FLAVOURS)('node-oracledb against %s: login', (flavour) => {
  let harness: Harness;
  beforeAll(async () => void (harness = await startHarness({ flavour })));
  afterAll(() => harness.stop());

  const refused = (changes: Partial<Harness['credentials']>): Promise<unknown> =>
    oracledb.getConnection({ ...harness.credentials, ...changes });

  it('logs on and tells version, database and service', () =>
    withConnection(harness, async (connection) => {
      const version = flavour === '19c' ? '19.28.0.1.0' : '23.26.0.1.0';
      expect(connection.oracleServerVersionString).toBe(version);
      expect(connection.dbName).toBe('SANDBOX');
      expect(connection.serviceName).toBe('testdb_low');
      expect(harness.server.sessions).toBe(1);
    }));

  it.each([
    ['a wrong password', { password: 'nope' }],
    ['an unknown user', { user: 'ghost' }],
  ])('refuses %s with ORA-01017', async (_, changes) => {
    await expect(refused(changes)).rejects.toMatchObject({ errorNum: 1017 });
    expect(harness.server.sessions).toBe(0);
  });

  it('passes on what the database says about the account', async () => {
    await expect(refused({ user: 'locked', password: 'secret' })).rejects.toMatchObject({ errorNum: 28000 });
  });

  it('refuses an unknown service and an unknown SID as a listener does', async () => {
    const { port } = harness.server;
    await expect(refused({ connectString: `127.0.0.1:${port}/nosuch` })).rejects.toThrow(/NJS-518/);
    const sid = `(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=127.0.0.1)(PORT=${port}))(CONNECT_DATA=(SID=nosuch)))`;
    await expect(refused({ connectString: sid })).rejects.toThrow(/NJS-519/);
  });

  it('reads connect data that comes in a packet of its own', async () => {
    const connectString = `(DESCRIPTION=(CONNECT_TIMEOUT=10)(RETRY_COUNT=0)(ADDRESS_LIST=(LOAD_BALANCE=ON)(ADDRESS=(PROTOCOL=TCP)(HOST=127.0.0.1)(PORT=${harness.server.port})))(CONNECT_DATA=(SERVER=DEDICATED)(SERVICE_NAME=TESTDB_LOW)(CID=(PROGRAM=${'p'.repeat(120)})(HOST=h)(USER=u))))`;
    const connection = await oracledb.getConnection({ ...harness.credentials, connectString });
    await connection.ping();
    await connection.close();
  });

  it('tells the database who the client is, and later changes', () =>
    withConnection(harness, async (connection) => {
      const session = [...harness.database.open].at(-1)!;
      expect(session.user).toBe('APP_USER');
      expect(session.attributes.machine).toBeTruthy();
      connection.module = 'm1';
      connection.action = 'a1';
      connection.clientId = 'cid';
      connection.clientInfo = 'ci';
      connection.currentSchema = 'other';
      await connection.execute('SELECT 1 FROM dual');
      expect(session.attributes).toMatchObject({
        module: 'm1',
        action: 'a1',
        clientId: 'cid',
        clientInfo: 'ci',
        currentSchema: 'OTHER',
      });
      connection.module = '';
      await connection.ping();
      await connection.execute('SELECT 1 FROM dual');
      expect(session.attributes.module).toBeUndefined();
    }));

  it('serves a pool', async () => {
    const pool = await oracledb.createPool({
      ...harness.credentials,
      poolMin: 1,
      poolMax: 2,
      poolPingInterval: 0,
    });
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map(async (a) => {
        const connection = await pool.getConnection();
        try {
          const out = { dir: oracledb.BIND_OUT, type: oracledb.STRING, maxSize: 50 };
          const block = 'BEGIN pkg.proc(p_a => :a, p_out => :o); END;';
          return (await connection.execute<{ o: string }>(block, { a, o: out })).outBinds?.o;
        } finally {
          await connection.close();
        }
      }),
    );
    expect(answers).toEqual(['hello a', 'hello b', 'hello c', 'hello d']);
    expect(harness.server.sessions).toBeLessThanOrEqual(2);
    await pool.close(0);
  });

  it('forgets the session when the client leaves', async () => {
    const connection = await harness.connect();
    await connection.execute('INSERT INTO t VALUES (:1)', ['x']);
    await connection.close();
    expect(harness.database.committed).toEqual([]);
    await withConnection(harness, (other) => other.ping());
    expect(harness.database.open.size).toBeLessThanOrEqual(1);
  });

  it('never writes the password into its log', async () => {
    await refused({ password: 'very-wrong' }).catch(() => undefined);
    expect(harness.log.join('\n')).not.toMatch(/very-wrong|S3cret/);
    expect(harness.log.some((line) => line.includes('ORA-01017'))).toBe(true);
  });
});
