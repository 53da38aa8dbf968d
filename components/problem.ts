import { OrdsError } from './errors';

/** Something wrong with the values of a program, found before anything is called. */
export interface Problem {
  /** Stable, dotted: `trust.audience.whitespace`. A code listed in `accept` turns its error into a warning. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** The argument as the user wrote it: `audience`, `scopes["orders.read"].modules`. */
  readonly field: string;
  /** What is wrong, one sentence without a full stop. */
  readonly summary: string;
  /** Already quoted. Never a secret. */
  readonly found?: string;
  readonly expected?: string;
  readonly remedy: string;
}

/** The problems whose codes are accepted, as warnings; the others as they are. */
export function applyAccepted(problems: readonly Problem[], accept: readonly string[]): Problem[] {
  return problems.map((problem) =>
    accept.includes(problem.code) ? { ...problem, severity: 'warning' as const } : problem,
  );
}

/** One error for all problems: its fields are those of the first, its message names every one. */
export function problemsToError(
  name: string,
  problems: readonly Problem[],
  kind = 'ProtectedApi',
): OrdsError | undefined {
  const [first, ...rest] = problems.filter((problem) => problem.severity === 'error');
  if (!first) return undefined;
  const more = rest.map((problem) => ` | also ${new OrdsError(problem.summary, problem).message}`).join('');
  const error = new OrdsError(`${first.summary} (${kind} "${name}")`, {
    code: first.code,
    field: first.field,
    ...(first.found !== undefined && { found: first.found }),
    ...(first.expected !== undefined && { expected: first.expected }),
    remedy: first.remedy + more,
  });
  return forProgram(error);
}

/**
 * An error about values needs no stack: the field says where. Pulumi prints errors with this mark as one message, as it
 * does a RunError. The stack is removed for a second reason: Pulumi inspects uncaught errors with colours, and on some
 * releases of Node.js 20 that takes a minute for frames of @pulumi packages (nodejs/node#64011).
 */
export function forProgram(error: OrdsError): OrdsError {
  error.stack = `${error.name}: ${error.message}`;
  return Object.assign(error, { __pulumiRunError: true });
}

/** One line for a log. */
export function describeProblem(problem: Problem): string {
  return new OrdsError(problem.summary, problem).message;
}
