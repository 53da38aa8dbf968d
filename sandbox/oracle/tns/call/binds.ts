import type { Bind, Value } from '../../database';
import { seamTypeOf } from '../codec/wireType';
import { type BindInput, type BindRow, LobReference } from '../request/bindRows';
import type { Cursor } from './cursors';
import type { LobTable } from './lobs';

/** The binds of one execution as the database takes them: LOB locators become their content. */
export function seamBinds(cursor: Cursor, row: BindRow | undefined, lobs: LobTable): Bind[] {
  return (cursor.binds ?? []).map((metadata, index) => ({
    name: cursor.statement.bindNames[index] ?? String(index + 1),
    type: seamTypeOf(metadata.type),
    value: resolve(row?.[index] ?? null, lobs),
    maxSize: metadata.maxSize,
    isArray: metadata.isArray,
  }));
}

function resolve(input: BindInput, lobs: LobTable): Value | Value[] {
  return Array.isArray(input) ? input.map((element) => resolveOne(element, lobs)) : resolveOne(input, lobs);
}

function resolveOne(input: Value | LobReference, lobs: LobTable): Value {
  if (!(input instanceof LobReference)) return input;
  const content = lobs.read(input.locator);
  return content.length === 0 ? null : content;
}
