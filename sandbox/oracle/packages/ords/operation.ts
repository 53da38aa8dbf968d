import type { Parameter, PlsqlValue } from '../../plsql/host';
import type { Arguments } from './arguments';
import type { Metadata } from './metadata';

/** One procedure or function of the ORDS packages, said once for the own-schema and the administrators' package. */
export interface Operation {
  /** Upper case. */
  readonly name: string;
  /** Without P_SCHEMA, unless `schemaParameter` says that the own-schema form has it too. */
  readonly parameters: readonly Parameter[];
  readonly returns?: string;
  /** 'own': the own-schema form takes P_SCHEMA among its parameters (ENABLE_SCHEMA). 'none': neither form has it. */
  readonly schemaParameter?: 'own' | 'none';
  /** Left out of ORDS_ADMIN, which has no deprecated methods (facts/ords.md 3). */
  readonly deprecated?: boolean;
  run(metadata: Metadata, args: Arguments): PlsqlValue | void;
}

export type DataType = 'VARCHAR2' | 'NUMBER' | 'CLOB' | 'PL/SQL BOOLEAN' | 'PL/SQL TABLE';

/** A parameter that every call must name. */
export function mandatory(name: string, dataType: DataType = 'VARCHAR2'): Parameter {
  return { name, mode: 'IN', dataType };
}

export function optional(
  name: string,
  defaultValue: PlsqlValue = null,
  dataType: DataType = 'VARCHAR2',
): Parameter {
  return { name, mode: 'IN', dataType, defaultValue };
}
