import type { BindDirection } from '../../database';
import type { Block } from '../ast';
import type { PlsqlHost, PlsqlValue } from '../host';
import { toPlsqlError } from '../runtime/exceptions';
import { type Maybe, after, attempt } from '../runtime/maybe';
import { Activation, type Runtime } from '../runtime/runtime';
import { compileBlock } from './blocks';
import { Frame, Scope } from './scope';
import { Unit } from './unit';

/** A compiled anonymous block. */
export interface Program {
  readonly directions: ReadonlyMap<string, BindDirection>;
  /** Throws OraError with the lines of its error stack; assigned binds are left in the runtime. */
  run(runtime: Runtime): Maybe<void>;
}

/** Resolves every name and call before anything runs. Throws OraError 6550 with all faults. */
export function compileProgram(
  block: Block,
  host: PlsqlHost,
  binds: ReadonlyMap<string, PlsqlValue>,
): Program {
  const unit = new Unit(host, binds);
  const frame = new Frame(0);
  const run = compileBlock(unit, new Scope(frame), block);
  unit.throwFaults();
  return {
    directions: unit.directions,
    run: (runtime) =>
      attempt(
        () => after(run(new Activation(frame.size, runtime)), () => undefined),
        (error) => {
          throw toPlsqlError(error)?.toOraError() ?? error;
        },
      ),
  };
}
