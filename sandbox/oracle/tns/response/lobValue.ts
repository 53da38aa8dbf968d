import type { Value } from '../../database';
import { Charset } from '../charset';
import type { LobTable } from '../call/lobs';
import { asBytes, asText } from '../codec/convert';
import { CharsetForm, encodeUtf16 } from '../codec/scalar';
import { WireType } from '../codec/wireType';
import type { MessageWriter } from '../codec/writer';
import type { ValueMetadata } from '../request/bindMetadata';

/** What a read or write should move at once, as a real server with 8 KB blocks says. */
export const LOB_CHUNK_BYTES = 8060;
const VARYING_WIDTH = 1;

/** A locator; size and data come along where the client asked (facts/tns.md 7, gotcha 6, and 11, need 17). */
export function writeLobValue(
  writer: MessageWriter,
  type: typeof WireType.CLOB | typeof WireType.BLOB,
  value: Value,
  wanted: ValueMetadata | undefined,
  lobs: LobTable,
): void {
  if (value === null) {
    writer.ub(0);
    return;
  }
  const content = type === WireType.CLOB ? asText(value) : asBytes(value);
  const locator = lobs.create(content);
  writer.ub(locator.length);
  if (wanted?.lobSizes) {
    writer.ub(content.length).ub(LOB_CHUNK_BYTES);
    if (wanted.lobPrefetch > 0) writePrefetched(writer, content, wanted.lobPrefetch);
  }
  writer.clr(locator);
}

function writePrefetched(writer: MessageWriter, content: string | Buffer, limit: number): void {
  if (typeof content === 'string') {
    writer.uint8(VARYING_WIDTH).ub(Charset.AL16UTF16).uint8(CharsetForm.IMPLICIT);
    writer.clr(encodeUtf16(content.slice(0, limit)));
  } else {
    writer.clr(content.subarray(0, limit));
  }
}
