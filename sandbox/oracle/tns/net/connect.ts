import { randomBytes } from 'node:crypto';
import { ProtocolError } from '../codec/reader';
import { TnsVersion } from '../flavour';
import { HEADER_BYTES, MAX_SDU } from './packet';

/** CONNECT, ACCEPT and REFUSE (facts/tns.md section 3; offsets count from the start of the packet). */
const CONNECT_VERSION = 8;
const CONNECT_SDU16 = 14;
const CONNECT_DATA_LENGTH = 24;
const CONNECT_DATA_OFFSET = 26;
const CONNECT_SDU32 = 58;
const CONNECT_MIN_BYTES = 28;

const ACCEPT_BYTES = 45;
const ACCEPT_VERSION = 8;
const ACCEPT_OPTIONS = 10;
const ACCEPT_BYTE_ORDER = 16;
const ACCEPT_DATA_OFFSET = 20;
const ACCEPT_FLAG0 = 22;
const ACCEPT_FLAG1 = 23;
const ACCEPT_SDU32 = 32;
const ACCEPT_TDU32 = 36;
const ACCEPT_FLAGS2 = 41;
/** From version 319 on; JDBC 23 reads it (facts/tns.md 11, need 1). */
const CONNECTION_ID_BYTES = 16;

const OPTIONS = 0x0001;
const NATIVE_SERVICES_OFF = 0x04;
const NATIVE_SERVICES_NONE = 0x08;
const FAST_AUTH = 0x1000_0000;
const END_OF_RESPONSE = 0x0200_0000;

const REFUSE_USER_REASON = 0x22;
const LISTENER_VERSION = 0x1300_0000; // VSNNUM 19.0

export interface ConnectPacket {
  readonly version: number;
  readonly sdu: number;
  /** Empty when the connect data follows in a packet of its own. */
  readonly data: string;
  readonly dataFollows: boolean;
}

export function parseConnect(packet: Buffer): ConnectPacket {
  if (packet.length < CONNECT_MIN_BYTES) throw new ProtocolError('short connect packet');
  const length = packet.readUInt16BE(CONNECT_DATA_LENGTH);
  const offset = packet.readUInt16BE(CONNECT_DATA_OFFSET);
  const data = packet.subarray(offset, offset + length);
  const sdu32 = packet.length >= CONNECT_SDU32 + 4 ? packet.readUInt32BE(CONNECT_SDU32) : 0;
  return {
    version: packet.readUInt16BE(CONNECT_VERSION),
    sdu: sdu32 || packet.readUInt16BE(CONNECT_SDU16),
    data: data.toString('latin1'),
    dataFollows: data.length < length,
  };
}

export interface ConnectTarget {
  readonly service: string | undefined;
  readonly sid: string | undefined;
}

export function connectTarget(connectData: string): ConnectTarget {
  return {
    service: /\(\s*SERVICE_NAME\s*=\s*([^)\s]+)/i.exec(connectData)?.[1],
    sid: /\(\s*SID\s*=\s*([^)\s]+)/i.exec(connectData)?.[1],
  };
}

export interface Acceptance {
  readonly version: number;
  readonly sdu: number;
  readonly fastAuth: boolean;
  readonly endOfResponse: boolean;
}

/** The body of an ACCEPT packet, from offset 8 on. */
export function encodeAccept(accept: Acceptance): Buffer {
  const withConnectionId = accept.version >= TnsVersion.V319;
  const total = ACCEPT_BYTES + (withConnectionId ? CONNECTION_ID_BYTES : 0);
  const packet = Buffer.alloc(ACCEPT_BYTES);
  packet.writeUInt16BE(accept.version, ACCEPT_VERSION);
  packet.writeUInt16BE(OPTIONS, ACCEPT_OPTIONS);
  packet.writeUInt16LE(1, ACCEPT_BYTE_ORDER);
  packet.writeUInt16BE(total, ACCEPT_DATA_OFFSET);
  packet[ACCEPT_FLAG0] = NATIVE_SERVICES_OFF;
  packet[ACCEPT_FLAG1] = NATIVE_SERVICES_NONE;
  packet.writeUInt32BE(accept.sdu, ACCEPT_SDU32);
  packet.writeUInt32BE(MAX_SDU, ACCEPT_TDU32);
  const flags = (accept.fastAuth ? FAST_AUTH : 0) | (accept.endOfResponse ? END_OF_RESPONSE : 0);
  packet.writeUInt32BE(flags, ACCEPT_FLAGS2);
  const body = packet.subarray(HEADER_BYTES);
  return withConnectionId ? Buffer.concat([body, randomBytes(CONNECTION_ID_BYTES)]) : body;
}

/** Listener errors a client turns into its own. */
export const ListenerError = {
  UNKNOWN_SID: 12505,
  UNKNOWN_SERVICE: 12514,
  NO_COMPATIBLE_VERSION: 12618,
} as const;

/** The body of a REFUSE packet. */
export function encodeRefuse(code: number): Buffer {
  const text = Buffer.from(
    `(DESCRIPTION=(TMP=)(VSNNUM=${LISTENER_VERSION})(ERR=${code})(ERROR_STACK=(ERROR=(CODE=${code})(EMFI=4))))`,
  );
  const head = Buffer.alloc(4);
  head[0] = REFUSE_USER_REASON;
  head.writeUInt16BE(text.length, 2);
  return Buffer.concat([head, text]);
}
