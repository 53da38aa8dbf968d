import fc from 'fast-check';
import oracledb from 'oracledb';
import type { OracleTypeName } from '../../../../sandbox/oracle/database';
import { FLAVOURS, startHarness, withConnection } from './harness';
import { defineTable } from './testTables';

/** RSA keys, PBKDF2 and many connections take their time on a busy machine. */
jest.setTimeout(60_000);

/** Random values through the real driver at sizes that cut messages everywhere. */
const SDUS = [512, 513, 1000, 8192, 65_535];
const RUNS = 8;
const EDGES = [
  0, 1, 127, 128, 249, 252, 253, 254, 255, 256, 501, 502, 503, 4000, 8181, 8182, 8183, 16_364, 32_766, 32_767,
];

const texts = fc
  .tuple(fc.oneof(fc.constantFrom(...EDGES), fc.nat(3000)), fc.constantFrom('a', 'xyz', '0123456789'))
  .map(([length, pattern]) => pattern.repeat(Math.ceil(length / pattern.length)).slice(0, length));
const numbers = fc.oneof(
  fc.integer(),
  fc.integer().map((n) => n / 1000),
);
const tables = fc.array(fc.tuple(texts, numbers, texts), { maxLength: 6 });

let rows: [string, number, string][] = [];
for (const type of ['VARCHAR2', 'CLOB'] as OracleTypeName[]) {
  defineTable(`fuzz_${type.toLowerCase()}`, {
    columns: [
      { name: 'A', type: 'VARCHAR2', size: 32_767 },
      { name: 'N', type: 'NUMBER' },
      { name: 'C', type, ...(type === 'CLOB' ? {} : { size: 32_767 }) },
    ],
    rows: () => rows,
  });
}

const CASES = FLAVOURS.flatMap((flavour) => SDUS.map((sdu) => [flavour, sdu] as const));

it.each(CASES)('%s, SDU %d: what goes in comes out', async (flavour, sdu) => {
  const harness = await startHarness({ flavour, sdu });
  const outText = { dir: oracledb.BIND_OUT, type: oracledb.STRING, maxSize: 32_767 };
  const outNumber = { dir: oracledb.BIND_OUT, type: oracledb.NUMBER };
  const credentials = {
    ...harness.credentials,
    connectString: `${harness.credentials.connectString}?sdu=${sdu}`,
  };
  const connection = await oracledb.getConnection(credentials);
  try {
    await fc.assert(
      fc.asyncProperty(texts, numbers, tables, fc.boolean(), async (text, number, table, clob) => {
        const block = 'BEGIN echo(:i, :o, :ni, :no); END;';
        const { outBinds } = await connection.execute(block, {
          i: text,
          o: outText,
          ni: number,
          no: outNumber,
        });
        expect(outBinds).toEqual({ o: text === '' ? null : text, no: number });
        rows = table;
        const sql = clob ? 'SELECT a, n, c FROM fuzz_clob' : 'SELECT a, n, c FROM fuzz_varchar2';
        const options = clob ? { fetchInfo: { C: { type: oracledb.STRING } } } : {};
        const result = await connection.execute<(string | number | null)[]>(sql, [], options);
        expect(result.rows?.map((row) => row.map((value) => value ?? ''))).toEqual(table);
      }),
      { numRuns: RUNS },
    );
  } finally {
    await connection.close();
    await harness.stop();
  }
});

it('a busy pool leaves no cursor, LOB or session behind', async () => {
  const harness = await startHarness({ flavour: '23ai' });
  const pool = await oracledb.createPool({
    ...harness.credentials,
    poolMin: 5,
    poolMax: 5,
    poolIncrement: 0,
  });
  const out = { dir: oracledb.BIND_OUT, type: oracledb.STRING, maxSize: 50 };
  const worker = async (name: string): Promise<void> => {
    for (let i = 0; i < 40; i++) {
      const connection = await pool.getConnection();
      try {
        const a = `${name}${i}`;
        const block = 'BEGIN pkg.proc(p_a => :a, p_out => :o); END;';
        const result = await connection.execute<{ o: string }>(block, { a, o: out });
        expect(result.outBinds?.o).toBe(`hello ${a}`);
        await connection.commit();
      } finally {
        await connection.close();
      }
    }
  };
  await Promise.all(['a', 'b', 'c', 'd', 'e'].map(worker));
  expect(harness.server.statistics.calls).toBe(400);
  await pool.close(0);
  await withConnection(harness, (connection) => connection.ping());
  await harness.stop();
  expect(harness.database.open.size).toBe(0);
});
