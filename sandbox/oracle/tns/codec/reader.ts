/** The client sent something that is not TTC: the connection cannot be trusted any further. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

/** The message is not complete yet; a request carries no length (facts/tns.md 7, gotcha 2). */
export class NeedMoreData extends Error {
  override readonly name = 'NeedMoreData';
  constructor(
    /** Bytes the message has at least. */
    readonly atLeast: number,
  ) {
    super(`message needs at least ${atLeast} bytes`);
  }
}

/** First byte of a CLR field. */
export const ClrLength = { MAX_SHORT: 252, LONG: 254, NULL: 255 } as const;

const UB_NEGATIVE = 0x80;
const UB_MAX_BYTES = 8;

/** Reads TTC scalars (facts/tns.md section 4) from a message that may still be incomplete. */
export class MessageReader {
  constructor(
    private readonly buffer: Buffer,
    private offset = 0,
  ) {}

  get position(): number {
    return this.offset;
  }

  private advance(count: number): number {
    const start = this.offset;
    if (start + count > this.buffer.length) throw new NeedMoreData(start + count);
    this.offset = start + count;
    return start;
  }

  peek(): number {
    const start = this.advance(1);
    this.offset = start;
    return this.buffer.readUInt8(start);
  }

  /** The next two bytes as a big-endian number, not consumed. */
  peekUint16be(): number {
    const start = this.advance(2);
    this.offset = start;
    return this.buffer.readUInt16BE(start);
  }

  /** The next four bytes as a big-endian number, not consumed. */
  peekUint32be(): number {
    const start = this.advance(4);
    this.offset = start;
    return this.buffer.readUInt32BE(start);
  }

  uint8(): number {
    return this.buffer.readUInt8(this.advance(1));
  }

  uint16be(): number {
    return this.buffer.readUInt16BE(this.advance(2));
  }

  uint16le(): number {
    return this.buffer.readUInt16LE(this.advance(2));
  }

  skip(count: number): void {
    this.advance(count);
  }

  /** A view, not a copy. */
  bytes(count: number): Buffer {
    const start = this.advance(count);
    return this.buffer.subarray(start, start + count);
  }

  /** UB1 to UB8: a length byte (bit 7 = negative) and that many big-endian bytes. Exact up to 2^53. */
  ub(): number {
    const head = this.uint8();
    const length = head & ~UB_NEGATIVE;
    if (length > UB_MAX_BYTES) throw new ProtocolError(`UB length ${length}`);
    let value = 0;
    for (const byte of this.bytes(length)) value = value * 256 + byte;
    return head & UB_NEGATIVE ? -value : value;
  }

  /** Bytes behind a length byte, or in chunks of any number; null for both spellings of "no value". */
  clr(): Buffer | null {
    const length = this.uint8();
    if (length === 0 || length === ClrLength.NULL) return null;
    if (length !== ClrLength.LONG) return this.bytes(length);
    const chunks: Buffer[] = [];
    for (;;) {
      const size = this.ub();
      if (size < 0) throw new ProtocolError(`chunk length ${size}`);
      if (size === 0) return Buffer.concat(chunks);
      chunks.push(this.bytes(size));
    }
  }

  text(): string | null {
    const bytes = this.clr();
    return bytes === null ? null : bytes.toString('utf8');
  }

  zeroTerminated(): string {
    const end = this.buffer.indexOf(0, this.offset);
    if (end < 0) throw new NeedMoreData(this.buffer.length + 1);
    const text = this.buffer.toString('latin1', this.offset, end);
    this.offset = end + 1;
    return text;
  }

  /** UB length, CLR key, UB length, CLR value, UB flags. */
  keyValue(): [key: string, value: string] {
    const key = this.ub() ? (this.text() ?? '') : '';
    const value = this.ub() ? (this.text() ?? '') : '';
    this.ub();
    return [key.replace(/\0$/, ''), value];
  }
}
