import type { MessageReader } from '../codec/reader';
import type { MessageWriter } from '../codec/writer';
import type { Dialect } from '../dialect';
import { FieldVersion, type Flavour } from '../flavour';
import { MessageType } from '../messages';
import { CompileCapability, END_OF_REQUEST, RuntimeCapability, TIME_ZONE_IN_DATA_TYPES } from './protocol';

/** Data type negotiation [2] (facts/tns.md section 5, and 11, needs 2, 4, 7 and 8). */
export interface DataTypesRequest {
  readonly compileCapabilities: Buffer;
  readonly runtimeCapabilities: Buffer;
  readonly types: readonly RepresentedType[];
  /** CONV_LENGTH, see Dialect. */
  readonly lengthRepeated: boolean;
}

interface RepresentedType {
  readonly type: number;
  /** 0: the server does not convert it. */
  readonly conversion: number;
  readonly representation: number;
}

const CONV_LENGTH = 0x02;
const TIME_ZONE_BYTES = 11;
/** No type code is above; a client's national charset, sent little-endian before the list, is. */
const HIGHEST_TYPE = 0x0fff;

const TYPE_SB1 = 27;
const TYPE_OER_SQL_TYPE = 646;
const TYPE_DOMAIN = 663;
const UNIVERSAL = 1;

/** DBTIMEZONE +00:00, as in a TIMESTAMP WITH TIME ZONE. */
const DB_TIME_ZONE = Buffer.from([0x80, 0, 0, 0, 60, 60, 0x80, 0, 0, 0, 0]);

export function parseDataTypes(reader: MessageReader): DataTypesRequest {
  reader.skip(4); // the client's character sets
  const encodingFlags = reader.uint8();
  const compileCapabilities = Buffer.from(reader.clr() ?? []);
  const runtimeCapabilities = Buffer.from(reader.clr() ?? []);
  if (hasTimeZone(runtimeCapabilities)) reader.skip(TIME_ZONE_BYTES);
  if (reader.peekUint16be() > HIGHEST_TYPE) reader.skip(2);
  const types: RepresentedType[] = [];
  for (let type = reader.uint16be(); type !== 0; type = reader.uint16be()) {
    const conversion = reader.uint16be();
    const representation = conversion === 0 ? 0 : reader.uint16be();
    if (conversion !== 0) reader.skip(2);
    types.push({ type, conversion, representation });
  }
  return {
    compileCapabilities,
    runtimeCapabilities,
    types,
    lengthRepeated: (encodingFlags & CONV_LENGTH) !== 0,
  };
}

function hasTimeZone(runtimeCapabilities: Buffer): boolean {
  return ((runtimeCapabilities[RuntimeCapability.TIME_ZONE] ?? 0) & TIME_ZONE_IN_DATA_TYPES) !== 0;
}

/** Whether the client understands message 29 at all (JDBC 23.26 does not). */
export function understandsEndOfRequest(request: DataTypesRequest): boolean {
  return ((request.compileCapabilities[CompileCapability.TTC_4] ?? 0) & END_OF_REQUEST) !== 0;
}

export function negotiate(request: DataTypesRequest, flavour: Flavour): Dialect {
  const listed = new Set(request.types.map(({ type }) => type));
  const client = request.compileCapabilities[CompileCapability.FIELD_VERSION] || flavour.fieldVersion;
  const fieldVersion = Math.min(flavour.fieldVersion, client);
  return {
    fieldVersion,
    lengthRepeated: request.lengthRepeated,
    scaleAsUb: request.types.some((t) => t.type === TYPE_SB1 && t.representation === UNIVERSAL),
    domainFields: fieldVersion >= FieldVersion.V23_1 && listed.has(TYPE_DOMAIN),
    oerSqlType: fieldVersion >= FieldVersion.V20_1 && listed.has(TYPE_OER_SQL_TYPE),
  };
}

/** Agrees with every representation the client named; older clients must not get the time zone (gotcha 4). */
export function writeDataTypesReply(writer: MessageWriter, request: DataTypesRequest): void {
  writer.uint8(MessageType.DATA_TYPES);
  if (hasTimeZone(request.runtimeCapabilities)) writer.bytes(DB_TIME_ZONE);
  for (const { type, conversion, representation } of request.types) {
    writer.uint16be(type).uint16be(conversion);
    if (conversion !== 0) writer.uint16be(representation).uint16be(0);
  }
  writer.uint16be(0);
}
