import { ProtocolError } from '../codec/reader';

/** TNS packets (facts/tns.md section 2). */
export const PacketType = { CONNECT: 1, ACCEPT: 2, REFUSE: 4, DATA: 6, MARKER: 12 } as const;

export const DataFlag = { EOF: 0x40, END_OF_RESPONSE: 0x2000 } as const;

/** Third byte of a marker packet. */
export const Marker = { BREAK: 1, RESET: 2, INTERRUPT: 3 } as const;

export const HEADER_BYTES = 8;
export const DATA_OFFSET = HEADER_BYTES + 2;
export const MIN_SDU = 512;
export const MAX_SDU = 2_097_152;
const TYPE_OFFSET = 4;
const MARKER_DATA_OFFSET = 10;
const MARKER_TYPE = 1;

export interface Packet {
  readonly type: number;
  /** The whole packet, header included. */
  readonly bytes: Buffer;
}

/** Cuts a byte stream into packets; lengths have two bytes before ACCEPT and four after it. */
export class PacketStream {
  private pending: Buffer = Buffer.alloc(0);
  /** Set once the ACCEPT packet is out. */
  largeLengths = false;

  push(chunk: Buffer): void {
    this.pending = this.pending.length === 0 ? chunk : Buffer.concat([this.pending, chunk]);
  }

  /** The next whole packet, undefined while it is incomplete. Throws ProtocolError for an impossible length. */
  next(): Packet | undefined {
    if (this.pending.length < HEADER_BYTES) return undefined;
    const length = this.largeLengths ? this.pending.readUInt32BE(0) : this.pending.readUInt16BE(0);
    if (length < HEADER_BYTES || length > MAX_SDU) throw new ProtocolError(`packet length ${length}`);
    if (this.pending.length < length) return undefined;
    const bytes = this.pending.subarray(0, length);
    this.pending = this.pending.subarray(length);
    return { type: bytes.readUInt8(TYPE_OFFSET), bytes };
  }
}

/** A packet of any type; `body` follows the header. */
export function encodePacket(type: number, body: Buffer, largeLengths: boolean): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  const length = HEADER_BYTES + body.length;
  if (largeLengths) header.writeUInt32BE(length, 0);
  else header.writeUInt16BE(length, 0);
  header[TYPE_OFFSET] = type;
  return Buffer.concat([header, body]);
}

/** One message as the DATA packets that carry it; the last one may say so. */
export function encodeData(message: Buffer, sdu: number, lastFlags: number): Buffer[] {
  const packets: Buffer[] = [];
  const room = sdu - DATA_OFFSET;
  for (let at = 0; at < message.length || at === 0; at += room) {
    const flags = Buffer.alloc(2);
    if (at + room >= message.length) flags.writeUInt16BE(lastFlags);
    packets.push(
      encodePacket(PacketType.DATA, Buffer.concat([flags, message.subarray(at, at + room)]), true),
    );
  }
  return packets;
}

export function encodeMarker(data: number): Buffer {
  return encodePacket(PacketType.MARKER, Buffer.from([MARKER_TYPE, 0, data]), true);
}

export function markerData(packet: Buffer): number {
  if (packet.length <= MARKER_DATA_OFFSET) throw new ProtocolError('short marker packet');
  return packet.readUInt8(MARKER_DATA_OFFSET);
}

export function dataFlags(packet: Buffer): number {
  if (packet.length < DATA_OFFSET) throw new ProtocolError('short data packet');
  return packet.readUInt16BE(HEADER_BYTES);
}
