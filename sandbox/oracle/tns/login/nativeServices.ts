import type { MessageReader } from '../codec/reader';
import { MessageWriter } from '../codec/writer';

/**
 * Native network services (encryption, checksums, Kerberos): python-oracledb and go-ora negotiate them whatever
 * ACCEPT says, so every one is declined (facts/tns.md 7, gotcha 11).
 */
export const NATIVE_SERVICES_MAGIC = 0xdeadbeef;
const MAGIC_FIRST_BYTE = 0xde;
const LENGTH_OFFSET = 4;
const HEADER_BYTES = 13;

const Service = { AUTHENTICATION: 1, ENCRYPTION: 2, INTEGRITY: 3, SUPERVISOR: 4 } as const;
const FieldType = { UB1: 2, UB2_ARRAY: 1, UB2: 3, VERSION: 5, STATUS: 6 } as const;
const VERSION = 0x1300_0000;
const SUPERVISOR_STATUS_OK = 0x001f;
const AUTHENTICATION_NOT_NEEDED = 0xfbff;
const ARRAY_ELEMENT_UB2 = 3;

export function startsNativeServices(reader: MessageReader): boolean {
  return reader.peek() === MAGIC_FIRST_BYTE && reader.peekUint32be() === NATIVE_SERVICES_MAGIC;
}

export function skipNativeServices(reader: MessageReader): void {
  const start = reader.position;
  reader.skip(LENGTH_OFFSET);
  const length = reader.uint16be();
  reader.skip(Math.max(0, start + length - reader.position));
}

function field(writer: MessageWriter, type: number, value: Buffer): void {
  writer.uint16be(value.length).uint16be(type).bytes(value);
}

function service(writer: MessageWriter, id: number, fields: readonly [type: number, value: Buffer][]): void {
  writer
    .uint16be(id)
    .uint16be(fields.length + 1)
    .zeros(4);
  const version = Buffer.alloc(4);
  version.writeUInt32BE(VERSION);
  field(writer, FieldType.VERSION, version);
  for (const [type, value] of fields) field(writer, type, value);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

export function nativeServicesReply(): Buffer {
  const services = new MessageWriter();
  const onlySupervisor = new MessageWriter()
    .uint16be(NATIVE_SERVICES_MAGIC >>> 16)
    .uint16be(NATIVE_SERVICES_MAGIC & 0xffff)
    .uint16be(ARRAY_ELEMENT_UB2)
    .uint16be(0)
    .uint16be(2)
    .uint16be(Service.SUPERVISOR)
    .uint16be(Service.AUTHENTICATION)
    .finish();
  service(services, Service.SUPERVISOR, [
    [FieldType.STATUS, uint16(SUPERVISOR_STATUS_OK)],
    [FieldType.UB2_ARRAY, onlySupervisor],
  ]);
  service(services, Service.AUTHENTICATION, [[FieldType.STATUS, uint16(AUTHENTICATION_NOT_NEEDED)]]);
  service(services, Service.ENCRYPTION, [[FieldType.UB1, Buffer.from([0])]]);
  service(services, Service.INTEGRITY, [[FieldType.UB1, Buffer.from([0])]]);
  const body = services.finish();
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE(NATIVE_SERVICES_MAGIC, 0);
  header.writeUInt16BE(HEADER_BYTES + body.length, LENGTH_OFFSET);
  header.writeUInt32BE(VERSION, 6);
  header.writeUInt16BE(Object.keys(Service).length, 10);
  return Buffer.concat([header, body]);
}
