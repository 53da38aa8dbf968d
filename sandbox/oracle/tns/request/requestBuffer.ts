import { MessageReader, NeedMoreData, ProtocolError } from '../codec/reader';

/** Payloads of DATA packets until they make a whole request; requests carry no length (facts/tns.md 7, gotcha 2). */
export class RequestBuffer {
  private chunks: Buffer[] = [];
  private length = 0;
  /** Bytes that the next request has at least; parsing earlier would be in vain. */
  private wanted = 1;

  /** Throws ProtocolError above `limit` bytes. */
  append(chunk: Buffer, limit: number): void {
    this.chunks.push(chunk);
    this.length += chunk.length;
    if (this.length > limit) throw new ProtocolError(`request above the limit of ${limit} bytes`);
  }

  clear(): void {
    this.chunks = [];
    this.length = 0;
    this.wanted = 1;
  }

  /** What `parse` makes of the next request, undefined while it is incomplete. Throws what `parse` throws. */
  take<T>(parse: (reader: MessageReader) => T, limit: number): T | undefined {
    if (this.length < this.wanted) return undefined;
    const all = this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks);
    this.chunks = [all];
    const reader = new MessageReader(all);
    try {
      const request = parse(reader);
      const rest = all.subarray(reader.position);
      this.clear();
      if (rest.length > 0) this.append(rest, limit);
      return request;
    } catch (error) {
      if (!(error instanceof NeedMoreData)) throw error;
      if (error.atLeast > limit) throw new ProtocolError(`request above the limit of ${limit} bytes`);
      this.wanted = error.atLeast;
      return undefined;
    }
  }
}
