import { ProtocolError, type MessageReader } from '../codec/reader';
import { scaleIsUb, wireTypeOf, type WireTypeCode } from '../codec/wireType';
import type { Dialect } from '../dialect';
import { FieldVersion } from '../flavour';

/** How a client sends or wants a value: one per bind, or per column it defines (facts/tns.md section 6). */
export interface ValueMetadata {
  readonly type: WireTypeCode;
  /** An index-by table. */
  readonly isArray: boolean;
  readonly maxSize: number;
  /** Elements the client can take back. */
  readonly maxElements: number;
  readonly charsetForm: number;
  /** Size and chunk size come with a locator (gotcha 6). */
  readonly lobSizes: boolean;
  /** Characters or bytes of data that come with a locator (need 17). */
  readonly lobPrefetch: number;
}

const FLAG_ARRAY = 0x40;
const LOB_PREFETCH_BIT = 0x200_0000;
const MAX_VALUES = 65_535;

/** Throws ORA-03115 for a type the server does not speak. */
export function parseMetadata(reader: MessageReader, count: number, dialect: Dialect): ValueMetadata[] {
  if (count > MAX_VALUES) throw new ProtocolError(`${count} binds`);
  return Array.from({ length: count }, () => parseOne(reader, dialect));
}

function parseOne(reader: MessageReader, dialect: Dialect): ValueMetadata {
  const code = reader.uint8();
  const flags = reader.uint8();
  reader.uint8(); // precision
  if (scaleIsUb(code)) reader.ub();
  else reader.uint8();
  const maxSize = reader.ub();
  const maxElements = reader.ub();
  const contFlags = reader.ub();
  if (reader.ub()) reader.clr(); // object id
  reader.ub(); // version
  reader.ub(); // character set
  const charsetForm = reader.uint8();
  const lobPrefetch = reader.ub();
  if (dialect.fieldVersion >= FieldVersion.V12_2) reader.ub();
  return {
    type: wireTypeOf(code),
    isArray: (flags & FLAG_ARRAY) !== 0,
    maxSize,
    maxElements,
    charsetForm,
    // a UB8: bit operators would cut it to 32 bits
    lobSizes: Math.floor(contFlags / LOB_PREFETCH_BIT) % 2 === 1,
    lobPrefetch,
  };
}
