import type { Column } from '../../database';
import { Charset } from '../charset';
import { encodeDate } from '../codec/datetime';
import { CharsetForm } from '../codec/scalar';
import { isCharacter, WireType, wireTypeOfColumn, type WireTypeCode } from '../codec/wireType';
import type { MessageWriter } from '../codec/writer';
import type { Dialect } from '../dialect';
import { FieldVersion } from '../flavour';
import { MessageType } from '../messages';

/** DESCRIBE [16]: the columns of a query (facts/tns.md section 6). */
const DATE_BYTES = 7;
const NUMBER_BYTES = 22;
const DEFAULT_BYTES = 4000;
const SIZES: Partial<Record<WireTypeCode, number>> = {
  [WireType.NUMBER]: NUMBER_BYTES,
  [WireType.DATE]: DATE_BYTES,
  [WireType.TIMESTAMP]: 11,
  [WireType.TIMESTAMP_LTZ]: 11,
  [WireType.TIMESTAMP_TZ]: 13,
  [WireType.RAW]: 2000,
  [WireType.BOOLEAN]: 1,
};
/** Scale of a NUMBER without precision: any number of decimals. */
const FLOATING_SCALE = -127;
const FRACTIONAL_SECONDS = 6;
const MAX_SHORT_NAME = 255;

function sizeOf(column: Column, type: WireTypeCode): number {
  return column.size ?? SIZES[type] ?? DEFAULT_BYTES;
}

function scaleOf(column: Column, type: WireTypeCode): number {
  if (column.scale !== undefined) return column.scale;
  if (type === WireType.NUMBER) return column.precision === undefined ? FLOATING_SCALE : 0;
  const hasFraction =
    type === WireType.TIMESTAMP || type === WireType.TIMESTAMP_TZ || type === WireType.TIMESTAMP_LTZ;
  return hasFraction ? FRACTIONAL_SECONDS : 0;
}

export function writeDescribe(writer: MessageWriter, columns: readonly Column[], dialect: Dialect): void {
  const rowBytes = columns.reduce((sum, column) => sum + sizeOf(column, wireTypeOfColumn(column.type)), 0);
  writer.uint8(MessageType.DESCRIBE).clr(null).ub(rowBytes).ub(columns.length);
  if (columns.length > 0) writer.uint8(0);
  columns.forEach((column, index) => writeColumn(writer, column, index + 1, dialect));
  writer.ub(DATE_BYTES).clr(encodeDate(new Date(), 'date')).ubZeros(5); // flags, and lengths that stay 0
}

function writeColumn(writer: MessageWriter, column: Column, position: number, dialect: Dialect): void {
  const type = wireTypeOfColumn(column.type);
  const character = isCharacter(type);
  const size = sizeOf(column, type);
  writer.uint8(type, 0).int8(column.precision ?? 0);
  if (dialect.scaleAsUb) writer.ub(scaleOf(column, type));
  else writer.int8(scaleOf(column, type));
  writer
    .ub(size)
    .ubZeros(2) // array elements, cont flags
    .ubZeros(2) // object id, version
    .ub(character ? Charset.AL32UTF8 : 0)
    .uint8(character ? CharsetForm.IMPLICIT : CharsetForm.NONE)
    .ub(type === WireType.VARCHAR || type === WireType.CHAR ? size : 0);
  if (dialect.fieldVersion >= FieldVersion.V12_2) writer.ub(0);
  writer
    .uint8(column.nullable === false ? 0 : 1)
    .uint8(Math.min(Buffer.byteLength(column.name), MAX_SHORT_NAME))
    .sized(column.name)
    .ubZeros(2) // schema and name of an object type
    .ub(position)
    .ub(0); // flags
  if (dialect.domainFields) writer.ubZeros(2); // domain schema and name
  if (dialect.fieldVersion >= FieldVersion.V23_1_EXT3) writer.ub(0); // annotations
  if (dialect.fieldVersion >= FieldVersion.V23_4) writer.ub(0).uint8(0, 0); // vector
}
