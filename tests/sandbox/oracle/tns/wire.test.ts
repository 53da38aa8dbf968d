import oracledb from 'oracledb';
import { MessageReader } from '../../../../sandbox/oracle/tns/codec/reader';
import { MessageType } from '../../../../sandbox/oracle/tns/messages';
import {
  DATA_OFFSET,
  dataFlags,
  DataFlag,
  Marker,
  PacketType,
} from '../../../../sandbox/oracle/tns/net/packet';
import { FLAVOURS, type Harness, startHarness } from './harness';
import { payload, type RecordingRelay, startRecordingRelay } from './recordingRelay';
import { SERVICE } from './testDatabase';

/** What no driver notices is looked at byte by byte (facts/tns.md section 9: two faults that client tests missed). */
const IN = 32;
const OUT = 16;
const IN_OUT = 48;
const SDU = 1000;
const OUT_TEXT = { dir: oracledb.BIND_OUT, type: oracledb.STRING, maxSize: 200 };

describe.each(FLAVOURS)('bytes of the %s flavour', (flavour) => {
  let harness: Harness;
  let relay: RecordingRelay;
  let connection: oracledb.Connection;
  beforeAll(async () => {
    harness = await startHarness({ flavour, sdu: SDU });
    relay = await startRecordingRelay(harness.server.port);
    const connectString = `127.0.0.1:${relay.port}/${SERVICE}`;
    connection = await oracledb.getConnection({ ...harness.credentials, connectString });
  });
  afterAll(async () => {
    await connection.close();
    await relay.close();
    await harness.stop();
  });

  /** The answer to one call, as it went over the wire. */
  async function answerTo(call: () => Promise<unknown>): Promise<Buffer> {
    relay.forget();
    await call();
    return payload(relay.received);
  }

  function directions(answer: Buffer): number[] {
    const reader = new MessageReader(answer);
    expect(reader.uint8()).toBe(MessageType.IO_VECTOR);
    reader.skip(1);
    const count = reader.ub() + 256 * reader.ub();
    for (let i = 0; i < 4; i++) reader.ub();
    return [...reader.bytes(count)];
  }

  it('accepts with the right length and sizes', () => {
    const accept = relay.received.find(({ type }) => type === PacketType.ACCEPT)?.bytes;
    expect(accept).toHaveLength(flavour === '19c' ? 45 : 61);
    expect(accept?.readUInt16BE(8)).toBe(flavour === '19c' ? 318 : 319);
    expect(accept?.readUInt32BE(32)).toBe(SDU);
    expect(accept?.subarray(16, 18).toString('hex')).toBe('0100');
    expect(accept?.readUInt16BE(20)).toBe(accept?.length);
  });

  it('announces IN, OUT and IN OUT binds as what they are', async () => {
    const n = { dir: oracledb.BIND_INOUT, type: oracledb.NUMBER, val: 1 };
    const block = 'BEGIN pkg.proc(:a, :o, :n); END;';
    const answer = await answerTo(() => connection.execute(block, { a: 'x', o: OUT_TEXT, n }));
    expect(directions(answer)).toEqual([IN, OUT, IN_OUT]);
  });

  it('announces them once: a re-execution brings the values only', async () => {
    const block = 'BEGIN pkg.proc(p_a => :a, p_out => :o); END;';
    const run = () => connection.execute(block, { a: 'x', o: OUT_TEXT });
    expect((await answerTo(run))[0]).toBe(MessageType.IO_VECTOR);
    expect((await answerTo(run))[0]).toBe(MessageType.ROW_DATA);
  });

  it('sends no OUT row when every bind is IN', async () => {
    const answer = await answerTo(() => connection.execute('BEGIN dbms_session.sleep(:ms); END;', [0]));
    expect(directions(answer)).toEqual([IN]);
    const reader = new MessageReader(answer);
    reader.skip(2);
    for (let i = 0; i < 6; i++) reader.ub();
    reader.skip(1);
    expect(reader.uint8()).toBe(MessageType.ERROR);
  });

  it('ends the last fetch, and only that, with ORA-01403', async () => {
    const options = { prefetchRows: 10, fetchArraySize: 10 };
    const run = (count: number) => () =>
      connection.execute('SELECT id, txt FROM many WHERE n = :n', [count], options);
    const text = 'ORA-01403: no data found\n';
    for (const count of [0, 9, 10, 25]) {
      const answer = (await answerTo(run(count))).toString('latin1');
      expect(answer.split(text)).toHaveLength(2);
      expect(answer.indexOf(text)).toBeGreaterThan(answer.length - text.length - 3);
    }
  });

  it('sends no rows with the description of LOB columns', async () => {
    relay.forget();
    const query = connection.execute('SELECT id, body FROM docs');
    await query;
    const first = relay.received[0]?.bytes.subarray(DATA_OFFSET);
    expect(first?.[0]).toBe(MessageType.DESCRIBE);
    expect(first?.includes('alpha')).toBe(false);
  });

  it('says in the status whether a transaction is open, and echoes the call number', async () => {
    const status = async (call: () => Promise<unknown>) => {
      const reader = new MessageReader(await answerTo(call));
      const type = reader.uint8();
      return [type, reader.ub()];
    };
    expect(await status(() => connection.ping())).toEqual([MessageType.STATUS, 1]);
    const insert = () => connection.execute('INSERT INTO t VALUES (:1)', [1]);
    expect(await status(insert)).toEqual([MessageType.ERROR, 3]);
    expect(await status(() => connection.rollback())).toEqual([MessageType.STATUS, 1]);
  });

  it('never sends a packet above the agreed size, and marks the end where that was agreed', async () => {
    relay.forget();
    await connection.execute('SELECT id, txt FROM many WHERE n = :n', [500], { prefetchRows: 600 });
    const sizes = relay.received.map(({ bytes }) => bytes.length);
    expect(sizes.length).toBeGreaterThan(20);
    expect(Math.max(...sizes)).toBe(SDU);
    const ends = relay.received.map(({ bytes }) => (dataFlags(bytes) & DataFlag.END_OF_RESPONSE) !== 0);
    const last = relay.received.at(-1)?.bytes;
    expect(ends.indexOf(true)).toBe(flavour === '19c' ? -1 : ends.length - 1);
    if (flavour === '23ai') expect(last?.at(-1)).toBe(MessageType.END_OF_REQUEST);
  });

  it('answers a break with marker, reset and ORA-01013', async () => {
    relay.forget();
    harness.database.onSleep = () => void connection.break();
    await connection.execute('BEGIN dbms_session.sleep(:ms); END;', [60_000]).catch(() => undefined);
    const markers = relay.received.filter(({ type }) => type === PacketType.MARKER);
    expect(markers.map(({ bytes }) => [...bytes.subarray(8)])).toEqual([
      [1, 0, Marker.BREAK],
      [1, 0, Marker.RESET],
    ]);
    expect(payload(relay.received).includes('ORA-01013')).toBe(true);
  });
});
