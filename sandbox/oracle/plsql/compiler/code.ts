import type { PlsqlValue } from '../host';
import { type Maybe, after } from '../runtime/maybe';
import type { Activation } from '../runtime/runtime';
import type { PlsqlType } from '../values/types';

/** A compiled expression. */
export interface Code {
  readonly type: PlsqlType;
  run(activation: Activation): Maybe<PlsqlValue>;
}

/** A compiled name or bind: an expression that may be assigned, too. */
export interface Place extends Code {
  /** Absent for what is read only: constants, calls, IN parameters. */
  assign?(activation: Activation, value: PlsqlValue): Maybe<void>;
  /** The table or record itself, made when missing, to change a component of it. */
  open?(activation: Activation): Maybe<PlsqlValue>;
  /** Set for a bind: reading and writing it decides its direction. */
  readonly bind?: string;
}

export function constant(type: PlsqlType, value: PlsqlValue): Code {
  return { type, run: () => value };
}

export function map1(type: PlsqlType, operand: Code, compute: (value: PlsqlValue) => PlsqlValue): Code {
  return { type, run: (activation) => after(operand.run(activation), compute) };
}

export function map2(
  type: PlsqlType,
  left: Code,
  right: Code,
  compute: (left: PlsqlValue, right: PlsqlValue) => PlsqlValue,
): Code {
  return {
    type,
    run: (activation) =>
      after(left.run(activation), (a) => after(right.run(activation), (b) => compute(a, b))),
  };
}
