import type { Problem } from '../problem';
import { checkIdentifier, quote } from './text';

/** The claim that lists ORDS roles, as ORDS takes it: a JSON pointer (RFC 6901 3; the leading slash also by facts/ords.md 1). */
export function checkRoleClaimPointer(pointer: string, field: string): Problem[] {
  const problems = checkIdentifier(pointer, { code: 'trust.role_claim', field, noSpaces: false });
  if (problems.length > 0 || /^(\/([^/~]|~[01])*)+$/u.test(pointer)) return problems;
  return [
    {
      code: 'trust.role_claim.not_a_pointer',
      severity: 'error',
      field,
      summary: 'is not a JSON pointer',
      found: quote(pointer),
      expected: 'a leading slash, and ~0 for ~ and ~1 for / inside a name',
      remedy: 'write it like "/roles" or "/resource_access/account/roles"',
    },
  ];
}
