import { ProtocolError, type MessageReader } from '../codec/reader';
import { type Dialect, readSizedText } from '../dialect';
import { FunctionCode } from '../messages';
import { type LobRequest, parseLob } from './lobRequest';

/** Small requests without an answer that come in front of a call (facts/tns.md 7, gotcha 15). */
export type Piggyback =
  | { readonly kind: 'closeCursors' | 'cancelCursors'; readonly cursorIds: readonly number[] }
  | { readonly kind: 'schema'; readonly schema: string }
  | { readonly kind: 'endToEnd'; readonly values: EndToEndValues }
  | { readonly kind: 'freeLobs'; readonly request: LobRequest }
  /** Application context (DBMS_SESSION.SET_CONTEXT) and the start of a pipeline: read, without effect. */
  | { readonly kind: 'ignored' };

/** undefined: unchanged; '': cleared. */
export interface EndToEndValues {
  readonly clientId: string | undefined;
  readonly module: string | undefined;
  readonly action: string | undefined;
  readonly clientInfo: string | undefined;
}

const MAX_IDS = 65_535;

export function parsePiggyback(reader: MessageReader, functionCode: number, dialect: Dialect): Piggyback {
  switch (functionCode) {
    case FunctionCode.CLOSE_CURSORS:
      return { kind: 'closeCursors', cursorIds: parseIds(reader) };
    case FunctionCode.CANCEL_CURSORS:
      return { kind: 'cancelCursors', cursorIds: parseIds(reader) };
    case FunctionCode.SET_SCHEMA: {
      reader.uint8(); // pointer
      const bytes = reader.ub();
      return { kind: 'schema', schema: readSizedText(reader, bytes, dialect) };
    }
    case FunctionCode.END_TO_END:
      return { kind: 'endToEnd', values: parseEndToEnd(reader, dialect) };
    case FunctionCode.LOB:
      return { kind: 'freeLobs', request: parseLob(reader) };
    case FunctionCode.APPLICATION_CONTEXT:
      skipApplicationContext(reader);
      return { kind: 'ignored' };
    case FunctionCode.PIPELINE_BEGIN:
      reader.ub(); // error set
      reader.skip(2); // its mode, the pipeline's mode
      return { kind: 'ignored' };
    default:
      throw new ProtocolError(`piggyback ${functionCode}`);
  }
}

function parseIds(reader: MessageReader): number[] {
  reader.uint8(); // pointer
  const count = reader.ub();
  if (count > MAX_IDS) throw new ProtocolError(`${count} cursors`);
  return Array.from({ length: Math.max(0, count) }, () => reader.ub());
}

function parseEndToEnd(reader: MessageReader, dialect: Dialect): EndToEndValues {
  interface Field {
    readonly present: boolean;
    readonly bytes: number;
  }
  const field = (): Field => ({ present: reader.uint8() !== 0, bytes: reader.ub() });
  reader.skip(2); // pointers
  reader.ub(); // flags
  const clientId = field();
  const module = field();
  const action = field();
  const executionContext = field();
  field(); // execution context sequence
  const clientInfo = field();
  field();
  field();
  const databaseOperation = field();
  const text = ({ present, bytes }: Field): string | undefined =>
    present ? readSizedText(reader, bytes, dialect) : undefined;
  const values = { clientId: text(clientId), module: text(module), action: text(action) };
  text(executionContext);
  const info = text(clientInfo);
  text(databaseOperation);
  return { ...values, clientInfo: info };
}

function skipApplicationContext(reader: MessageReader): void {
  if (reader.uint8() !== 0) reader.ub(); // length of the namespace
  reader.uint8(); // pointer
  const count = reader.ub();
  reader.ub(); // flags
  reader.uint8();
  reader.clr();
  for (let i = 0; i < count; i++) reader.keyValue();
}
