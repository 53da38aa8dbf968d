import type { Argument, NamePart, Position } from '../ast';
import { matchCall, notAssignable, wrongArguments } from '../callMatching';
import type { Parameter, PlsqlValue, Subprogram } from '../host';
import { type Maybe, after, collect } from '../runtime/maybe';
import type { Activation } from '../runtime/runtime';
import { coerce, initialValue } from '../values/coerce';
import { copyValue } from '../values/tables';
import { ANY, type PlsqlType, familyOf, typeOfDataType } from '../values/types';
import type { CallOutcome, Callable, CallableParameter } from './callable';
import type { Code, Place } from './code';
import { compileExpression } from './expressions';
import { compilePlace } from './names';
import type { Scope } from './scope';
import type { Unit } from './unit';

export interface CallRequest {
  readonly part: NamePart;
  /** Where the name starts: faults of the call as a whole are reported there. */
  readonly at: Position;
  readonly callables: readonly Callable[];
  readonly use: 'procedure' | 'function';
  /** To the activation that declared a local subprogram. */
  readonly reach: (activation: Activation) => Activation;
}

/** Compiles a call: chooses the overload, then evaluates the actuals, runs it and writes OUT arguments back. */
export function compileCall(
  unit: Unit,
  scope: Scope,
  { part, at: start, callables, use, reach }: CallRequest,
): Code {
  const args = part.args ?? [];
  const actuals = args.map((argument) => compileActual(unit, scope, argument, part));
  const match = matchCall(
    part.text,
    callables,
    args.map(({ name }, index) => ({
      ...(name !== undefined && { name }),
      family: familyOf(actuals[index]?.type ?? ANY),
    })),
    use,
  );
  if ('fault' in match) {
    return unit.fault(start, match.fault);
  }
  const { candidate } = match;
  const inputs = candidate.parameters.map((formal, index): Place | undefined => {
    const at = match.actuals[index];
    const actual = at === undefined ? undefined : actuals[at];
    const argument = at === undefined ? undefined : args[at];
    if (actual && argument) {
      noteUse(unit, actual, formal, argument);
    }
    return actual;
  });
  return {
    type: candidate.returns ?? ANY,
    run: (activation) => run(candidate, inputs, activation, reach),
  };
}

function compileActual(unit: Unit, scope: Scope, argument: Argument, part: NamePart): Place {
  const { value } = argument;
  if (argument.key && argument.name === undefined) {
    return unit.fault(part.at, wrongArguments(part.text));
  }
  return value.kind === 'bind' || value.kind === 'name'
    ? compilePlace(unit, scope, value)
    : compileExpression(unit, scope, value);
}

function noteUse(unit: Unit, actual: Place, formal: CallableParameter, argument: Argument): void {
  if (formal.mode !== 'IN' && !actual.assign) {
    const { value } = argument;
    unit.fault(
      value.at,
      notAssignable(value.kind === 'name' ? value.parts.map(({ text }) => text).join('.') : formal.name),
    );
  }
  if (actual.bind !== undefined) {
    if (formal.mode !== 'OUT') {
      unit.noteRead(actual.bind);
    }
    if (formal.mode !== 'IN') {
      unit.noteWritten(actual.bind);
    }
  }
}

function run(
  callable: Callable,
  inputs: readonly (Place | undefined)[],
  activation: Activation,
  reach: (activation: Activation) => Activation,
): Maybe<PlsqlValue> {
  const values = collect(
    callable.parameters.map((formal, index) => [formal, inputs[index]] as const),
    ([formal, actual]) => passIn(formal, actual, activation),
  );
  return after(values, (passed) =>
    after(callable.invoke(reach(activation), passed), (outcome) =>
      after(
        collect(
          callable.parameters.map((formal, index) => [formal, index] as const),
          ([formal, index]) => {
            const actual = inputs[index];
            return formal.mode === 'IN' || !actual?.assign
              ? undefined
              : actual.assign(activation, outcome.outs[index] ?? null);
          },
        ),
        () => outcome.result,
      ),
    ),
  );
}

function passIn(
  formal: CallableParameter,
  actual: Place | undefined,
  activation: Activation,
): Maybe<PlsqlValue | undefined> {
  if (!actual) {
    return undefined;
  }
  if (formal.mode === 'OUT') {
    return initialValue(formal.type);
  }
  return after(actual.run(activation), (value) => coerce(value, formal.type, actual.type));
}

/** Subprograms of the host as the compiler calls them. */
export function hostCallables(candidates: readonly Subprogram[]): Callable[] {
  return candidates.map((candidate) => {
    const types = candidate.parameters.map((parameter) => typeOfDataType(parameter.dataType));
    const returns = candidate.returns === undefined ? undefined : typeOfDataType(candidate.returns);
    return {
      name: candidate.name,
      isFunction: returns !== undefined,
      ...(returns && { returns }),
      parameters: candidate.parameters.map((parameter, index) => formalOf(parameter, types[index] ?? ANY)),
      invoke: ({ runtime }, values) => invokeHost(candidate, values, runtime),
    };
  });
}

function formalOf(parameter: Parameter, type: PlsqlType): CallableParameter {
  return {
    name: parameter.name,
    mode: parameter.mode,
    type,
    family: familyOf(type),
    hasDefault: parameter.defaultValue !== undefined,
  };
}

function invokeHost(
  subprogram: Subprogram,
  values: readonly (PlsqlValue | undefined)[],
  runtime: Activation['runtime'],
): Maybe<CallOutcome> {
  const { parameters } = subprogram;
  const args = new Map<string, PlsqlValue>();
  for (const [index, parameter] of parameters.entries()) {
    args.set(parameter.name, values[index] ?? copyValue(parameter.defaultValue ?? null));
  }
  runtime.checkCancelled();
  const returned = subprogram.call(runtime.host.context, args);
  return after(returned instanceof Promise ? runtime.wait(returned) : returned, (result) => ({
    result: result ?? null,
    outs: parameters.map((parameter) => args.get(parameter.name) ?? null),
  }));
}
