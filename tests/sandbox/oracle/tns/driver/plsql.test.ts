import oracledb from 'oracledb';
import { FLAVOURS, type Harness, startHarness } from '../harness';

const OUT_TEXT = { dir: oracledb.BIND_OUT, type: oracledb.STRING, maxSize: 200 };

describe.each(FLAVOURS)('node-oracledb against %s: PL/SQL', (flavour) => {
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

  const call = async (block: string, binds: oracledb.BindParameters = {}): Promise<Record<string, unknown>> =>
    (await connection.execute<Record<string, unknown>>(block, binds)).outBinds ?? {};

  it('passes IN and OUT values, on the first and later executions', async () => {
    for (const a of ['wörld', 'one', 'two', 'three']) {
      const out = await call('BEGIN pkg.proc(p_a => :a, p_out => :o); END;', { a, o: OUT_TEXT });
      expect(out).toEqual({ o: `hello ${a}` });
    }
  });

  it('passes IN OUT values, also again, and null', async () => {
    for (const n of [41, 5, null]) {
      const inOut = { dir: oracledb.BIND_INOUT, type: oracledb.NUMBER, val: n };
      const out = await call('BEGIN pkg.proc(:a, :o, :n); END;', { a: null, o: OUT_TEXT, n: inOut });
      expect(out).toEqual({ o: 'hello null', n: (n ?? 0) + 1 });
    }
  });

  it('passes every scalar type', async () => {
    const d = new Date(2025, 2, 4, 5, 6, 7);
    const ts = new Date('2025-03-04T05:06:07.890Z');
    const out = await call('BEGIN types_all(:i_s,:i_n,:i_d,:i_ts,:i_r,:s,:n,:d,:ts,:r); END;', {
      i_s: '☃',
      i_n: -1234.5678,
      i_d: { type: oracledb.DB_TYPE_DATE, val: d },
      i_ts: ts,
      i_r: Buffer.from([1, 2, 255]),
      s: OUT_TEXT,
      n: { dir: oracledb.BIND_OUT, type: oracledb.NUMBER },
      d: { dir: oracledb.BIND_OUT, type: oracledb.DB_TYPE_DATE },
      ts: { dir: oracledb.BIND_OUT, type: oracledb.DB_TYPE_TIMESTAMP_LTZ },
      r: { dir: oracledb.BIND_OUT, type: oracledb.BUFFER, maxSize: 10 },
    });
    expect(out).toEqual({ s: '☃', n: -1234.5678, d, ts, r: Buffer.from([1, 2, 255]) });
  });

  it.each([
    ['BINARY_DOUBLE', oracledb.DB_TYPE_BINARY_DOUBLE, -1.5e300],
    ['BINARY_FLOAT', oracledb.DB_TYPE_BINARY_FLOAT, 0.25],
    ['NVARCHAR2', oracledb.DB_TYPE_NVARCHAR, 'grüße ☃'],
    ['CHAR', oracledb.DB_TYPE_CHAR, 'abc'],
    ['BOOLEAN true', oracledb.DB_TYPE_BOOLEAN, true],
    ['BOOLEAN false', oracledb.DB_TYPE_BOOLEAN, false],
    ['BOOLEAN null', oracledb.DB_TYPE_BOOLEAN, null],
  ])('echoes %s', async (_, type, val) => {
    const out = await call('BEGIN echo(:c, :o); END;', {
      c: { type, val: val as string },
      o: { dir: oracledb.BIND_OUT, type, maxSize: 100 },
    });
    expect(out).toEqual({ o: val });
  });

  it('gives a NUMBER as text where the client wants text', async () => {
    expect(await call('BEGIN echo(:c, :o); END;', { c: 0.5, o: OUT_TEXT })).toEqual({ o: '.5' });
  });

  it('gives BOOLEAN OUT values', async () => {
    const o = { dir: oracledb.BIND_OUT, type: oracledb.DB_TYPE_BOOLEAN };
    for (const b of [true, false, null]) {
      const binds = { b: { type: oracledb.DB_TYPE_BOOLEAN, val: b as boolean }, o };
      expect(await call('BEGIN bool_not(:b, :o); END;', binds)).toEqual({ o: b === null ? null : !b });
    }
  });

  it('passes index-by tables in and out', async () => {
    const table = { type: oracledb.NUMBER, maxArraySize: 10 };
    const binds = {
      t: { ...table, dir: oracledb.BIND_IN, val: [1, 2, 30] },
      o: { ...table, dir: oracledb.BIND_OUT },
      total: { dir: oracledb.BIND_OUT, type: oracledb.NUMBER },
    };
    for (let i = 0; i < 2; i++) {
      expect(await call('BEGIN double_all(:t, :o, :total); END;', binds)).toEqual({
        o: [2, 4, 60],
        total: 33,
      });
    }
  });

  it('passes index-by tables in both directions, with null elements', async () => {
    const t = {
      dir: oracledb.BIND_INOUT,
      type: oracledb.STRING,
      maxArraySize: 5,
      maxSize: 20,
      val: ['a', null, 'ç'],
    };
    const binds = { t } as unknown as oracledb.BindParameters;
    expect(await call('BEGIN upper_all(:t); END;', binds)).toEqual({ t: ['A', null, 'Ç'] });
  });

  it('raises ORA-06513 for more elements than the client takes', async () => {
    const binds = {
      t: { type: oracledb.NUMBER, maxArraySize: 10, dir: oracledb.BIND_IN, val: [1, 2, 3] },
      o: { type: oracledb.NUMBER, maxArraySize: 2, dir: oracledb.BIND_OUT },
      total: { dir: oracledb.BIND_OUT, type: oracledb.NUMBER },
    };
    await expect(call('BEGIN double_all(:t, :o, :total); END;', binds)).rejects.toMatchObject({
      errorNum: 6513,
    });
  });

  it('runs a block without binds', () => expect(call('BEGIN no_binds; END;')).resolves.toEqual({}));

  it('takes a CLOB above 32 KB as temporary LOB and gives one as string and as Lob', async () => {
    const big = 'åb☃'.repeat(70_000);
    const c = { val: big, type: oracledb.CLOB };
    const text = await call('BEGIN clob_echo(:c, :o); END;', { c, o: { ...OUT_TEXT, maxSize: 1_000_000 } });
    expect(text['o'] === big).toBe(true);
    const lob = await call('BEGIN clob_echo(:c, :o); END;', {
      c: 'x'.repeat(30_000),
      o: { dir: oracledb.BIND_OUT, type: oracledb.CLOB },
    });
    expect(await (lob['o'] as oracledb.Lob).getData()).toBe('x'.repeat(30_000));
  });

  it('takes and gives a BLOB', async () => {
    const data = Buffer.alloc(100_000, 9);
    const out = await call('BEGIN blob_echo(:c, :o); END;', {
      c: { val: data, type: oracledb.BLOB },
      o: { dir: oracledb.BIND_OUT, type: oracledb.BLOB },
    });
    expect(data.equals((await (out['o'] as oracledb.Lob).getData()) as Buffer)).toBe(true);
  });

  it('writes a LOB in pieces', async () => {
    const lob = await connection.createLob(oracledb.CLOB);
    await new Promise((resolve, reject) => {
      lob.on('error', reject);
      lob.on('finish', resolve);
      lob.write('first ☃ ');
      lob.end('second');
    });
    const out = await call('BEGIN clob_echo(:c, :o); END;', { c: lob, o: OUT_TEXT });
    expect(out).toEqual({ o: 'first ☃ second' });
    lob.destroy();
  });

  it('takes a string of 32767 bytes in one request over several packets', async () => {
    const out = await call('BEGIN clob_echo(:c, :o); END;', {
      c: 'y'.repeat(32_767),
      o: { ...OUT_TEXT, maxSize: 32_767 },
    });
    expect(out['o']).toHaveLength(32_767);
  });

  it('raises the errors of the block, keeps stack and offset, and goes on', async () => {
    await expect(call('BEGIN raise_it; END;')).rejects.toMatchObject({
      errorNum: 20001,
      message: expect.stringContaining('ORA-06512: at "APP.PKG", line 42') as string,
    });
    await expect(call('BEGIN missing_thing; END;')).rejects.toMatchObject({ errorNum: 6550, offset: 6 });
    await connection.ping();
  });

  it('raises ORA-06502 when an OUT value does not fit', async () => {
    const o = { ...OUT_TEXT, maxSize: 10 };
    await expect(call('BEGIN too_small(:o); END;', { o })).rejects.toMatchObject({ errorNum: 6502 });
  });

  it('turns a fault of the database into ORA-00600 and logs its stack', async () => {
    // on ORA-00600 node-oracledb (like python-oracledb and JDBC) gives up a connection itself; the server does not
    const other = await harness.connect();
    await expect(other.execute('BEGIN crash; END;')).rejects.toMatchObject({ errorNum: 600 });
    expect(harness.log.some((line) => /TypeError: a fault of the database itself\n\s+at /.test(line))).toBe(
      true,
    );
    expect(harness.log.some((line) => line.includes('closed:'))).toBe(false);
    await other.close().catch(() => undefined);
    expect(await call('BEGIN pkg.proc(:a, :o); END;', { a: 'x', o: OUT_TEXT })).toEqual({ o: 'hello x' });
  });

  it('refuses a REF CURSOR with ORA-03115 and goes on', async () => {
    const cursor = { dir: oracledb.BIND_OUT, type: oracledb.CURSOR };
    await expect(call('BEGIN pkg.proc(:a, :c); END;', { a: 'x', c: cursor })).rejects.toMatchObject({
      errorNum: 3115,
    });
    await connection.ping();
  });

  it('runs a block many times with OUT values', async () => {
    const result = await connection.executeMany<{ o: string }>(
      'BEGIN pkg.proc(:a, :o); END;',
      [{ a: 'p' }, { a: 'q' }, { a: 'r' }],
      { bindDefs: { a: { type: oracledb.STRING, maxSize: 10 }, o: OUT_TEXT } },
    );
    expect(result.outBinds).toEqual([{ o: 'hello p' }, { o: 'hello q' }, { o: 'hello r' }]);
  });
});
