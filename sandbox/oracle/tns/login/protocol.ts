import { Charset } from '../charset';
import type { MessageReader } from '../codec/reader';
import type { MessageWriter } from '../codec/writer';
import type { Flavour } from '../flavour';
import { MessageType } from '../messages';

/**
 * Protocol negotiation [1] and the server's capabilities (facts/tns.md section 5). Bytes without a name are what
 * the drivers of facts/tns.md sections 9 and 11 accepted; their meaning is not known here.
 */
export const CompileCapability = {
  LOGON_TYPES: 4,
  FIELD_VERSION: 7,
  TTC_1: 15,
  TTC_2: 16,
  LOB: 23,
  TTC_3: 37,
  TTC_4: 40,
} as const;
export const RuntimeCapability = { TIME_ZONE: 1, TTC: 6 } as const;

export const END_OF_REQUEST = 0x20;
export const TIME_ZONE_IN_DATA_TYPES = 0x01;
const COMPILE_BYTES = 53;
const LOGON_TYPES_WITH_PBKDF2 = 0xef; // bit 0x20 is PBKDF2 key derivation (go-ora reads it)
const TTC_1 = 0x7f;
const TTC_2 = 0xff; // bit 0: OER and STATUS carry a sequence (go-ora reads it)
const TTC_3 = 0xb8; // bit 0x20: UB4 chunk lengths
const TTC_4 = 0x04;
const RUNTIME_32K_STRINGS = 0x04;
const COMPILE_BASE: readonly (readonly [index: number, value: number])[] = [
  [0, 6],
  [1, 1],
  [2, 1],
  [3, 1],
  [5, 1],
  [6, 1],
  [8, 1],
  [9, 1],
  [17, 3],
  [18, 7],
  [19, 3],
  [21, 1],
  [CompileCapability.LOB, 0xcf],
  [26, 4],
  [27, 1],
  [31, 0x10],
  [34, 12],
  [39, 8],
  [42, 5],
];
const RUNTIME = Buffer.from([2, 1, 0, 0, 0, 0, RUNTIME_32K_STRINGS]);

const PROTOCOL_VERSION = 6;
const PLATFORM = Buffer.from('x86_64/Linux 2.4.xx\0');
const SERVER_FLAGS = 1;
const FDO_BYTES = 11;
const FDO_NATIONAL_CHARSET = 9;

function compileCapabilities(flavour: Flavour, endOfRequest: boolean): Buffer {
  const caps = Buffer.alloc(COMPILE_BYTES);
  for (const [index, value] of COMPILE_BASE) caps[index] = value;
  caps[CompileCapability.LOGON_TYPES] = LOGON_TYPES_WITH_PBKDF2;
  caps[CompileCapability.FIELD_VERSION] = flavour.fieldVersion;
  caps[CompileCapability.TTC_1] = TTC_1;
  caps[CompileCapability.TTC_2] = TTC_2;
  caps[CompileCapability.TTC_3] = TTC_3;
  caps[CompileCapability.TTC_4] = TTC_4 | (endOfRequest ? END_OF_REQUEST : 0);
  return caps;
}

/** Reads the request behind its message type: versions the client speaks, then its name. */
export function skipProtocolRequest(reader: MessageReader): void {
  reader.uint8();
  while (reader.uint8() !== 0);
  reader.zeroTerminated();
}

export function writeProtocolReply(writer: MessageWriter, flavour: Flavour, endOfRequest: boolean): void {
  const fdo = Buffer.alloc(FDO_BYTES);
  fdo.writeUInt16BE(Charset.AL16UTF16, FDO_NATIONAL_CHARSET);
  writer
    .uint8(MessageType.PROTOCOL, PROTOCOL_VERSION, 0)
    .bytes(PLATFORM)
    .uint16le(Charset.AL32UTF8)
    .uint8(SERVER_FLAGS)
    .uint16le(0)
    .uint16be(fdo.length)
    .bytes(fdo)
    .clr(compileCapabilities(flavour, endOfRequest))
    .clr(RUNTIME);
}
