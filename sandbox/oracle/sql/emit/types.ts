import type { Column, OracleTypeName } from '../../database';
import { OraError } from '../../oraError';

/** The type of an expression. NULL and the intervals exist only inside a statement. */
export interface SqlType {
  readonly name: OracleTypeName | 'NULL' | 'INTERVAL DAY' | 'INTERVAL MONTH';
  readonly size?: number | null;
  readonly precision?: number | null;
  readonly scale?: number | null;
}

export interface Emitted {
  readonly sql: string;
  readonly type: SqlType;
  /** False only where NULL is excluded. */
  readonly nullable?: boolean;
}

export interface OutputColumn {
  readonly name: string;
  readonly type: SqlType;
  readonly nullable: boolean;
}

export const MAX_VARCHAR2 = 4000;
export const NULL_TYPE: SqlType = { name: 'NULL' };
export const NUMBER_TYPE: SqlType = { name: 'NUMBER' };
export const DATE_TYPE: SqlType = { name: 'DATE' };
export const BOOLEAN_TYPE: SqlType = { name: 'BOOLEAN' };

export function varchar2(size: number = MAX_VARCHAR2): SqlType {
  return { name: 'VARCHAR2', size };
}

export const isText = ({ name }: SqlType): boolean => ['VARCHAR2', 'CHAR', 'CLOB'].includes(name);
export const isDatetime = ({ name }: SqlType): boolean => name === 'DATE' || name.startsWith('TIMESTAMP');
export const isInterval = ({ name }: SqlType): boolean => name.startsWith('INTERVAL');

/** The type that holds both, as CASE, UNION and NVL need it: the first one decides, the wider wins. */
export function commonType(types: readonly SqlType[]): SqlType {
  const known = types.filter(({ name }) => name !== 'NULL');
  const [first] = known;
  if (!first) return NULL_TYPE;
  if (isText(first)) {
    if (known.some(({ name }) => name === 'CLOB')) return { name: 'CLOB' };
    return varchar2(Math.max(...known.map(({ size }) => size ?? MAX_VARCHAR2)));
  }
  if (first.name === 'DATE') return known.find(({ name }) => name.startsWith('TIMESTAMP')) ?? first;
  if (first.name === 'NUMBER') {
    const same = known.every(
      ({ precision, scale }) => precision === first.precision && scale === first.scale,
    );
    return same ? first : NUMBER_TYPE;
  }
  return first;
}

/** What the client is told; an untyped NULL is described as VARCHAR2, as Oracle does. */
export function describe({ name, type, nullable }: OutputColumn): Column {
  if (type.name === 'NULL') return { name, type: 'VARCHAR2', size: 1, nullable };
  if (type.name === 'INTERVAL DAY' || type.name === 'INTERVAL MONTH') {
    throw new OraError(3001, 'unimplemented feature: INTERVAL in a select list');
  }
  const sized = ['VARCHAR2', 'CHAR', 'RAW'].includes(type.name);
  return {
    name,
    type: type.name,
    ...(sized && { size: type.size ?? MAX_VARCHAR2 }),
    ...(type.precision != null && { precision: type.precision }),
    ...(type.scale != null && { scale: type.scale }),
    nullable,
  };
}
