import { ClrLength } from './reader';

const INITIAL_BYTES = 256;
/** Oracle's own chunk size for long CLR fields. */
const CHUNK_BYTES = 32767;
const UB_NEGATIVE = 0x80;

/** Builds a message from TTC scalars (facts/tns.md section 4). Every method returns the writer. */
export class MessageWriter {
  private buffer = Buffer.allocUnsafe(INITIAL_BYTES);
  private length = 0;

  private reserve(count: number): number {
    const start = this.length;
    const end = start + count;
    if (end > this.buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(end, this.buffer.length * 2));
      this.buffer.copy(larger, 0, 0, start);
      this.buffer = larger;
    }
    this.length = end;
    return start;
  }

  uint8(...values: readonly number[]): this {
    let at = this.reserve(values.length);
    for (const value of values) this.buffer[at++] = value;
    return this;
  }

  zeros(count: number): this {
    const at = this.reserve(count);
    this.buffer.fill(0, at, at + count);
    return this;
  }

  int8(value: number): this {
    return this.uint8(value & 0xff);
  }

  uint16be(value: number): this {
    const at = this.reserve(2); // may replace the buffer
    this.buffer.writeUInt16BE(value, at);
    return this;
  }

  uint16le(value: number): this {
    const at = this.reserve(2); // may replace the buffer
    this.buffer.writeUInt16LE(value, at);
    return this;
  }

  bytes(value: Uint8Array): this {
    const at = this.reserve(value.length);
    this.buffer.set(value, at);
    return this;
  }

  /** UB of the smallest width that real servers use: 0, 1, 2, 4 or 8 bytes. */
  ub(value: number): this {
    const magnitude = Math.abs(value);
    if (magnitude === 0) return this.uint8(0);
    const width = magnitude < 0x100 ? 1 : magnitude < 0x1_0000 ? 2 : magnitude < 0x1_0000_0000 ? 4 : 8;
    this.uint8(width | (value < 0 ? UB_NEGATIVE : 0));
    const at = this.reserve(width);
    let rest = magnitude;
    for (let i = width - 1; i >= 0; i--) {
      this.buffer[at + i] = rest % 256;
      rest = Math.floor(rest / 256);
    }
    return this;
  }

  /** `count` times the UB value 0. */
  ubZeros(count: number): this {
    return this.zeros(count);
  }

  /** An empty value is the same as none: Oracle knows no empty string. */
  clr(value: Uint8Array | null): this {
    if (value === null || value.length === 0) return this.uint8(0);
    if (value.length <= ClrLength.MAX_SHORT) return this.uint8(value.length).bytes(value);
    this.uint8(ClrLength.LONG);
    for (let i = 0; i < value.length; i += CHUNK_BYTES) {
      const chunk = value.subarray(i, i + CHUNK_BYTES);
      this.ub(chunk.length).bytes(chunk);
    }
    return this.uint8(0);
  }

  /** UB length, then the bytes as CLR if there are any. */
  sized(text: string): this {
    const bytes = Buffer.from(text);
    this.ub(bytes.length);
    return bytes.length ? this.clr(bytes) : this;
  }

  keyValue(key: string, value: string, flags = 0): this {
    return this.sized(key).sized(value).ub(flags);
  }

  finish(): Buffer {
    return this.buffer.subarray(0, this.length);
  }
}
