import type { Value } from '../../database';
import { OraError } from '../../oraError';
import type { CallContext, Parameter, PlsqlValue, Subprogram } from '../../plsql/host';
import { asText } from '../../plsql/values/convert';

type Call = Subprogram['call'];

/** `P_NAME VARCHAR2 [= default]`; the default must be given as a value, null included. */
export function input(name: string, dataType: string, ...defaultValue: [PlsqlValue?]): Parameter {
  const [value] = defaultValue;
  return { name, mode: 'IN', dataType, ...(value !== undefined && { defaultValue: value }) };
}

export function output(name: string, dataType: string): Parameter {
  return { name, mode: 'OUT', dataType };
}

export function procedure(
  packageName: string,
  name: string,
  parameters: readonly Parameter[],
  call: Call,
): Subprogram {
  return { owner: 'SYS', package: packageName, name, parameters, call };
}

export function packagedFunction(
  packageName: string,
  name: string,
  parameters: readonly Parameter[],
  returns: string,
  call: Call,
): Subprogram {
  return { owner: 'SYS', package: packageName, name, parameters, returns, call };
}

/** A scalar argument. Throws OraError 6502 for a table or record. */
export function scalar(args: Map<string, PlsqlValue>, name: string): Value {
  const value = args.get(name) ?? null;
  if (value !== null && typeof value === 'object' && 'kind' in value) {
    throw new OraError(6502, 'PL/SQL: numeric or value error');
  }
  return value;
}

export function textOf(args: Map<string, PlsqlValue>, name: string): string {
  return asText(scalar(args, name)) ?? '';
}

export function numberOf(args: Map<string, PlsqlValue>, name: string): number | undefined {
  const value = scalar(args, name);
  return value === null ? undefined : Number(value);
}

/** Something that a package keeps for its session, made at first use. */
export function state<T>(context: Pick<CallContext, 'packageState'>, key: string, initial: () => T): T {
  if (!context.packageState.has(key)) context.packageState.set(key, initial());
  return context.packageState.get(key) as T;
}
