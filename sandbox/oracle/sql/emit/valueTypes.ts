import type { OracleTypeName } from '../../database';
import type { PlsqlValue } from '../../plsql/host';
import { NULL_TYPE, varchar2 } from './types';
import type { SqlType } from './types';

/** The SQL type that a value brings along, where nothing declares one. */
export function typeOfValue(value: PlsqlValue): SqlType {
  if (value === null || value === '') return NULL_TYPE;
  if (typeof value === 'string') return varchar2(Math.max(1, Buffer.byteLength(value)));
  if (typeof value === 'number') return { name: 'NUMBER' };
  if (typeof value === 'boolean') return { name: 'BOOLEAN' };
  if (value instanceof Date) return { name: value.getUTCMilliseconds() === 0 ? 'DATE' : 'TIMESTAMP' };
  if (Buffer.isBuffer(value)) return { name: 'RAW', size: value.length };
  return NULL_TYPE;
}

/** A declared bind. Untyped NULLs compare with everything. */
export function typeOfBind(type: OracleTypeName, maxSize: number): SqlType {
  return type === 'VARCHAR2' || type === 'CHAR' || type === 'RAW'
    ? { name: type === 'RAW' ? 'RAW' : 'VARCHAR2', size: Math.min(Math.max(maxSize, 1), 32767) }
    : { name: type };
}
