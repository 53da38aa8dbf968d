import type { CursorTable } from '../call/cursors';
import { OraError } from '../../oraError';
import { ProtocolError, type MessageReader } from '../codec/reader';
import type { Dialect } from '../dialect';
import { FieldVersion } from '../flavour';
import { type AuthRequest, parseAuth } from '../login/authRequest';
import { type DataTypesRequest, parseDataTypes } from '../login/dataTypes';
import { skipNativeServices, startsNativeServices } from '../login/nativeServices';
import { skipProtocolRequest } from '../login/protocol';
import { FunctionCode, MessageType } from '../messages';
import { type ExecuteRequest, parseExecute, parseReexecute } from './executeRequest';
import { type LobRequest, parseLob } from './lobRequest';
import { parsePiggyback, type Piggyback } from './piggyback';

/** A function call behind the login. */
export type Call =
  | { readonly kind: 'execute'; readonly request: ExecuteRequest }
  | { readonly kind: 'fetch'; readonly cursorId: number; readonly rows: number }
  | { readonly kind: 'lob'; readonly request: LobRequest }
  | { readonly kind: 'version'; readonly maxBytes: number }
  | { readonly kind: 'commit' | 'rollback' | 'ping' | 'logoff' | 'sessionRelease' | 'pipelineEnd' };

export type Request =
  | { readonly kind: 'nativeServices' | 'protocol' }
  | { readonly kind: 'dataTypes'; readonly dataTypes: DataTypesRequest }
  | { readonly kind: 'auth'; readonly auth: AuthRequest; readonly callNumber: number }
  | {
      readonly kind: 'fastAuth';
      readonly dataTypes: DataTypesRequest;
      readonly auth: AuthRequest;
      readonly callNumber: number;
    }
  | {
      readonly kind: 'call';
      readonly call: Call;
      /** The sequence byte of the request; OER echoes it. */
      readonly callNumber: number;
      readonly piggybacks: readonly Piggyback[];
      /** The client waits for no answer. */
      readonly oneWay: boolean;
    };

/** A call that the server read but does not speak; what follows it in the buffer belongs to it. */
export class RefusedCall extends Error {
  override readonly name = 'RefusedCall';
  constructor(
    override readonly cause: OraError,
    readonly callNumber: number,
  ) {
    super(cause.message);
  }
}

/** Reads one request. Throws RefusedCall, and NeedMoreData while it is incomplete. */
export function parseRequest(reader: MessageReader, dialect: Dialect, cursors: CursorTable): Request {
  if (startsNativeServices(reader)) {
    skipNativeServices(reader);
    return { kind: 'nativeServices' };
  }
  const piggybacks: Piggyback[] = [];
  for (;;) {
    const type = reader.uint8();
    switch (type) {
      case MessageType.PROTOCOL:
        skipProtocolRequest(reader);
        return { kind: 'protocol' };
      case MessageType.DATA_TYPES:
        return { kind: 'dataTypes', dataTypes: parseDataTypes(reader) };
      case MessageType.FAST_AUTH:
        return parseFastAuth(reader, dialect);
      case MessageType.PIGGYBACK: {
        const { functionCode } = parseFunctionHeader(reader, dialect);
        piggybacks.push(parsePiggyback(reader, functionCode, dialect));
        break;
      }
      case MessageType.FUNCTION:
      case MessageType.ONE_WAY_FUNCTION: {
        const { functionCode, callNumber } = parseFunctionHeader(reader, dialect);
        if (functionCode === FunctionCode.AUTH_ONE || functionCode === FunctionCode.AUTH_TWO) {
          return { kind: 'auth', auth: parseAuth(reader, functionCode, dialect), callNumber };
        }
        const oneWay = type === MessageType.ONE_WAY_FUNCTION;
        try {
          const call = parseCall(reader, functionCode, dialect, cursors);
          return { kind: 'call', call, callNumber, piggybacks, oneWay };
        } catch (error) {
          throw error instanceof OraError ? new RefusedCall(error, callNumber) : error;
        }
      }
      default:
        throw new ProtocolError(`message type ${type}`);
    }
  }
}

function parseFunctionHeader(
  reader: MessageReader,
  dialect: Dialect,
): { functionCode: number; callNumber: number } {
  const functionCode = reader.uint8();
  const callNumber = reader.uint8();
  if (dialect.fieldVersion >= FieldVersion.V23_1_EXT1) reader.ub(); // pipeline token
  return { functionCode, callNumber };
}

/** Protocol, data types and the first login step in one message (facts/tns.md 7, gotcha 3, and 11, need 6). */
function parseFastAuth(reader: MessageReader, dialect: Dialect): Request {
  reader.skip(3); // version, flags
  const type = reader.uint8();
  if (type !== MessageType.PROTOCOL) throw new ProtocolError(`message type ${type} in fast auth`);
  skipProtocolRequest(reader);
  reader.skip(5); // the server's character sets, unused
  const fieldVersion = reader.uint8();
  reader.uint8(); // message type of the data types
  const dataTypes = parseDataTypes(reader);
  const written = { ...dialect, fieldVersion, lengthRepeated: dataTypes.lengthRepeated };
  reader.uint8(); // message type of the function
  const { functionCode, callNumber } = parseFunctionHeader(reader, written);
  return { kind: 'fastAuth', dataTypes, auth: parseAuth(reader, functionCode, written), callNumber };
}

function parseCall(
  reader: MessageReader,
  functionCode: number,
  dialect: Dialect,
  cursors: CursorTable,
): Call {
  switch (functionCode) {
    case FunctionCode.EXECUTE:
      return { kind: 'execute', request: parseExecute(reader, dialect, cursors) };
    case FunctionCode.REEXECUTE:
    case FunctionCode.REEXECUTE_AND_FETCH: {
      const fetch = functionCode === FunctionCode.REEXECUTE_AND_FETCH;
      return { kind: 'execute', request: parseReexecute(reader, cursors, fetch) };
    }
    case FunctionCode.FETCH:
      return { kind: 'fetch', cursorId: reader.ub(), rows: reader.ub() };
    case FunctionCode.LOB:
      return { kind: 'lob', request: parseLob(reader) };
    case FunctionCode.VERSION: {
      reader.uint8(); // pointer
      const maxBytes = reader.ub();
      reader.skip(2); // pointers
      if (dialect.fieldVersion >= FieldVersion.V18_1) reader.ub();
      return { kind: 'version', maxBytes };
    }
    case FunctionCode.SESSION_RELEASE:
      reader.skip(2); // tag
      reader.ub(); // mode
      return { kind: 'sessionRelease' };
    case FunctionCode.PIPELINE_END:
      reader.ub();
      return { kind: 'pipelineEnd' };
    case FunctionCode.COMMIT:
      return { kind: 'commit' };
    case FunctionCode.ROLLBACK:
      return { kind: 'rollback' };
    case FunctionCode.PING:
      return { kind: 'ping' };
    case FunctionCode.LOGOFF:
      return { kind: 'logoff' };
    default:
      // for instance 98, with which JDBC describes a statement before its execution
      throw new OraError(
        3001,
        `unimplemented feature\n(this server does not speak function ${functionCode})`,
      );
  }
}
