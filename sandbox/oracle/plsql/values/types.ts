import type { Column } from '../../database';
import type { PlsqlValue } from '../host';

/** What an expression is as far as conversion and overload choice are concerned. */
export type Family =
  | 'string'
  | 'number'
  | 'date'
  | 'timestamp'
  | 'boolean'
  | 'raw'
  | 'table'
  | 'record'
  | 'cursor'
  | 'null'
  | 'any';

export interface ScalarType {
  readonly kind: 'scalar';
  readonly family: 'string' | 'number' | 'date' | 'timestamp' | 'boolean' | 'raw';
  /** Bytes or characters of a string, bytes of a RAW. */
  readonly size?: number;
  readonly characters?: boolean;
  /** CHAR and string literals: compared without trailing blanks; with a size: padded to it. */
  readonly fixed?: boolean;
  readonly precision?: number;
  readonly scale?: number;
  /** PLS_INTEGER and its subtypes: within these bounds. */
  readonly range?: readonly [number, number];
}

export interface TableType {
  readonly kind: 'table';
  readonly element: PlsqlType;
  readonly elementNotNull?: boolean;
  /** `nested`: a nested table or varray, null until constructed. */
  readonly indexBy: 'integer' | 'string' | 'nested';
}

export interface RecordField {
  readonly name: string;
  readonly type: PlsqlType;
  readonly notNull?: boolean;
  /** The default, copied into every new record; evaluated where the type is declared. */
  readonly initial?: { value: PlsqlValue };
}

export interface RecordType {
  readonly kind: 'record';
  /** Absent for a row of a cursor: its fields are known when it is fetched. */
  readonly fields?: readonly RecordField[];
}

/** `any`: a bind, or a value whose type only its package knows: kept as it is. */
export type PlsqlType =
  | ScalarType
  | TableType
  | RecordType
  | { readonly kind: 'cursor' }
  | { readonly kind: 'null' }
  | { readonly kind: 'any' };

const INTEGER_RANGE = [-2_147_483_648, 2_147_483_647] as const;

const scalar = (family: ScalarType['family'], more: Partial<ScalarType> = {}): ScalarType => ({
  kind: 'scalar',
  family,
  ...more,
});

export const TEXT = scalar('string');
export const FIXED_TEXT = scalar('string', { fixed: true });
export const NUMBER = scalar('number');
export const INTEGER = scalar('number', { precision: 38, scale: 0 });
export const PLS_INTEGER = scalar('number', { range: INTEGER_RANGE, scale: 0 });
export const DATE = scalar('date');
export const TIMESTAMP = scalar('timestamp');
export const BOOLEAN = scalar('boolean');
export const RAW = scalar('raw');
export const ANY: PlsqlType = { kind: 'any' };
export const NULL_TYPE: PlsqlType = { kind: 'null' };
export const CURSOR_TYPE: PlsqlType = { kind: 'cursor' };
export const OPEN_RECORD: RecordType = { kind: 'record' };

/** The scalar types of package STANDARD. */
const NAMED: ReadonlyMap<string, ScalarType> = new Map([
  ...['VARCHAR2', 'VARCHAR', 'NVARCHAR2', 'STRING', 'LONG', 'CLOB', 'NCLOB', 'ROWID', 'UROWID'].map(
    (name) => [name, TEXT] as const,
  ),
  ...['CHAR', 'NCHAR', 'CHARACTER'].map((name) => [name, FIXED_TEXT] as const),
  ...['NUMBER', 'NUMERIC', 'DECIMAL', 'DEC', 'FLOAT', 'REAL', 'BINARY_FLOAT', 'BINARY_DOUBLE'].map(
    (name) => [name, NUMBER] as const,
  ),
  ...['INTEGER', 'INT', 'SMALLINT'].map((name) => [name, INTEGER] as const),
  ...['PLS_INTEGER', 'BINARY_INTEGER', 'SIMPLE_INTEGER'].map((name) => [name, PLS_INTEGER] as const),
  ...['NATURAL', 'NATURALN'].map(
    (name) => [name, scalar('number', { range: [0, INTEGER_RANGE[1]], scale: 0 })] as const,
  ),
  ...['POSITIVE', 'POSITIVEN'].map(
    (name) => [name, scalar('number', { range: [1, INTEGER_RANGE[1]], scale: 0 })] as const,
  ),
  ['SIGNTYPE', scalar('number', { range: [-1, 1], scale: 0 })],
  ['BOOLEAN', BOOLEAN],
  ['DATE', DATE],
  ['TIMESTAMP', TIMESTAMP],
  ['RAW', RAW],
  ['BLOB', RAW],
]);

/** Those of them that must carry a length where a variable is declared. */
export const NEEDS_LENGTH: ReadonlySet<string> = new Set([
  'VARCHAR2',
  'VARCHAR',
  'NVARCHAR2',
  'STRING',
  'RAW',
]);

/** The type called `name`, with its limits; undefined when STANDARD has none of that name. */
export function standardType(
  name: string,
  limits: readonly number[],
  characters: boolean,
): ScalarType | undefined {
  const base = NAMED.get(name);
  if (!base) {
    return undefined;
  }
  const [first, second] = limits;
  if (base.family === 'string' || base.family === 'raw') {
    // CHAR without a length is CHAR(1); a long CLOB has no limit here.
    const size = first ?? (base.fixed ? 1 : undefined);
    return { ...base, ...(size !== undefined && { size }), ...(characters && { characters }) };
  }
  if (base !== NUMBER || first === undefined || name === 'FLOAT') {
    return base;
  }
  return { ...base, precision: first, scale: second ?? 0 };
}

/** As ALL_ARGUMENTS.DATA_TYPE names it: `VARCHAR2`, `VARCHAR2(4000)`, `PL/SQL BOOLEAN`, `TIMESTAMP WITH TIME ZONE`. */
export function typeOfDataType(dataType: string): PlsqlType {
  const upper = dataType.toUpperCase().trim();
  const name = upper.replace(/^PL\/SQL /, '');
  if (['TABLE', 'INDEX-BY TABLE', 'VARRAY'].includes(name)) {
    return { kind: 'table', element: ANY, indexBy: 'integer' };
  }
  if (name === 'RECORD' || name === 'OBJECT') {
    return OPEN_RECORD;
  }
  const match = /^([A-Z_0-9]+)(?: WITH .*)?(?:\s*\((\d+)[^)]*\))?/.exec(name);
  const size = match?.[2] === undefined ? [] : [Number(match[2])];
  const found = standardType(match?.[1] ?? name, size, false);
  return found ? (found.fixed && size.length === 0 ? FIXED_TEXT : found) : ANY;
}

export function typeOfColumn(column: Column): PlsqlType {
  const family = typeOfDataType(column.type);
  if (family.kind !== 'scalar') {
    return ANY;
  }
  const { size, precision, scale } = column;
  const sized = family.family === 'string' || family.family === 'raw';
  return {
    ...family,
    ...(sized &&
      size !== undefined &&
      size > 0 &&
      column.type !== 'CLOB' &&
      column.type !== 'BLOB' && { size }),
    ...(family.family === 'number' &&
      precision !== undefined &&
      precision > 0 && { precision, scale: scale ?? 0 }),
  };
}

export function familyOf(type: PlsqlType): Family {
  return type.kind === 'scalar' ? type.family : type.kind;
}
