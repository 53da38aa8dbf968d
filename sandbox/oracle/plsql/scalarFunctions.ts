import type { Value } from '../database';
import { conversionFunctions } from './functions/conversionFunctions';
import { dateFunctions } from './functions/dateFunctions';
import { numberFunctions } from './functions/numberFunctions';
import { regexpFunctions } from './functions/regexpFunctions';
import type { ScalarCall, ScalarFunction } from './functions/scalarFunction';
import { textFunctions } from './functions/textFunctions';

const all: readonly ScalarFunction[] = [
  ...textFunctions,
  ...numberFunctions,
  ...dateFunctions,
  ...conversionFunctions,
  ...regexpFunctions,
];

/** What the compiler checks a call of a built-in function against. */
export const scalarSignatures: ReadonlyMap<string, ScalarFunction> = new Map(
  all.map((entry) => [entry.name, entry]),
);

/**
 * The pure built-in functions by upper-case name, shared by PL/SQL expressions and the SQL engine. They throw
 * OraError with SQL's numbers (1722 invalid number, 1861 date format ...); PL/SQL turns 1722 into 6502.
 * REGEXP_LIKE returns a boolean, which SQL knows only as a condition.
 */
export const scalarFunctions: ReadonlyMap<
  string,
  (args: Value[], env: { now: Date; user: string }) => Value
> = new Map<string, ScalarCall>(all.map((entry) => [entry.name, entry.call]));
