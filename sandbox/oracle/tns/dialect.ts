import type { MessageReader } from './codec/reader';

/** What client and server agreed on; it decides the layout of every later message. */
export interface Dialect {
  readonly fieldVersion: number;
  /** CONV_LENGTH: strings whose length was given before come with a length again (facts/tns.md 11, need 4). */
  readonly lengthRepeated: boolean;
  /** Drivers before 2023 want the scale of a described column as UB (facts/tns.md 7, gotcha 9). */
  readonly scaleAsUb: boolean;
  /** The client knows the domain fields of a described column (facts/tns.md 11, need 8). */
  readonly domainFields: boolean;
  /** The client knows SQL type and checksum at the end of OER (facts/tns.md 11, need 8). */
  readonly oerSqlType: boolean;
}

export function initialDialect(fieldVersion: number): Dialect {
  return { fieldVersion, lengthRepeated: true, scaleAsUb: false, domainFields: true, oerSqlType: true };
}

/** A string whose byte length the message gave earlier. */
export function readSizedText(reader: MessageReader, length: number, dialect: Dialect): string {
  if (length === 0) return '';
  const bytes = dialect.lengthRepeated ? reader.clr() : reader.bytes(length);
  return bytes === null ? '' : bytes.toString('utf8');
}
