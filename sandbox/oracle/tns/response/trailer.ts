import type { OraError } from '../../oraError';
import type { MessageWriter } from '../codec/writer';
import type { Dialect } from '../dialect';
import { MessageType } from '../messages';

/** What every answer ends with: STATUS [9] for simple calls, OER [4] for the others (facts/tns.md section 6). */
export interface TrailerContext {
  readonly dialect: Dialect;
  /** Of the request; JDBC 23 compares it (facts/tns.md 11, need 9). */
  readonly callNumber: number;
  readonly inTransaction: boolean;
}

const CALL_ENDED = 0x1;
const IN_TRANSACTION = 0x2;
const MAX_SHORT_ERROR = 65_535;
const MAX_OFFSET = 32_767;

function callStatus(context: TrailerContext): number {
  return CALL_ENDED | (context.inTransaction ? IN_TRANSACTION : 0);
}

export function writeStatus(writer: MessageWriter, context: TrailerContext): void {
  writer.uint8(MessageType.STATUS).ub(callStatus(context)).ub(0);
}

export interface Outcome {
  /** Absent: success. */
  readonly error?: OraError;
  readonly cursorId?: number;
  /** Rows fetched so far, or rows changed. */
  readonly rowCount?: number;
}

export function writeOer(writer: MessageWriter, outcome: Outcome, context: TrailerContext): void {
  const { error, cursorId = 0, rowCount = 0 } = outcome;
  const number = error?.number ?? 0;
  writer
    .uint8(MessageType.ERROR)
    .ub(callStatus(context))
    .ub(0) // end-to-end sequence
    .ub(rowCount)
    .ub(number > MAX_SHORT_ERROR ? 0 : number)
    .ubZeros(2) // array element errors
    .ub(cursorId)
    .ub(Math.min(error?.offset ?? 0, MAX_OFFSET))
    .zeros(6) // SQL type, fatal, flags, cursor options, UPI parameter, warnings
    .ubZeros(2) // row id
    .uint8(0)
    .ubZeros(2)
    .ub(0) // operating system error
    .uint8(0, context.callNumber)
    .ubZeros(2) // padding, iterations
    .ub(0) // logical row id
    .ubZeros(3) // batch errors: codes, offsets, messages
    .ub(number)
    .ub(rowCount);
  if (context.dialect.oerSqlType) writer.ubZeros(2); // SQL type, checksum
  if (error !== undefined) writer.clr(Buffer.from(error.message + '\n'));
}
