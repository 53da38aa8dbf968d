import type { Handler, NameExpression, Statement } from '../ast';
import { undeclared } from '../callMatching';
import {
  type ExceptionIdentity,
  PlsqlError,
  predefinedExceptions,
  raised,
  toPlsqlError,
} from '../runtime/exceptions';
import { type Maybe, attempt, ensure } from '../runtime/maybe';
import type { Activation } from '../runtime/runtime';
import { type Completion, type Step, runSequence } from './completion';
import { Scope } from './scope';
import { compileStatements } from './statements';
import type { Unit } from './unit';

interface CompiledHandler {
  /** Undefined for OTHERS. */
  readonly exceptions: readonly ExceptionIdentity[] | undefined;
  readonly steps: readonly Step[];
}

/** Puts the handlers of a block around its body. */
export function compileHandlers(
  unit: Unit,
  scope: Scope,
  handlers: readonly Handler[],
  body: readonly Step[],
): (activation: Activation) => Maybe<Completion> {
  if (handlers.length === 0) {
    return (activation) => runSequence(body, activation);
  }
  const compiled = handlers.map((handler) => compileHandler(unit, scope, handler));
  return (activation) =>
    attempt(
      () => runSequence(body, activation),
      (error) => handle(compiled, error, activation),
    );
}

function compileHandler(unit: Unit, scope: Scope, { names, body }: Handler): CompiledHandler {
  const others = names.some((name) => name.parts.length === 1 && name.parts[0]?.text === 'OTHERS');
  const exceptions = others
    ? undefined
    : names.flatMap(
        (name) => unit.guard(name.at, 'Statement', () => resolveException(unit, scope, name)) ?? [],
      );
  const inner = new Scope(scope.frame, scope, undefined, undefined, true);
  return { exceptions, steps: compileStatements(unit, inner, body) };
}

function handle(
  handlers: readonly CompiledHandler[],
  thrown: unknown,
  activation: Activation,
): Maybe<Completion> {
  const error = toPlsqlError(thrown);
  const handler = error?.catchable
    ? handlers.find(
        ({ exceptions }) => !exceptions || exceptions.some((exception) => error.matches(exception)),
      )
    : undefined;
  if (!error || !handler) {
    throw error ?? thrown;
  }
  const { runtime } = activation;
  const outer = runtime.handled;
  runtime.handled = error;
  return ensure(
    () => runSequence(handler.steps, activation),
    () => {
      runtime.handled = outer;
    },
  );
}

function resolveException(unit: Unit, scope: Scope, name: NameExpression): ExceptionIdentity {
  const path = name.parts.map(({ text }) => text);
  const [first = '', second = ''] = path;
  const symbol = path.length === 1 ? scope.find(first) : scope.findQualified(first, second);
  if (symbol?.kind === 'exception') {
    return symbol.identity;
  }
  const standard =
    path.length === 1 || ['STANDARD', 'DBMS_STANDARD'].includes(first) ? path.at(-1) : undefined;
  return predefinedExceptions.get(standard ?? '') ?? unit.fault(name.at, undeclared(path));
}

/** `RAISE name`, or `RAISE` alone, which passes on what the handler handles. */
export function compileRaise(
  unit: Unit,
  scope: Scope,
  statement: Extract<Statement, { kind: 'raise' }>,
): Step['run'] {
  if (statement.exception) {
    const exception = resolveException(unit, scope, statement.exception);
    return () => {
      throw raised(exception);
    };
  }
  if (!scope.inHandler) {
    return unit.fault(
      statement.at,
      'PLS-00367: a RAISE statement with no exception name must be inside an exception handler',
    );
  }
  const trace = unit.trace(statement.at);
  return ({ runtime }) => {
    const { handled } = runtime;
    if (!handled) {
      throw new TypeError('an exception handler always handles something');
    }
    const again = new PlsqlError(handled.number, handled.text, [trace, ...handled.trace], handled.identity);
    again.traced = true;
    throw again;
  };
}
