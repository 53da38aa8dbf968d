import type { Callable } from './callable';
import type { Jump } from './completion';
import type { CursorSymbol } from './cursorSymbol';
import type { Activation } from '../runtime/runtime';
import type { ExceptionIdentity } from '../runtime/exceptions';
import type { PlsqlType } from '../values/types';

/** The variables of one subprogram or anonymous block; nested blocks share it. */
export class Frame {
  size = 0;

  constructor(
    /** 0 for the outermost; one more for each subprogram around. */
    readonly level: number,
    /** Present inside a function, to check RETURN. */
    readonly returns?: PlsqlType,
  ) {}

  allocate(): number {
    return this.size++;
  }
}

export interface VariableSymbol {
  readonly kind: 'variable';
  readonly level: number;
  readonly slot: number;
  readonly type: PlsqlType;
  /** Constants, IN parameters, loop counters. */
  readonly readOnly: boolean;
  readonly notNull: boolean;
}

export type ScopeSymbol =
  | VariableSymbol
  | { readonly kind: 'type'; readonly type: PlsqlType }
  | { readonly kind: 'exception'; readonly identity: ExceptionIdentity }
  | CursorSymbol
  | { readonly kind: 'subprograms'; readonly level: number; readonly overloads: Callable[] };

export interface LoopContext {
  readonly label?: string;
  readonly exit: Jump;
  readonly next: Jump;
}

/** Names that a block, subprogram, loop or cursor adds to those around it. */
export class Scope {
  readonly symbols = new Map<string, ScopeSymbol>();

  constructor(
    readonly frame: Frame,
    readonly parent?: Scope,
    /** A block's label or a subprogram's name, which may qualify its variables. */
    readonly label?: string,
    /** Present for the scope of a loop's body. */
    readonly loop?: LoopContext,
    /** True inside an exception handler, where RAISE may stand alone. */
    readonly inHandler: boolean = parent?.frame === frame && parent.inHandler,
  ) {}

  find(name: string): ScopeSymbol | undefined {
    return this.symbols.get(name) ?? this.parent?.find(name);
  }

  /** `label.name` */
  findQualified(label: string, name: string): ScopeSymbol | undefined {
    const own = this.label === label ? this.symbols.get(name) : undefined;
    return own ?? this.parent?.findQualified(label, name);
  }

  /** The loop that EXIT or CONTINUE means, within this subprogram. */
  findLoop(label: string | undefined): LoopContext | undefined {
    if (this.loop && (label === undefined || this.loop.label === label)) {
      return this.loop;
    }
    return this.parent?.frame === this.frame ? this.parent.findLoop(label) : undefined;
  }

  declareVariable(
    name: string,
    type: PlsqlType,
    { readOnly = false, notNull = false }: { readOnly?: boolean; notNull?: boolean } = {},
  ): VariableSymbol {
    const { level } = this.frame;
    const symbol = { kind: 'variable' as const, level, slot: this.frame.allocate(), type, readOnly, notNull };
    this.symbols.set(name, symbol);
    return symbol;
  }

  /** From a running activation of this scope's frame to the one that declared something at `level`. */
  reach(level: number): (activation: Activation) => Activation {
    const hops = this.frame.level - level;
    if (hops === 0) {
      return (activation) => activation;
    }
    return (activation) => {
      let found = activation;
      for (let i = 0; i < hops; i++) {
        found = found.parent ?? found;
      }
      return found;
    };
  }
}
