import oracledb from 'oracledb';
import { FLAVOURS, type Harness, startHarness } from '../harness';
import { LONG_CLOB } from '../testTables';

const utc = (y: number, mo: number, d: number, h: number, mi: number, s: number, ms = 0): Date =>
  new Date(y, mo - 1, d, h, mi, s, ms); // DATE and TIMESTAMP have no zone: the driver takes them as local time

describe.each(FLAVOURS)('node-oracledb against %s: queries', (flavour) => {
  let harness: Harness;
  let connection: oracledb.Connection;
  beforeAll(async () => {
    harness = await startHarness({ flavour });
    connection = await harness.connect();
  });
  afterAll(async () => {
    await connection.close();
    await harness.stop();
  });

  it('describes and fetches plain types', async () => {
    const result = await connection.execute('SELECT * FROM plain');
    expect(result.rows).toEqual([
      [1, 'a', utc(2025, 1, 31, 10, 20, 30), Buffer.from('00ff', 'hex')],
      [-7, 'ünï ☃', null, null],
      [0.000001, null, null, null],
    ]);
    expect(result.metaData?.map(({ name, dbTypeName }) => [name, dbTypeName])).toEqual([
      ['ID', 'NUMBER'],
      ['NAME', 'VARCHAR2'],
      ['D', 'DATE'],
      ['R', 'RAW'],
    ]);
    expect(result.metaData?.[1]).toMatchObject({ byteSize: 100, nullable: true });
  });

  it('describes precision, scale and NOT NULL', async () => {
    const { metaData } = await connection.execute('SELECT id, amount FROM docs');
    expect(metaData?.[0]).toMatchObject({ precision: 10, scale: 0, nullable: false });
    expect(metaData?.[2]).toMatchObject({ precision: 22, scale: 2, nullable: true });
  });

  it('fetches TIMESTAMP WITH (LOCAL) TIME ZONE as instants', async () => {
    const { rows } = await connection.execute('SELECT * FROM zones');
    expect(rows).toEqual([[new Date('2025-06-01T12:00:00.5Z'), new Date('2025-06-01T12:00:00.25Z')]]);
  });

  it('fetches BOOLEAN', async () => {
    expect((await connection.execute('SELECT * FROM flags')).rows).toEqual([[true, false, null]]);
  });

  it('fetches CLOBs as strings and NUMBERs beyond doubles as text, also from the cached statement', async () => {
    const fetchInfo = { BODY: { type: oracledb.STRING }, AMOUNT: { type: oracledb.STRING } };
    for (let i = 0; i < 3; i++) {
      const options = { outFormat: oracledb.OUT_FORMAT_OBJECT, fetchInfo };
      const { rows } = await connection.execute<Record<string, unknown>>('SELECT * FROM docs', [], options);
      expect(rows?.map((row) => row['BODY'])).toEqual(['short ☃ clob', LONG_CLOB, null]);
      expect(rows?.map((row) => row['AMOUNT'])).toEqual(['1234.56', '-.05', '12345678901234567890.12']);
      expect(rows?.[0]?.['UPD']).toEqual(utc(2025, 1, 31, 10, 20, 30, 123));
    }
  });

  it('fetches CLOBs as Lob objects', async () => {
    const { rows } = await connection.execute<unknown[]>('SELECT x.* FROM docs x');
    const lobs = rows?.map((row) => row[5]) as (oracledb.Lob | null)[];
    expect(lobs[0]?.length).toBe('short ☃ clob'.length);
    expect(await lobs[0]?.getData()).toBe('short ☃ clob');
    expect(await lobs[1]?.getData()).toBe(LONG_CLOB);
    expect(lobs[2]).toBeNull();
  });

  it('fetches BLOBs as buffers', async () => {
    const { rows } = await connection.execute<unknown[]>('SELECT id, b FROM blobs', [], {
      fetchInfo: { B: { type: oracledb.BUFFER } },
    });
    expect(rows?.map((row) => row[1])).toEqual([Buffer.from('00ff10', 'hex'), Buffer.alloc(70_000, 7), null]);
  });

  it('fetches many rows, and again with other binds', async () => {
    for (const count of [1000, 3, 0, 2, 250, 100, 101]) {
      const { rows } = await connection.execute<[number, string]>('SELECT id, txt FROM many WHERE n = :n', [
        count,
      ]);
      expect(rows).toHaveLength(count);
      if (count > 40) expect(rows?.[39]).toEqual([40, `row 40 ${'é'.repeat(39)}`]);
    }
  });

  it('fetches in parts through a result set, and lets one go halfway', async () => {
    const options = { resultSet: true, fetchArraySize: 50, prefetchRows: 7 };
    const whole = await connection.execute('SELECT id, txt FROM many WHERE n = :n', [305], options);
    let count = 0;
    while (await whole.resultSet?.getRow()) count++;
    await whole.resultSet?.close();
    expect(count).toBe(305);
    const half = await connection.execute('SELECT id, txt FROM many WHERE n = :n', [305], options);
    await half.resultSet?.getRows(10);
    await half.resultSet?.close();
    expect((await connection.execute('SELECT 1 FROM dual')).rows).toEqual([[1]]);
  });

  it('fetches without prefetch', async () => {
    const options = { prefetchRows: 0, fetchArraySize: 3 };
    expect(
      (await connection.execute('SELECT id, txt FROM many m WHERE n = :n', [8], options)).rows,
    ).toHaveLength(8);
  });

  it('describes without fetching', async () => {
    const info = await connection.getStatementInfo('SELECT id, name FROM plain WHERE id = :i');
    expect(info.metaData?.map(({ name }) => name)).toEqual(['ID', 'NAME', 'D', 'R']);
    expect(info.bindNames).toEqual(['I']);
  });

  it('does not execute what a client only parses', async () => {
    const session = [...harness.database.open][0]!;
    const before = session.executed.length;
    await connection.getStatementInfo('INSERT INTO t VALUES (:1)');
    expect(session.executed).toHaveLength(before);
  });

  it('reports ORA-00942 with its offset and goes on', async () => {
    const failure = connection.execute('SELECT * FROM nosuch');
    await expect(failure).rejects.toMatchObject({ errorNum: 942, offset: 14 });
    await connection.ping();
  });
});
