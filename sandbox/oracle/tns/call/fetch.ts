import { OraError } from '../../oraError';
import type { MessageWriter } from '../codec/writer';
import { writeOer } from '../response/trailer';
import { writeRow, writeRowHeader } from '../response/rows';
import type { Cursor } from './cursors';
import type { TtcSession } from './session';

const NO_DATA_FOUND = 1403;

/** Writes the next rows; ORA-01403 in OER says that there are no more. */
export function writeFetch(
  writer: MessageWriter,
  session: TtcSession,
  cursor: Cursor,
  count: number,
  callNumber: number,
): void {
  const columns = cursor.columns ?? [];
  const batch = cursor.rows.slice(cursor.position, cursor.position + count);
  if (batch.length > 0) writeRowHeader(writer, columns.length, batch.length);
  for (const row of batch) writeRow(writer, columns, row, cursor.defines, session.lobs);
  cursor.position += batch.length;
  const outcome = { cursorId: cursor.id, rowCount: cursor.position };
  const finished = batch.length < count;
  if (finished) cursor.rows = [];
  writeOer(
    writer,
    finished ? { ...outcome, error: new OraError(NO_DATA_FOUND, 'no data found') } : outcome,
    session.trailer(callNumber),
  );
}
