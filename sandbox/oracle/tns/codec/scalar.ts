import type { Value } from '../../database';
import { OraError } from '../../oraError';
import { decodeBinaryFloat, encodeBinaryFloat } from './binaryFloat';
import { asBoolean, asBytes, asDate, asNumber, asText } from './convert';
import { decodeDate, encodeDate } from './datetime';
import { encodeNumber, numberValue } from './number';
import type { MessageReader } from './reader';
import { WireType, type WireTypeCode } from './wireType';
import type { MessageWriter } from './writer';

/** Character set form of a bind or column. */
export const CharsetForm = { NONE: 0, IMPLICIT: 1, NATIONAL: 2 } as const;

const ESCAPE = 253; // before a one-byte code; the only code in use stands for a null BOOLEAN
const TRUE_BYTES = [2, 1, 1];
const FALSE_BYTES = [1, 0];

/** AL16UTF16, which national strings and CLOB data use on the wire. */
export function encodeUtf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

/** Throws ORA-12703 for half a character. */
export function decodeUtf16(bytes: Buffer): string {
  if (bytes.length % 2 !== 0) throw new OraError(12703, 'this character set conversion is not supported');
  return Buffer.from(bytes).swap16().toString('utf16le');
}

/** Reads a value of any type but CLOB and BLOB. */
export function readScalar(reader: MessageReader, type: WireTypeCode, charsetForm: number): Value {
  if (type === WireType.BOOLEAN && reader.peek() === ESCAPE) {
    reader.skip(2);
    return null;
  }
  const bytes = reader.clr();
  if (bytes === null || bytes.length === 0) return null;
  switch (type) {
    case WireType.VARCHAR:
    case WireType.CHAR:
    case WireType.LONG:
      return charsetForm === CharsetForm.NATIONAL ? decodeUtf16(bytes) : bytes.toString('utf8');
    case WireType.NUMBER:
    case WireType.BINARY_INTEGER:
      return numberValue(bytes);
    case WireType.BINARY_FLOAT:
    case WireType.BINARY_DOUBLE:
      return decodeBinaryFloat(bytes);
    case WireType.DATE:
    case WireType.TIMESTAMP:
    case WireType.TIMESTAMP_TZ:
    case WireType.TIMESTAMP_LTZ:
      return decodeDate(bytes);
    case WireType.BOOLEAN:
      return bytes[0] === 1;
    case WireType.RAW:
    case WireType.LONG_RAW:
      return Buffer.from(bytes);
    default:
      throw new OraError(3115, 'unsupported network datatype or representation');
  }
}

/** Writes a value of any type but CLOB and BLOB, converted to `type` where the database gave another one. */
export function writeScalar(
  writer: MessageWriter,
  type: WireTypeCode,
  value: Value,
  charsetForm: number = CharsetForm.IMPLICIT,
): void {
  if (value === null || value === '') {
    writer.uint8(0);
    return;
  }
  switch (type) {
    case WireType.VARCHAR:
    case WireType.CHAR:
    case WireType.LONG: {
      const text = asText(value);
      writer.clr(charsetForm === CharsetForm.NATIONAL ? encodeUtf16(text) : Buffer.from(text));
      return;
    }
    case WireType.NUMBER:
    case WireType.BINARY_INTEGER:
      writer.clr(encodeNumber(asNumber(value)));
      return;
    case WireType.BINARY_FLOAT:
      writer.clr(encodeBinaryFloat(Number(asNumber(value)), 4));
      return;
    case WireType.BINARY_DOUBLE:
      writer.clr(encodeBinaryFloat(Number(asNumber(value)), 8));
      return;
    case WireType.DATE:
      writer.clr(encodeDate(asDate(value), 'date'));
      return;
    case WireType.TIMESTAMP:
    case WireType.TIMESTAMP_LTZ:
      writer.clr(encodeDate(asDate(value), 'timestamp'));
      return;
    case WireType.TIMESTAMP_TZ:
      writer.clr(encodeDate(asDate(value), 'timestamp with time zone'));
      return;
    case WireType.RAW:
    case WireType.LONG_RAW:
      writer.clr(asBytes(value));
      return;
    case WireType.BOOLEAN:
      writer.uint8(...(asBoolean(value) ? TRUE_BYTES : FALSE_BYTES));
      return;
    default:
      throw new OraError(3115, 'unsupported network datatype or representation');
  }
}
