/**
 * BINARY_FLOAT and BINARY_DOUBLE: IEEE 754, big-endian, made to sort as bytes: the sign bit is flipped, and a
 * negative value is complemented.
 */
const SIGN = 0x80;

export function encodeBinaryFloat(value: number, bytes: 4 | 8): Buffer {
  const out = Buffer.alloc(bytes);
  if (bytes === 4) out.writeFloatBE(value);
  else out.writeDoubleBE(value);
  const negative = (out.readUInt8(0) & SIGN) !== 0;
  for (let i = 0; i < bytes; i++) {
    const byte = out.readUInt8(i);
    out[i] = negative ? ~byte & 0xff : i === 0 ? byte | SIGN : byte;
  }
  return out;
}

/** NaN for a field of another length than 4 or 8. */
export function decodeBinaryFloat(field: Buffer): number {
  if (field.length !== 4 && field.length !== 8) return NaN;
  const copy = Buffer.from(field);
  const positive = (copy.readUInt8(0) & SIGN) !== 0;
  for (let i = 0; i < copy.length; i++) {
    const byte = copy.readUInt8(i);
    copy[i] = positive ? (i === 0 ? byte & ~SIGN : byte) : ~byte & 0xff;
  }
  return copy.length === 4 ? copy.readFloatBE() : copy.readDoubleBE();
}
