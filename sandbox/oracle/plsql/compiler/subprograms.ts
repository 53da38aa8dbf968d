import { OraError } from '../../oraError';
import type { Block, SubprogramDeclaration } from '../ast';
import type { PlsqlValue } from '../host';
import { toPlsqlError } from '../runtime/exceptions';
import { type Maybe, after, attempt, collect, ensure } from '../runtime/maybe';
import { Activation } from '../runtime/runtime';
import { coerce } from '../values/coerce';
import { type PlsqlType, familyOf } from '../values/types';
import { compileBody } from './blocks';
import type { CallOutcome, Callable, CallableParameter } from './callable';
import type { Code } from './code';
import { RETURN, type Step } from './completion';
import { compileExpression } from './expressions';
import { Frame, Scope } from './scope';
import { resolveType } from './typeNames';
import type { Unit } from './unit';

/** A local procedure or function; known before its body is compiled, so that it may call itself. */
class LocalSubprogram implements Callable {
  readonly name: string;
  readonly isFunction: boolean;
  readonly parameters: readonly CallableParameter[];
  readonly returns?: PlsqlType;
  private readonly defaults: readonly (Code | undefined)[];
  private frame: Frame | undefined;
  private run: Step['run'] | undefined;
  private slots: readonly number[] = [];

  constructor(unit: Unit, scope: Scope, declaration: SubprogramDeclaration) {
    this.name = declaration.name;
    this.isFunction = declaration.returns !== undefined;
    if (declaration.returns) {
      this.returns = resolveType(unit, scope, declaration.returns);
    }
    this.defaults = declaration.parameters.map(
      ({ initial }) => initial && compileExpression(unit, scope, initial),
    );
    this.parameters = declaration.parameters.map(({ name, mode, type, initial }) => {
      const resolved = resolveType(unit, scope, type);
      return { name, mode, type: resolved, family: familyOf(resolved), hasDefault: initial !== undefined };
    });
  }

  get hasBody(): boolean {
    return this.frame !== undefined;
  }

  compile(unit: Unit, scope: Scope, body: Block): void {
    const frame = new Frame(scope.frame.level + 1, this.returns);
    this.frame = frame;
    const inner = new Scope(frame, scope, this.name);
    this.slots = this.parameters.map(
      ({ name, type, mode }) => inner.declareVariable(name, type, { readOnly: mode === 'IN' }).slot,
    );
    this.run = compileBody(unit, inner, body);
  }

  invoke(parent: Activation, values: readonly (PlsqlValue | undefined)[]): Maybe<CallOutcome> {
    const { frame, run, slots } = this;
    if (!frame || !run) {
      throw new TypeError(`${this.name} is called although it does not compile`);
    }
    const { runtime } = parent;
    return after(this.withDefaults(parent, values), (given) => {
      const activation = new Activation(frame.size, runtime, parent);
      for (const [index, slot] of slots.entries()) {
        activation.slots[slot] = given[index] ?? null;
      }
      runtime.enter();
      const completion = ensure(
        () =>
          attempt(
            () => run(activation),
            (error) => {
              throw leaving(error);
            },
          ),
        () => runtime.leave(),
      );
      return after(completion, (jump) => {
        if (this.isFunction && jump !== RETURN) {
          throw new OraError(6503, 'PL/SQL: Function returned without value');
        }
        const outs = slots.map((slot) => activation.slots[slot] as PlsqlValue);
        return { result: activation.returned, outs };
      });
    });
  }

  private withDefaults(parent: Activation, values: readonly (PlsqlValue | undefined)[]): Maybe<PlsqlValue[]> {
    return collect([...values.entries()], ([index, value]): Maybe<PlsqlValue> => {
      const code = this.defaults[index];
      const parameter = this.parameters[index];
      return value === undefined && code && parameter
        ? after(code.run(parent), (computed) => coerce(computed, parameter.type, code.type))
        : (value ?? null);
    });
  }
}

/** The caller's statement gets a line of its own in the error stack. */
function leaving(error: unknown): unknown {
  const known = toPlsqlError(error);
  if (known) {
    known.traced = false;
  }
  return known ?? error;
}

/** Declares a subprogram, or gives a forward declaration its body. */
export function declareSubprogram(unit: Unit, scope: Scope, declaration: SubprogramDeclaration): Callable {
  const { name, at, body } = declaration;
  const subprogram = new LocalSubprogram(unit, scope, declaration);
  const symbol = scope.symbols.get(name);
  if (symbol && symbol.kind !== 'subprograms') {
    unit.fault(at, `PLS-00371: at most one declaration for '${name}' is permitted`);
  }
  const overloads = symbol?.kind === 'subprograms' ? symbol.overloads : [];
  if (!symbol) {
    scope.symbols.set(name, { kind: 'subprograms', level: scope.frame.level, overloads });
  }
  const forward = overloads.find(
    (other): other is LocalSubprogram =>
      other instanceof LocalSubprogram && !other.hasBody && sameParameters(other, subprogram),
  );
  const declared = forward ?? subprogram;
  if (!forward) {
    overloads.push(subprogram);
  }
  if (body) {
    declared.compile(unit, scope, body);
  }
  return declared;
}

function sameParameters(left: Callable, right: Callable): boolean {
  const names = ({ parameters }: Callable) => parameters.map(({ name }) => name).join();
  return left.isFunction === right.isFunction && names(left) === names(right);
}
