import { MessageWriter } from '../codec/writer';
import { type TnsFaults, withFaults } from '../faults';
import { versionNumber } from '../flavour';
import { MessageType } from '../messages';
import type { Call } from '../request/request';
import { writeOer, writeStatus } from '../response/trailer';
import { answerExecute, type CallContext } from './execute';
import { writeFetch } from './fetch';
import { answerLobCall } from './lobCall';
import type { TtcSession } from './session';

const DEFAULT_BANNER_BYTES = 256;

/** The complete answer to a call. Throws OraError, StatementFailed, ConnectionDropped. */
export function answerCall(
  session: TtcSession,
  call: Call,
  context: CallContext,
  faults: TnsFaults | undefined,
): Promise<Buffer> {
  const { id, database } = session;
  return withFaults(faults, { id, database }, statementOf(session, call), context.signal, () =>
    answer(session, call, context),
  );
}

function statementOf(session: TtcSession, call: Call): string {
  switch (call.kind) {
    case 'execute':
      return call.request.sql ?? session.cursors.find(call.request.cursorId)?.sql ?? '';
    case 'fetch':
      return session.cursors.find(call.cursorId)?.sql ?? '';
    case 'commit':
    case 'rollback':
    case 'ping':
    case 'logoff':
      return call.kind.toUpperCase();
    default:
      return '';
  }
}

async function answer(session: TtcSession, call: Call, context: CallContext): Promise<Buffer> {
  const writer = new MessageWriter();
  switch (call.kind) {
    case 'execute':
      return answerExecute(session, call.request, context);
    case 'fetch':
      writeFetch(writer, session, session.cursors.get(call.cursorId), call.rows, context.callNumber);
      return writer.finish();
    case 'lob':
      answerLobCall(writer, call.request, session.lobs);
      writeOer(writer, {}, session.trailer(context.callNumber));
      return writer.finish();
    case 'version':
      writeVersion(writer, session, call.maxBytes || DEFAULT_BANNER_BYTES);
      break;
    case 'commit':
      await session.database.commit();
      break;
    case 'rollback':
    case 'logoff': // what a driver wants to keep, it has committed; whether a real server commits here is not known
      await session.database.rollback();
      break;
    case 'ping':
    case 'sessionRelease':
    case 'pipelineEnd':
      break;
  }
  writeStatus(writer, session.trailer(context.callNumber));
  return writer.finish();
}

/** Function 59; go-ora and JDBC ask it at logon (facts/tns.md 11, need 5). */
function writeVersion(writer: MessageWriter, session: TtcSession, maxBytes: number): void {
  const banner = Buffer.from(session.flavour.banner).subarray(0, maxBytes);
  writer.uint8(MessageType.PARAMETER).ub(banner.length);
  if (session.dialect.lengthRepeated) writer.clr(banner);
  else writer.bytes(banner);
  writer.ub(versionNumber(session.flavour));
}
