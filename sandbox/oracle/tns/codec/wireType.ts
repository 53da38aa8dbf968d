import type { OracleTypeName } from '../../database';
import { OraError } from '../../oraError';

/** TTC data type codes that the server understands. */
export const WireType = {
  VARCHAR: 1,
  NUMBER: 2,
  BINARY_INTEGER: 3,
  LONG: 8,
  DATE: 12,
  RAW: 23,
  LONG_RAW: 24,
  CHAR: 96,
  BINARY_FLOAT: 100,
  BINARY_DOUBLE: 101,
  CLOB: 112,
  BLOB: 113,
  TIMESTAMP: 180,
  TIMESTAMP_TZ: 181,
  INTERVAL_DS: 183,
  TIMESTAMP_LTZ: 231,
  BOOLEAN: 252,
} as const;

export type WireTypeCode =
  | typeof WireType.VARCHAR
  | typeof WireType.NUMBER
  | typeof WireType.BINARY_INTEGER
  | typeof WireType.LONG
  | typeof WireType.DATE
  | typeof WireType.RAW
  | typeof WireType.LONG_RAW
  | typeof WireType.CHAR
  | typeof WireType.BINARY_FLOAT
  | typeof WireType.BINARY_DOUBLE
  | typeof WireType.CLOB
  | typeof WireType.BLOB
  | typeof WireType.TIMESTAMP
  | typeof WireType.TIMESTAMP_TZ
  | typeof WireType.TIMESTAMP_LTZ
  | typeof WireType.BOOLEAN;

/** External codes with the bytes of another type (facts/tns.md 11, need 13). */
const ALIASES: ReadonlyMap<number, WireTypeCode> = new Map<number, WireTypeCode>([
  [5, WireType.VARCHAR], // null-terminated string
  [6, WireType.NUMBER], // VARNUM
  [9, WireType.VARCHAR], // VARCHAR with length
  [15, WireType.RAW], // VARRAW
  [94, WireType.LONG], // LONG VARCHAR
  [95, WireType.LONG_RAW], // LONG VARRAW
  [97, WireType.CHAR], // null-terminated CHAR
  [187, WireType.TIMESTAMP],
  [188, WireType.TIMESTAMP_TZ],
  [232, WireType.TIMESTAMP_LTZ],
]);

const SEAM_TYPES: Record<WireTypeCode, OracleTypeName> = {
  [WireType.VARCHAR]: 'VARCHAR2',
  [WireType.CHAR]: 'CHAR',
  [WireType.LONG]: 'VARCHAR2',
  [WireType.NUMBER]: 'NUMBER',
  [WireType.BINARY_INTEGER]: 'NUMBER',
  [WireType.BINARY_FLOAT]: 'NUMBER',
  [WireType.BINARY_DOUBLE]: 'NUMBER',
  [WireType.DATE]: 'DATE',
  [WireType.TIMESTAMP]: 'TIMESTAMP',
  [WireType.TIMESTAMP_TZ]: 'TIMESTAMP WITH TIME ZONE',
  [WireType.TIMESTAMP_LTZ]: 'TIMESTAMP WITH LOCAL TIME ZONE',
  [WireType.RAW]: 'RAW',
  [WireType.LONG_RAW]: 'RAW',
  [WireType.CLOB]: 'CLOB',
  [WireType.BLOB]: 'BLOB',
  [WireType.BOOLEAN]: 'BOOLEAN',
};

const WIRE_TYPES: Record<OracleTypeName, WireTypeCode> = {
  VARCHAR2: WireType.VARCHAR,
  CHAR: WireType.CHAR,
  NUMBER: WireType.NUMBER,
  DATE: WireType.DATE,
  TIMESTAMP: WireType.TIMESTAMP,
  'TIMESTAMP WITH TIME ZONE': WireType.TIMESTAMP_TZ,
  'TIMESTAMP WITH LOCAL TIME ZONE': WireType.TIMESTAMP_LTZ,
  CLOB: WireType.CLOB,
  BLOB: WireType.BLOB,
  RAW: WireType.RAW,
  BOOLEAN: WireType.BOOLEAN,
};

/** In bind and define metadata the scale of these is UB-encoded (facts/tns.md 11, need 13). */
const SCALE_AS_UB: ReadonlySet<number> = new Set([
  WireType.NUMBER,
  WireType.TIMESTAMP,
  WireType.TIMESTAMP_TZ,
  WireType.INTERVAL_DS,
  WireType.TIMESTAMP_LTZ,
]);

function isWireType(code: number): code is WireTypeCode {
  return code in SEAM_TYPES;
}

/** The type behind an external code; throws ORA-03115 for one the server does not speak (REF CURSOR, objects, JSON, ...). */
export function wireTypeOf(code: number): WireTypeCode {
  const type = ALIASES.get(code) ?? code;
  if (!isWireType(type)) throw new OraError(3115, 'unsupported network datatype or representation');
  return type;
}

export function scaleIsUb(code: number): boolean {
  return SCALE_AS_UB.has(ALIASES.get(code) ?? code);
}

export function seamTypeOf(type: WireTypeCode): OracleTypeName {
  return SEAM_TYPES[type];
}

export function wireTypeOfColumn(type: OracleTypeName): WireTypeCode {
  return WIRE_TYPES[type];
}

export function isLob(type: WireTypeCode): type is typeof WireType.CLOB | typeof WireType.BLOB {
  return type === WireType.CLOB || type === WireType.BLOB;
}

export function isCharacter(type: WireTypeCode): boolean {
  return (
    type === WireType.VARCHAR || type === WireType.CHAR || type === WireType.LONG || type === WireType.CLOB
  );
}
