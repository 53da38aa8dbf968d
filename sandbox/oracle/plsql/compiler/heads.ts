import type { NamePart } from '../ast';
import { noComponent, undeclared } from '../callMatching';
import type { Resolved } from '../host';
import { scalarSignatures } from '../scalarFunctions';
import type { Scope, ScopeSymbol } from './scope';
import type { Unit } from './unit';

/** What the first parts of a name stand for. */
export type Head =
  | ScopeSymbol
  | Exclude<Resolved, { kind: 'package' | 'invisible' }>
  | { readonly kind: 'builtin'; readonly name: string }
  | { readonly kind: 'sequence'; readonly text: string };

/** Functions and pseudo-columns that only SQL knows. */
const SQL_ONLY: ReadonlySet<string> = new Set(
  'DECODE NVL2 ROWNUM LEVEL ROWID PRIOR EXISTS COUNT SUM AVG MIN MAX LISTAGG DUMP'.split(' '),
);
const SPECIAL_BUILTINS: ReadonlySet<string> = new Set([
  'SQLCODE',
  'SQLERRM',
  'SYS_CONTEXT',
  'RAISE_APPLICATION_ERROR',
]);
const STANDARD_PACKAGES: ReadonlySet<string> = new Set(['STANDARD', 'DBMS_STANDARD']);

/**
 * Finds what a name means: first the block's own declarations, then the built-in functions, then the host's
 * packages. `used` is the number of parts that the head takes. Faults: PLS-00201, PLS-00302, PLS-00204.
 */
export function resolveHead(
  unit: Unit,
  scope: Scope,
  parts: readonly NamePart[],
): { head: Head; used: number } {
  const found = findHead(unit, scope, parts);
  if (found) {
    return found;
  }
  const path = plainPath(parts);
  const at = parts[0]?.at ?? { line: 1, column: 1 };
  const first = path[0] ?? '';
  if (path.length === 1 && SQL_ONLY.has(first)) {
    return unit.fault(
      at,
      `PLS-00204: function or pseudo-column '${first}' may be used inside a SQL statement only`,
    );
  }
  for (let length = path.length - 1; length > 0; length--) {
    if (unit.host.resolve(path.slice(0, length))?.kind === 'package') {
      return unit.fault(parts[length]?.at ?? at, noComponent(path[length] ?? ''));
    }
  }
  return unit.fault(at, undeclared(path));
}

function findHead(
  unit: Unit,
  scope: Scope,
  parts: readonly NamePart[],
): { head: Head; used: number } | undefined {
  const [first, second] = parts;
  if (!first) {
    return undefined;
  }
  const own = scope.find(first.text);
  if (own) {
    return { head: own, used: 1 };
  }
  const qualified = second && !first.args ? scope.findQualified(first.text, second.text) : undefined;
  if (qualified) {
    return { head: qualified, used: 2 };
  }
  return findBuiltin(parts) ?? findInHost(unit, parts);
}

function findBuiltin(parts: readonly NamePart[]): { head: Head; used: number } | undefined {
  const skip = parts[0]?.text === 'SYS' && STANDARD_PACKAGES.has(parts[1]?.text ?? '') ? 2 : 1;
  const prefixed = STANDARD_PACKAGES.has(parts[skip - 1]?.text ?? '');
  const used = prefixed ? skip + 1 : 1;
  const name = parts[used - 1]?.text ?? '';
  // `log.put` is a member of a package called LOG, not the logarithm.
  const qualifies = used < parts.length && !parts[used - 1]?.args;
  return !qualifies && (scalarSignatures.has(name) || SPECIAL_BUILTINS.has(name))
    ? { head: { kind: 'builtin', name }, used }
    : undefined;
}

function findInHost(unit: Unit, parts: readonly NamePart[]): { head: Head; used: number } | undefined {
  const path = plainPath(parts);
  for (let used = 1; used <= path.length; used++) {
    const resolved = unit.host.resolve(path.slice(0, used));
    if (resolved && resolved.kind !== 'package' && resolved.kind !== 'invisible') {
      return { head: resolved, used };
    }
  }
  const last = path.at(-1);
  return path.length > 1 && path.length === parts.length && (last === 'NEXTVAL' || last === 'CURRVAL')
    ? { head: { kind: 'sequence', text: path.map(quoteIfNeeded).join('.') }, used: path.length }
    : undefined;
}

/** The parts up to the first with parentheses. */
function plainPath(parts: readonly NamePart[]): string[] {
  const end = parts.findIndex((part) => part.args);
  return parts.slice(0, end < 0 ? parts.length : end + 1).map((part) => part.text);
}

function quoteIfNeeded(name: string): string {
  return /^[A-Z][A-Z0-9_$#]*$/.test(name) ? name : `"${name}"`;
}
