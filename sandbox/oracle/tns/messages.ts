/** First byte of a TTC message. */
export const MessageType = {
  PROTOCOL: 1,
  DATA_TYPES: 2,
  FUNCTION: 3,
  ERROR: 4,
  ROW_HEADER: 6,
  ROW_DATA: 7,
  PARAMETER: 8,
  STATUS: 9,
  IO_VECTOR: 11,
  LOB_DATA: 14,
  DESCRIBE: 16,
  PIGGYBACK: 17,
  ONE_WAY_FUNCTION: 26,
  END_OF_REQUEST: 29,
  FAST_AUTH: 34,
} as const;

/** Second byte of a function or piggyback message. */
export const FunctionCode = {
  REEXECUTE: 4,
  FETCH: 5,
  LOGOFF: 9,
  COMMIT: 14,
  ROLLBACK: 15,
  VERSION: 59,
  REEXECUTE_AND_FETCH: 78,
  EXECUTE: 94,
  LOB: 96,
  CLOSE_CURSORS: 105,
  AUTH_TWO: 115,
  AUTH_ONE: 118,
  CANCEL_CURSORS: 120,
  END_TO_END: 135,
  PING: 147,
  SET_SCHEMA: 152,
  APPLICATION_CONTEXT: 154,
  SESSION_RELEASE: 163,
  PIPELINE_BEGIN: 199,
  PIPELINE_END: 200,
} as const;

/** Options of an execute message. */
export const ExecuteOption = {
  PARSE: 0x01,
  BIND: 0x08,
  DEFINE: 0x10,
  EXECUTE: 0x20,
  FETCH: 0x40,
  COMMIT: 0x100,
  DESCRIBE: 0x20000,
  BATCH_ERRORS: 0x80000,
} as const;
