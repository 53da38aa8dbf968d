import { OraError } from '../../oraError';
import type { ColumnRecord } from '../../dictionary/records';
import { INTERNAL, toDatetime, toText } from './conversions';
import type { Emitted } from './types';
import { isDatetime, isText } from './types';

const INTEGER_LITERAL = /^-?\d+$/;

/** Converts an expression to the type of the column that it goes into. */
export function emitForColumn(value: Emitted, column: ColumnRecord, offset: number): string {
  const { sql, type } = value;
  if (type.name === 'NULL' && sql === 'NULL') return sql;
  switch (column.TYPE) {
    case 'NUMBER':
      if (isDatetime(type) || type.name === 'RAW' || type.name === 'BLOB') break;
      if (INTEGER_LITERAL.test(sql)) return sql;
      if (column.SCALE !== null) return `${INTERNAL.round}(${sql}, ${column.SCALE})`;
      return type.name === 'NUMBER' ? sql : `${INTERNAL.number}(${sql})`;
    case 'VARCHAR2':
    case 'CLOB':
      if (type.name === 'BLOB') break;
      return type.name === 'NULL' ? `${INTERNAL.text}(${sql})` : toText(value);
    case 'CHAR':
      return `${INTERNAL.pad}(${toText(value)}, ${column.LENGTH ?? 1})`;
    case 'DATE':
      if (type.name === 'DATE' || type.name === 'NULL') return sql;
      if (isText(type)) return toDatetime(value, { name: 'DATE' });
      if (isDatetime(type)) return `${INTERNAL.truncateToSecond}(${sql})`;
      break;
    case 'TIMESTAMP':
    case 'TIMESTAMP WITH TIME ZONE':
    case 'TIMESTAMP WITH LOCAL TIME ZONE':
      if (isDatetime(type) || type.name === 'NULL') return sql;
      if (isText(type)) return toDatetime(value, { name: 'TIMESTAMP' });
      break;
    case 'RAW':
      if (isText(type)) return `${INTERNAL.raw}(${sql})`;
      if (type.name === 'RAW' || type.name === 'BLOB' || type.name === 'NULL') return sql;
      break;
    case 'BLOB':
      if (isText(type)) return `${INTERNAL.raw}(${sql})`;
      if (['RAW', 'BLOB', 'NULL'].includes(type.name)) return sql;
      break;
    case 'BOOLEAN':
      return sql;
  }
  throw new OraError(932, `inconsistent datatypes: expected ${column.TYPE} got ${type.name}`, offset);
}
