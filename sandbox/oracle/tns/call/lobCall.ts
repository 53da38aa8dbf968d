import { OraError } from '../../oraError';
import { decodeUtf16, encodeUtf16 } from '../codec/scalar';
import { WireType } from '../codec/wireType';
import type { MessageWriter } from '../codec/writer';
import { MessageType } from '../messages';
import { LobOperation, type LobRequest } from '../request/lobRequest';
import { LOB_CHUNK_BYTES } from '../response/lobValue';
import type { LobContent, LobTable } from './lobs';

/** How far behind the end a write may start (the gap is filled): what one request may carry anyway. */
const MAX_GAP = 64 * 1024 * 1024;

/** Answers a LOB call up to its OER (facts/tns.md 11, need 15). Throws ORA-03001 for an operation it does not know. */
export function answerLobCall(writer: MessageWriter, request: LobRequest, lobs: LobTable): void {
  if (request.operation & LobOperation.ARRAY) {
    lobs.free(request.source);
    return;
  }
  switch (request.operation) {
    case LobOperation.CREATE_TEMPORARY: {
      // the type travels in the destination offset
      const locator = lobs.create(request.destinationOffset === WireType.CLOB ? '' : Buffer.alloc(0));
      writeParameters(writer, request, padded(locator, request.source.length), request.amount);
      return;
    }
    case LobOperation.FREE_TEMPORARY:
      lobs.free(request.source);
      writeParameters(writer, request, request.source, 0);
      return;
    case LobOperation.GET_CHUNK_SIZE:
      writeParameters(writer, request, request.source, LOB_CHUNK_BYTES);
      return;
    case LobOperation.GET_LENGTH:
      writeParameters(writer, request, request.source, lobs.read(request.source).length);
      return;
    case LobOperation.READ: {
      const part = readPart(lobs.read(request.source), request.sourceOffset, request.amount);
      if (part.length > 0) {
        writer.uint8(MessageType.LOB_DATA).clr(typeof part === 'string' ? encodeUtf16(part) : part);
      }
      writeParameters(writer, request, request.source, part.length);
      return;
    }
    case LobOperation.WRITE: {
      const { content, written } = overwrite(lobs.read(request.source), request);
      lobs.write(request.source, content);
      writeParameters(writer, request, request.source, written);
      return;
    }
    case LobOperation.TRIM:
      lobs.write(request.source, lobs.read(request.source).slice(0, request.amount));
      writeParameters(writer, request, request.source, request.amount);
      return;
    default:
      throw new OraError(3001, 'unimplemented feature');
  }
}

/** A client reads back as many bytes as the locator had that it sent. */
function padded(locator: Buffer, bytes: number): Buffer {
  return Buffer.concat([locator, Buffer.alloc(Math.max(0, bytes - locator.length))]);
}

/** The reply mirrors the pointers of the request. */
function writeParameters(writer: MessageWriter, request: LobRequest, source: Buffer, amount: number): void {
  writer.uint8(MessageType.PARAMETER).bytes(source);
  if (request.destination !== undefined) writer.bytes(request.destination);
  if (request.charset !== undefined) writer.ub(request.charset);
  if (request.wantsAmount) writer.ub(amount);
  if (request.wantsNull) writer.ub(0);
}

/** Offsets count from 1; amount 0 is the rest. */
function readPart(content: LobContent, offset: number, amount: number): LobContent {
  const start = Math.max(0, offset - 1);
  return content.slice(start, amount > 0 ? start + amount : content.length);
}

function overwrite(content: LobContent, request: LobRequest): { content: LobContent; written: number } {
  const start = Math.max(0, request.sourceOffset - 1);
  if (start > content.length + MAX_GAP) {
    throw new OraError(22994, 'source offset is beyond the end of the source LOB');
  }
  if (typeof content === 'string') {
    const text = decodeUtf16(request.data);
    const before = content.slice(0, start).padEnd(start, ' ');
    return { content: before + text + content.slice(start + text.length), written: text.length };
  }
  const { data } = request;
  const result = Buffer.alloc(Math.max(content.length, start + data.length));
  content.copy(result);
  data.copy(result, start);
  return { content: result, written: data.length };
}
