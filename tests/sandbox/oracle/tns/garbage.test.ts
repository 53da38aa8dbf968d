import { randomBytes, randomInt } from 'node:crypto';
import { connect } from 'node:net';
import oracledb from 'oracledb';
import { FLAVOURS, type Harness, startHarness, withConnection } from './harness';
import { startRecordingRelay } from './recordingRelay';
import { SERVICE } from './testDatabase';

/** RSA keys, PBKDF2 and many connections take their time on a busy machine. */
jest.setTimeout(60_000);

/** Malformed input ends its own connection and nothing else. */
const RANDOM = 40;
const MUTATED = 80;
const AT_ONCE = 20;

/** Sends, half-closes, and waits until the server has let go. */
function shoot(port: number, chunks: readonly Buffer[]): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.on('close', () => resolve());
    socket.resume();
    for (const chunk of chunks) socket.write(chunk);
    socket.end();
  });
}

async function inBatches(jobs: readonly (() => Promise<void>)[]): Promise<void> {
  for (let i = 0; i < jobs.length; i += AT_ONCE)
    await Promise.all(jobs.slice(i, i + AT_ONCE).map((job) => job()));
}

async function recordConversation(harness: Harness): Promise<Buffer[]> {
  const relay = await startRecordingRelay(harness.server.port);
  const connectString = `127.0.0.1:${relay.port}/${SERVICE}`;
  const connection = await oracledb.getConnection({ ...harness.credentials, connectString });
  const o = { dir: oracledb.BIND_OUT, type: oracledb.STRING, maxSize: 50 };
  await connection.execute('BEGIN pkg.proc(:a, :o); END;', { a: 'x', o });
  await connection.execute('SELECT * FROM docs');
  await connection.close();
  await relay.close();
  return relay.sent;
}

function mutated(conversation: readonly Buffer[]): Buffer[] {
  const copy = conversation.map((chunk) => Buffer.from(chunk));
  const victim = randomInt(copy.length);
  const chunk = copy[victim]!;
  for (let i = randomInt(1, 6); i > 0; i--) chunk[randomInt(chunk.length)] = randomInt(256);
  return copy.slice(0, victim + 1);
}

it.each(FLAVOURS)('%s: malformed conversations end alone', async (flavour) => {
  const harness = await startHarness({ flavour });
  const { port } = harness.server;
  try {
    await withConnection(harness, async (bystander) => {
      const conversation = await recordConversation(harness);
      const random = Array.from(
        { length: RANDOM },
        (_, i) => () => shoot(port, [randomBytes(1 + ((i * 83) % 5000))]),
      );
      const broken = Array.from({ length: MUTATED }, () => () => shoot(port, mutated(conversation)));
      await inBatches([...random, ...broken]);
      expect(harness.log.length).toBeGreaterThan(0);
      expect((await bystander.execute('SELECT 1 FROM dual')).rows).toEqual([[1]]);
    });
    await withConnection(harness, (connection) => connection.ping());
    expect(harness.log.join('\n')).not.toContain(harness.credentials.password);
  } finally {
    await harness.stop();
  }
});
