import type { Code } from './code';
import type { CallableParameter } from './callable';
import type { Maybe } from '../runtime/maybe';
import type { QueryResult } from '../runtime/cursorState';
import type { Activation } from '../runtime/runtime';

/** A declared cursor: its state lives in a slot, its parameters in slots of their own. */
export interface CursorSymbol {
  readonly kind: 'cursor';
  readonly level: number;
  readonly slot: number;
  readonly parameters: readonly (CallableParameter & { readonly slot: number; readonly initial?: Code })[];
  /** Runs the query in the declaring activation once the parameters are set. */
  query(activation: Activation): Maybe<QueryResult>;
}
