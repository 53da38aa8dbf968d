import type { ParameterMode } from './host';
import type { Family } from './values/types';

export interface FormalParameter {
  /** Upper case. */
  readonly name: string;
  readonly mode: ParameterMode;
  readonly family: Family;
  /** May be left out. */
  readonly hasDefault: boolean;
}

export interface ActualParameter {
  /** Upper case, in named notation. */
  readonly name?: string;
  /** `any` for a bind whose type is not known; `null` for the literal. */
  readonly family: Family;
}

export interface Candidate {
  readonly parameters: readonly FormalParameter[];
  readonly isFunction: boolean;
}

export type CallMatch<C> =
  /** `actuals[i]` is the index of the actual for the i-th formal, undefined where its default stands. */
  { readonly candidate: C; readonly actuals: readonly (number | undefined)[] } | { readonly fault: string };

/** How well an actual fits: lower is better. */
const EXACT = 0;
const UNKNOWN = 1;
const CONVERTED = 2;

/**
 * Chooses the overload that a call means: by number and names of its parameters first, then by the fewest implicit
 * conversions. Faults carry the compiler's own text: PLS-00306, PLS-00307, PLS-00221, PLS-00222.
 */
export function matchCall<C extends Candidate>(
  name: string,
  candidates: readonly C[],
  actuals: readonly ActualParameter[],
  use: 'procedure' | 'function',
): CallMatch<C> {
  const usable = candidates.filter((candidate) => candidate.isFunction === (use === 'function'));
  if (usable.length === 0) {
    return { fault: use === 'procedure' ? notAProcedure(name) : notAFunction(name) };
  }
  const fitting = usable.flatMap((candidate) => {
    const arranged = arrange(candidate.parameters, actuals);
    const cost = arranged && conversionCost(candidate.parameters, arranged, actuals);
    return arranged === undefined || cost === undefined ? [] : [{ candidate, actuals: arranged, cost }];
  });
  const best = Math.min(...fitting.map(({ cost }) => cost));
  const [winner, rival] = fitting.filter(({ cost }) => cost === best);
  if (!winner) {
    return { fault: wrongArguments(name) };
  }
  return rival ? { fault: ambiguous(name) } : { candidate: winner.candidate, actuals: winner.actuals };
}

/** Assigns actuals to formals: positional ones first, then by name; undefined when that does not work out. */
function arrange(
  formals: readonly FormalParameter[],
  actuals: readonly ActualParameter[],
): (number | undefined)[] | undefined {
  const arranged = new Array<number | undefined>(formals.length).fill(undefined);
  let named = false;
  for (const [index, actual] of actuals.entries()) {
    named ||= actual.name !== undefined;
    const position =
      actual.name === undefined ? index : formals.findIndex((formal) => formal.name === actual.name);
    const positionalAfterNamed = named && actual.name === undefined;
    if (
      positionalAfterNamed ||
      position < 0 ||
      position >= formals.length ||
      arranged[position] !== undefined
    ) {
      return undefined;
    }
    arranged[position] = index;
  }
  const complete = formals.every((formal, index) => arranged[index] !== undefined || formal.hasDefault);
  return complete ? arranged : undefined;
}

function conversionCost(
  formals: readonly FormalParameter[],
  arranged: readonly (number | undefined)[],
  actuals: readonly ActualParameter[],
): number | undefined {
  let cost = 0;
  for (const [index, formal] of formals.entries()) {
    const at = arranged[index];
    const actual = at === undefined ? undefined : actuals[at];
    if (actual) {
      const step = fit(actual.family, formal.family);
      if (step === undefined) {
        return undefined;
      }
      cost += step;
    }
  }
  return cost;
}

/** Scalars other than BOOLEAN convert into each other; NULL is no index-by table. */
export function fit(actual: Family, formal: Family): number | undefined {
  if (actual === formal) {
    return EXACT;
  }
  if (actual === 'any' || formal === 'any') {
    return UNKNOWN;
  }
  if (actual === 'null') {
    return formal === 'table' || formal === 'record' ? undefined : UNKNOWN;
  }
  const datetimes = isDatetime(actual) && isDatetime(formal);
  if (datetimes || actual === 'string' || formal === 'string') {
    return isConvertible(actual) && isConvertible(formal) ? CONVERTED : undefined;
  }
  return undefined;
}

function isDatetime(family: Family): boolean {
  return family === 'date' || family === 'timestamp';
}

function isConvertible(family: Family): boolean {
  return family === 'string' || family === 'number' || family === 'raw' || isDatetime(family);
}

export function wrongArguments(name: string): string {
  return `PLS-00306: wrong number or types of arguments in call to '${name}'`;
}

export function ambiguous(name: string): string {
  return `PLS-00307: too many declarations of '${name}' match this call`;
}

/** Oracle names the first two parts. */
export function undeclared(path: readonly string[]): string {
  return `PLS-00201: identifier '${path.slice(0, 2).join('.')}' must be declared`;
}

export function noComponent(name: string): string {
  return `PLS-00302: component '${name}' must be declared`;
}

export function notAProcedure(name: string): string {
  return `PLS-00221: '${name}' is not a procedure or is undefined`;
}

export function notAFunction(name: string): string {
  return `PLS-00222: no function with name '${name}' exists in this scope`;
}

export function notAssignable(name: string): string {
  return `PLS-00363: expression '${name}' cannot be used as an assignment target`;
}

export const WRONG_TYPE = 'PLS-00382: expression is of wrong type';
