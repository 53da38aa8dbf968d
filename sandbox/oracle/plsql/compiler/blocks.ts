import type { Block } from '../ast';
import { after } from '../runtime/maybe';
import { type Step, runSequence } from './completion';
import { compileDeclarations } from './declarations';
import { compileHandlers } from './exceptionHandling';
import { Scope } from './scope';
import { compileStatements } from './statements';
import type { Unit } from './unit';

/** A nested block: its variables are made anew each time, errors in its declarations belong to the block around. */
export function compileBlock(unit: Unit, parent: Scope, block: Block): Step['run'] {
  return compileBody(unit, new Scope(parent.frame, parent, block.label), block);
}

/** As compileBlock, in a scope that holds the parameters of a subprogram. */
export function compileBody(unit: Unit, scope: Scope, block: Block): Step['run'] {
  const initialisation = compileDeclarations(unit, scope, block.declarations);
  const body = compileStatements(unit, scope, block.body);
  const run = compileHandlers(unit, scope, block.handlers, body);
  return initialisation.length === 0
    ? run
    : (activation) => after(runSequence(initialisation, activation), () => run(activation));
}
