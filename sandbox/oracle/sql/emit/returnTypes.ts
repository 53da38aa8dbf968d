import { scalarSignatures } from '../../plsql/scalarFunctions';
import { BOOLEAN_TYPE, DATE_TYPE, NUMBER_TYPE, varchar2 } from './types';
import type { Emitted, SqlType } from './types';

const CLOBS = new Set(['TO_CLOB', 'EMPTY_CLOB']);
const BLOBS = new Set(['EMPTY_BLOB', 'TO_BLOB']);
const ZONED = new Set(['TO_TIMESTAMP_TZ', 'FROM_TZ']);

/** Same length as the argument, or shorter. */
const SAME_SIZE = new Set(['UPPER', 'LOWER', 'INITCAP', 'SUBSTR', 'SUBSTRB', 'TRIM', 'LTRIM', 'RTRIM']);

/** What a scalar function returns, so that a describe is truthful. */
export function returnTypeOf(name: string, args: readonly Emitted[]): SqlType {
  if (CLOBS.has(name)) return { name: 'CLOB' };
  if (BLOBS.has(name)) return { name: 'BLOB' };
  if (ZONED.has(name)) return { name: 'TIMESTAMP WITH TIME ZONE', scale: 9 };
  const subject = name === 'TRIM' ? args.at(-1) : args[0];
  switch (scalarSignatures.get(name)?.returns) {
    case 'number':
      return NUMBER_TYPE;
    case 'date':
      return DATE_TYPE;
    case 'timestamp':
      return { name: 'TIMESTAMP', scale: 9 };
    case 'boolean':
      return BOOLEAN_TYPE;
    case 'raw':
      return { name: 'RAW', size: 2000 };
    case 'first':
      if (!subject || subject.type.name !== 'NUMBER') return subject?.type ?? varchar2();
      // ROUND and TRUNC leave other digits than their argument had.
      return NUMBER_TYPE;
    default:
      if (subject?.type.name === 'CLOB' && SAME_SIZE.has(name)) return { name: 'CLOB' };
      return varchar2(SAME_SIZE.has(name) ? (subject?.type.size ?? undefined) : undefined);
  }
}
