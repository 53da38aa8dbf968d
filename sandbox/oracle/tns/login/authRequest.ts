import { ProtocolError, type MessageReader } from '../codec/reader';
import { type Dialect, readSizedText } from '../dialect';
import { FunctionCode } from '../messages';

/** Function 118 asks for the challenge, 115 answers it. */
export interface AuthRequest {
  readonly phase: 'one' | 'two';
  /** As the client wrote it. */
  readonly user: string;
  readonly values: ReadonlyMap<string, string>;
}

/** No client sends more than about 40. */
const MAX_KEY_VALUES = 1000;

export function parseAuth(reader: MessageReader, functionCode: number, dialect: Dialect): AuthRequest {
  reader.uint8(); // pointer
  const userBytes = reader.ub();
  reader.ub(); // logon mode
  reader.uint8(); // pointer
  const count = reader.ub();
  if (count > MAX_KEY_VALUES) throw new ProtocolError(`${count} authentication values`);
  reader.skip(2); // pointers
  const user = readSizedText(reader, userBytes, dialect);
  const values = new Map<string, string>();
  for (let i = 0; i < count; i++) values.set(...reader.keyValue());
  return { phase: functionCode === FunctionCode.AUTH_ONE ? 'one' : 'two', user, values };
}
