import type { SqlValue } from 'sql.js';
import type { Bind, Value } from '../database';
import { OraError } from '../oraError';
import type { SqlType } from './emit/types';
import { typeOfBind, typeOfValue } from './emit/valueTypes';
import { toStored } from './engine/storedValues';

/** The bind values of one execution. */
export interface BindValues {
  /** Equal signatures allow the same translation. */
  readonly signature: string;
  type(occurrence: number, name: string): SqlType;
  value(occurrence: number, name: string): SqlValue;
}

/** Binds of a client, one per placeholder. */
export function positionalBinds(binds: readonly Bind[]): BindValues {
  const at = (occurrence: number): Bind => {
    const bind = binds[occurrence];
    if (!bind) throw new OraError(1008, 'not all variables bound');
    return bind;
  };
  return {
    signature: binds.map(({ type, maxSize }) => `${type}${maxSize}`).join(),
    type: (occurrence) => {
      const { type, maxSize } = at(occurrence);
      return typeOfBind(type, maxSize);
    },
    value: (occurrence) => {
      const { value } = at(occurrence);
      if (Array.isArray(value)) throw new OraError(1484, 'arrays can only be bound to PL/SQL statements');
      return toStored(value);
    },
  };
}

/** Binds of PL/SQL and of packages, by name (upper case) or number ('1', '2', ...). */
export function namedBinds(binds: ReadonlyMap<string, Value>): BindValues {
  const named = (name: string): Value => {
    const value = binds.get(name);
    if (value === undefined) throw new OraError(1008, 'not all variables bound');
    return value;
  };
  const type = (name: string): SqlType => {
    const found = typeOfValue(named(name));
    return found.name === 'VARCHAR2' || found.name === 'RAW' ? { ...found, size: 32767 } : found;
  };
  return {
    signature: [...binds].map(([name, value]) => name + typeOfValue(value).name).join(),
    type: (_, name) => type(name),
    value: (_, name) => toStored(named(name)),
  };
}

export const NO_BINDS: BindValues = namedBinds(new Map());
