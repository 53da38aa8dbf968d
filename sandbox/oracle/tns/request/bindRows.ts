import type { Value } from '../../database';
import { ProtocolError, type MessageReader } from '../codec/reader';
import { readScalar } from '../codec/scalar';
import { isLob } from '../codec/wireType';
import { MessageType } from '../messages';
import type { ValueMetadata } from './bindMetadata';

/** A LOB that the client wrote or fetched earlier and now binds. */
export class LobReference {
  constructor(readonly locator: Buffer) {}
}

export type BindInput = Value | LobReference | (Value | LobReference)[];
export type BindRow = readonly BindInput[];

/** Longest VARCHAR2 (32K strings are announced); longer values of SQL statements follow the others. */
const MAX_STRING_BYTES = 32_767;
const MAX_ROWS = 1_000_000;
const MAX_ELEMENTS = 1_000_000;

export interface BindRowsLayout {
  readonly metadata: readonly ValueMetadata[];
  readonly rows: number;
  readonly plsql: boolean;
  /** Which binds the client sends a value for. */
  readonly sent: (index: number) => boolean;
}

/** One `[7]` row per execution (facts/tns.md 7, gotchas 7 and 8). */
export function parseBindRows(reader: MessageReader, layout: BindRowsLayout): BindRow[] {
  if (layout.rows > MAX_ROWS) throw new ProtocolError(`${layout.rows} bind rows`);
  const rows: BindRow[] = [];
  for (let i = 0; i < layout.rows; i++) rows.push(parseRow(reader, layout));
  return rows;
}

function parseRow(reader: MessageReader, { metadata, plsql, sent }: BindRowsLayout): BindRow {
  const type = reader.uint8();
  if (type !== MessageType.ROW_DATA) throw new ProtocolError(`message ${type} instead of bind values`);
  const row = new Array<BindInput>(metadata.length).fill(null);
  const isLong = (bind: ValueMetadata): boolean => !plsql && bind.maxSize > MAX_STRING_BYTES;
  for (const longPass of [false, true]) {
    metadata.forEach((bind, index) => {
      if (sent(index) && isLong(bind) === longPass) row[index] = parseBind(reader, bind);
    });
  }
  return row;
}

function parseBind(reader: MessageReader, bind: ValueMetadata): BindInput {
  if (!bind.isArray) return parseValue(reader, bind);
  const count = reader.ub();
  if (count > MAX_ELEMENTS) throw new ProtocolError(`${count} array elements`);
  const elements: (Value | LobReference)[] = [];
  for (let i = 0; i < count; i++) elements.push(parseValue(reader, bind));
  return elements;
}

function parseValue(reader: MessageReader, bind: ValueMetadata): Value | LobReference {
  if (!isLob(bind.type)) return readScalar(reader, bind.type, bind.charsetForm);
  if (reader.ub() === 0) return null;
  const locator = reader.clr();
  return locator === null ? null : new LobReference(Buffer.from(locator));
}
