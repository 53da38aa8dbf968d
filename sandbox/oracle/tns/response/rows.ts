import type { BindDirection, Column, Value } from '../../database';
import { OraError } from '../../oraError';
import type { LobTable } from '../call/lobs';
import { asBytes, asText } from '../codec/convert';
import { writeScalar } from '../codec/scalar';
import { isLob, WireType, wireTypeOfColumn, type WireTypeCode } from '../codec/wireType';
import type { MessageWriter } from '../codec/writer';
import { MessageType } from '../messages';
import type { ValueMetadata } from '../request/bindMetadata';
import { writeLobValue } from './lobValue';

/** Rows of queries and OUT values of PL/SQL (facts/tns.md section 6). */
const DIRECTION_CODES: Record<BindDirection, number> = { in: 32, out: 16, 'in out': 48 };
const NULL_INDICATOR = -1;
const NULL_FETCHED = 1405;

export function writeRowHeader(writer: MessageWriter, columns: number, rows: number): void {
  writer
    .uint8(MessageType.ROW_HEADER, 0)
    .ub(columns)
    .ub(0) // iteration
    .ub(rows)
    .ubZeros(3); // buffer length, bit vector, row id
}

export function writeRow(
  writer: MessageWriter,
  columns: readonly Column[],
  row: readonly Value[],
  defines: readonly ValueMetadata[] | undefined,
  lobs: LobTable,
): void {
  writer.uint8(MessageType.ROW_DATA);
  columns.forEach((column, index) => {
    const define = defines?.[index];
    const type = define?.type ?? wireTypeOfColumn(column.type);
    const value = row[index] ?? null;
    if (isLob(type)) {
      writeLobValue(writer, type, value, define, lobs);
      return;
    }
    writeScalar(writer, type, value, define?.charsetForm);
    if (type === WireType.LONG || type === WireType.LONG_RAW) {
      writer.ub(value === null ? NULL_INDICATOR : 0).ub(value === null ? NULL_FETCHED : 0);
    }
  });
}

/** IO VECTOR [11]: a client learns here which binds come back. */
export function writeIoVector(writer: MessageWriter, directions: readonly BindDirection[]): void {
  writer
    .uint8(MessageType.IO_VECTOR, 0)
    .ub(directions.length % 256)
    .ub(Math.floor(directions.length / 256))
    .ub(1) // iterations
    .ubZeros(3)
    .uint8(...directions.map((direction) => DIRECTION_CODES[direction]));
}

/** One `[7]` row with the values of all binds that are not pure IN. */
export function writeOutValues(
  writer: MessageWriter,
  binds: readonly ValueMetadata[],
  directions: readonly BindDirection[],
  values: readonly (Value | Value[])[],
  lobs: LobTable,
): void {
  if (directions.every((direction) => direction === 'in')) return;
  writer.uint8(MessageType.ROW_DATA);
  binds.forEach((bind, index) => {
    if (directions[index] === 'in') return;
    const value = values[index] ?? null;
    if (!bind.isArray) {
      writeOutValue(writer, bind, Array.isArray(value) ? (value[0] ?? null) : value, lobs);
      return;
    }
    const elements = Array.isArray(value) ? value : value === null ? [] : [value];
    if (bind.maxElements && elements.length > bind.maxElements) {
      throw new OraError(6513, 'PL/SQL: index for PL/SQL table out of range for host language array');
    }
    writer.ub(elements.length);
    for (const element of elements) writeOutValue(writer, bind, element, lobs);
  });
}

function writeOutValue(writer: MessageWriter, bind: ValueMetadata, value: Value, lobs: LobTable): void {
  if (isLob(bind.type)) {
    writeLobValue(writer, bind.type, value, bind, lobs);
  } else {
    checkFits(bind, value);
    writeScalar(writer, bind.type, value, bind.charsetForm);
  }
  // the length before truncation; a null BOOLEAN is told from false by -1
  writer.ub(value === null && bind.type === WireType.BOOLEAN ? NULL_INDICATOR : 0);
}

function checkFits(bind: ValueMetadata, value: Value): void {
  if (value === null || bind.maxSize === 0) return;
  const bytes = byteLength(bind.type, value);
  if (bytes > bind.maxSize) {
    throw new OraError(6502, 'PL/SQL: numeric or value error: character string buffer too small');
  }
}

function byteLength(type: WireTypeCode, value: Exclude<Value, null>): number {
  if (type === WireType.VARCHAR || type === WireType.CHAR) return Buffer.byteLength(asText(value));
  return type === WireType.RAW ? asBytes(value).length : 0;
}
