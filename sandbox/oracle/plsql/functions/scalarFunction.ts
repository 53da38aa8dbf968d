import type { Value } from '../../database';
import { OraError } from '../../oraError';
import { asInteger, asText } from '../values/convert';

export interface ScalarEnvironment {
  readonly now: Date;
  /** Upper case. */
  readonly user: string;
}

export type ScalarCall = (args: Value[], env: ScalarEnvironment) => Value;

export interface ScalarFunction {
  readonly name: string;
  readonly minimum: number;
  /** Infinity for COALESCE and its like. */
  readonly maximum: number;
  /** `first`: that of the first argument. */
  readonly returns: 'string' | 'number' | 'date' | 'timestamp' | 'boolean' | 'raw' | 'first';
  readonly call: ScalarCall;
}

export function define(
  name: string,
  minimum: number,
  maximum: number,
  returns: ScalarFunction['returns'],
  call: ScalarCall,
): ScalarFunction {
  return { name, minimum, maximum, returns, call };
}

/** The text at `index`, null for null, '' or a missing argument. */
export function text(args: readonly Value[], index: number): string | null {
  return asText(args[index] ?? null);
}

/** The whole number at `index`, `fallback` when the argument is missing, null when it is null. */
export function integer(args: readonly Value[], index: number, fallback: number): number | null {
  return index < args.length ? asInteger(args[index] ?? null) : fallback;
}

/** '' is null. */
export function orNull(value: string): string | null {
  return value === '' ? null : value;
}

export function outOfRange(argument: string): never {
  throw new OraError(1428, `argument '${argument}' is out of range`);
}
