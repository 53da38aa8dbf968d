import type { Problem } from '../problem';
import { checkIdentifier, quote } from './text';

/** Limits of both sides: an Auth0 scope value (facts/auth0.md 2.2) and ORDS' privilege name (facts/ords.md 3). */
const LONGEST_SCOPE = 255;
/** RFC 6749 3.3: what may stand in a scope token. ORDS splits the claim at spaces. */
const SCOPE_TOKEN = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/** Each scope becomes an ORDS privilege of the same name: whatever keeps the two from matching is said here. */
export function checkScopeNames(names: readonly string[], audience: string | undefined): Problem[] {
  return [
    ...(names.length === 0 ? [noScopes()] : []),
    ...names.flatMap((name) => checkScopeName(name, audience)),
    ...checkLookAlikes(names),
  ];
}

function checkScopeName(name: string, audience: string | undefined): Problem[] {
  const field = `scopes[${JSON.stringify(name)}]`;
  const problems = checkIdentifier(name, { code: 'trust.scope', field });
  if (problems.length > 0) return problems;
  if (!SCOPE_TOKEN.test(name))
    problems.push({
      code: 'trust.scope.unmatchable',
      severity: 'error',
      field,
      summary: 'has a character that a scope cannot carry, so no privilege will match it',
      found: quote(name),
      expected:
        'printable ASCII without space, " and \\ (look-alike letters of other alphabets are refused too)',
      remedy: `rename the scope, e.g. ${quote(asciiSuggestion(name))}`,
    });
  if (name.length > LONGEST_SCOPE)
    problems.push({
      code: 'trust.scope.too_long',
      severity: 'error',
      field,
      summary: 'is too long for an ORDS privilege',
      found: `${name.length} characters`,
      expected: `at most ${LONGEST_SCOPE}`,
      remedy: 'shorten the scope name',
    });
  if (audience && name.startsWith(audience))
    problems.push({
      code: 'trust.scope.audience_prefix',
      severity: 'error',
      field,
      summary: 'carries the audience as a prefix; the token has the short form, so no privilege will match',
      found: quote(name),
      expected: quote(name.slice(audience.length).replace(/^[/.:]+/, '') || 'orders.read'),
      remedy: 'write the scope without the audience',
    });
  return problems;
}

/** Privileges are compared with case: two scopes that differ only so are one typing error away from each other. */
function checkLookAlikes(names: readonly string[]): Problem[] {
  const seen = new Map<string, string>();
  return names.flatMap((name) => {
    const folded = name.normalize('NFKC').toLowerCase();
    const earlier = seen.get(folded);
    seen.set(folded, name);
    if (earlier === undefined) return [];
    return [
      {
        code: 'trust.scope.look_alike',
        severity: 'error' as const,
        field: `scopes[${JSON.stringify(name)}]`,
        summary: `differs from scope ${quote(earlier)} only by case or look-alike characters; ORDS compares with case`,
        found: quote(name),
        expected: 'names that a reader can tell apart',
        remedy: 'rename one of the two',
      },
    ];
  });
}

function noScopes(): Problem {
  return {
    code: 'trust.scope.none',
    severity: 'error',
    field: 'scopes',
    summary: 'names no scope, so nothing would be protected',
    expected: 'at least one scope',
    remedy: 'add one, e.g. scopes: { "orders.read": { modules: ["orders"] } }',
  };
}

function asciiSuggestion(name: string): string {
  const ascii = name
    .slice(0, LONGEST_SCOPE)
    .normalize('NFKD')
    .replace(/[^\x21\x23-\x5b\x5d-\x7e]/g, '');
  return ascii === '' ? 'orders.read' : ascii;
}
