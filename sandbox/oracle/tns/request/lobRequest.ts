import type { MessageReader } from '../codec/reader';
import { MessageType } from '../messages';

/** LOB calls [96] (facts/tns.md 11, need 15). */
export const LobOperation = {
  GET_LENGTH: 0x1,
  READ: 0x2,
  TRIM: 0x20,
  WRITE: 0x40,
  CREATE_TEMPORARY: 0x110,
  FREE_TEMPORARY: 0x111,
  GET_CHUNK_SIZE: 0x4000,
  /** Added to FREE_TEMPORARY: several locators in a row. */
  ARRAY: 0x8_0000,
} as const;

export interface LobRequest {
  readonly operation: number;
  readonly source: Buffer;
  readonly destination: Buffer | undefined;
  /** Sent back in the reply when present. */
  readonly charset: number | undefined;
  readonly sourceOffset: number;
  readonly destinationOffset: number;
  /** The reply must carry an amount. */
  readonly wantsAmount: boolean;
  readonly wantsNull: boolean;
  readonly amount: number;
  readonly data: Buffer;
}

const EMPTY = Buffer.alloc(0);

export function parseLob(reader: MessageReader): LobRequest {
  reader.uint8(); // pointer: source
  const sourceBytes = reader.ub();
  const hasDestination = reader.uint8() !== 0;
  const destinationBytes = reader.ub();
  reader.ub();
  reader.ub();
  const hasCharset = reader.uint8() !== 0;
  reader.uint8();
  const wantsNull = reader.uint8() !== 0;
  const operation = reader.ub();
  const hasScn = reader.uint8() !== 0;
  const scnCount = reader.ub();
  const sourceOffset = reader.ub();
  const destinationOffset = reader.ub();
  const wantsAmount = reader.uint8() !== 0;
  reader.skip(6); // pointers: array LOB calls
  const source = Buffer.from(reader.bytes(sourceBytes));
  const destination = hasDestination ? Buffer.from(reader.bytes(destinationBytes)) : undefined;
  const charset = hasCharset ? reader.ub() : undefined;
  if (hasScn) for (let i = 0; i < scnCount; i++) reader.ub();
  const { amount, data } = parseTail(reader, operation, wantsAmount);
  return {
    operation,
    source,
    destination,
    charset,
    sourceOffset,
    destinationOffset,
    wantsAmount,
    wantsNull,
    amount,
    data,
  };
}

/** Thin drivers send data, then amount; go-ora and JDBC the other way round. An amount never starts with 14. */
function parseTail(
  reader: MessageReader,
  operation: number,
  hasAmount: boolean,
): { amount: number; data: Buffer } {
  if (operation !== LobOperation.WRITE) return { amount: hasAmount ? reader.ub() : 0, data: EMPTY };
  const amountFirst = hasAmount && reader.peek() !== MessageType.LOB_DATA;
  const before = amountFirst ? reader.ub() : 0;
  reader.uint8(); // message type of the data
  const data = Buffer.from(reader.clr() ?? EMPTY);
  const amount = hasAmount && !amountFirst ? reader.ub() : before;
  return { amount, data };
}
