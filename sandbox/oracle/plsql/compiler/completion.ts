import { toPlsqlError } from '../runtime/exceptions';
import type { Maybe } from '../runtime/maybe';
import type { Activation } from '../runtime/runtime';

/** Where control goes instead of to the next statement; compared by identity. */
export class Jump {
  constructor(readonly kind: 'exit' | 'continue' | 'return') {}
}

export const RETURN = new Jump('return');

/** Undefined: on to the next statement. */
export type Completion = Jump | undefined;

/** One compiled statement or initialisation. */
export interface Step {
  /** Its line of the error stack. */
  readonly trace: string;
  run(activation: Activation): Maybe<Completion>;
}

/** Runs steps until one jumps; an error on its way out takes the line of its statement along. */
export function runSequence(steps: readonly Step[], activation: Activation, from = 0): Maybe<Completion> {
  for (let i = from; i < steps.length; i++) {
    const step = steps[i] as Step;
    let completion: Maybe<Completion>;
    try {
      completion = step.run(activation);
    } catch (error) {
      throw traced(error, step);
    }
    if (completion instanceof Promise) {
      return completion.then(
        (jump) => jump ?? runSequence(steps, activation, i + 1),
        (error: unknown) => {
          throw traced(error, step);
        },
      );
    }
    if (completion) {
      return completion;
    }
  }
  return undefined;
}

function traced(error: unknown, step: Step): unknown {
  const known = toPlsqlError(error);
  if (known && !known.traced) {
    known.traced = true;
    known.trace.push(step.trace);
  }
  return known ?? error;
}
