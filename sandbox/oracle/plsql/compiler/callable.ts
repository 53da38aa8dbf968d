import type { FormalParameter } from '../callMatching';
import type { PlsqlValue } from '../host';
import type { Maybe } from '../runtime/maybe';
import type { Activation } from '../runtime/runtime';
import type { PlsqlType } from '../values/types';

export interface CallableParameter extends FormalParameter {
  readonly type: PlsqlType;
}

export interface CallOutcome {
  readonly result: PlsqlValue;
  /** By position; read only where the mode is OUT or IN OUT. */
  readonly outs: readonly PlsqlValue[];
}

/** A local or host subprogram as the compiler calls it. */
export interface Callable {
  readonly name: string;
  readonly isFunction: boolean;
  readonly parameters: readonly CallableParameter[];
  readonly returns?: PlsqlType;
  /** `parent`: the activation that declared a local subprogram. Undefined values stand for defaults. */
  invoke(parent: Activation, values: readonly (PlsqlValue | undefined)[]): Maybe<CallOutcome>;
}
