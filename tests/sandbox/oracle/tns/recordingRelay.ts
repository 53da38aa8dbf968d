import { connect, createServer, type AddressInfo } from 'node:net';
import { DATA_OFFSET, PacketStream, PacketType } from '../../../../sandbox/oracle/tns/net/packet';

/** A packet that the server sent. */
export interface RecordedPacket {
  readonly type: number;
  readonly bytes: Buffer;
}

export interface RecordingRelay {
  readonly port: number;
  /** What clients sent, chunk by chunk. */
  readonly sent: Buffer[];
  /** What the server answered; emptied by `forget`. */
  readonly received: RecordedPacket[];
  forget(): void;
  close(): Promise<void>;
}

/** Stands between a driver and the server and keeps what passes. */
export async function startRecordingRelay(serverPort: number): Promise<RecordingRelay> {
  const sent: Buffer[] = [];
  const received: RecordedPacket[] = [];
  const relay = createServer((client) => {
    const server = connect(serverPort, '127.0.0.1');
    const stream = new PacketStream();
    client.on('data', (chunk: Buffer) => {
      sent.push(chunk);
      server.write(chunk);
    });
    server.on('data', (chunk: Buffer) => {
      stream.push(chunk);
      for (let packet = stream.next(); packet; packet = stream.next()) {
        if (packet.type === PacketType.ACCEPT) stream.largeLengths = true;
        received.push(packet);
      }
      client.write(chunk);
    });
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      one.on('error', () => {});
      one.on('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  return {
    port: (relay.address() as AddressInfo).port,
    sent,
    received,
    forget: () => void received.splice(0),
    close: () => new Promise((resolve) => relay.close(() => resolve())),
  };
}

/** The payloads of the recorded DATA packets in one piece. */
export function payload(packets: readonly RecordedPacket[]): Buffer {
  return Buffer.concat(
    packets.filter(({ type }) => type === PacketType.DATA).map(({ bytes }) => bytes.subarray(DATA_OFFSET)),
  );
}
