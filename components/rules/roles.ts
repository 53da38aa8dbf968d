import type { Problem } from '../problem';
import type { Authorisation } from '../trust';
import { checkIdentifier, quote } from './text';

/** Of an ORDS role (facts/ords.md 3). */
const LONGEST_ROLE = 255;

/** What the rules look at: the roles of each scope, and whether tokens carry any. */
export interface RoleValues {
  readonly scopes: Readonly<Record<string, { readonly roles?: readonly string[] }>>;
  readonly authorisation: Authorisation;
}

/**
 * Scope mode and role mode exclude each other (facts/ords.md 11). A privilege without roles asks a role-mode token for its claim
 * only, whatever it lists (facts/ords.md 4).
 */
export function checkRoles({ scopes, authorisation }: RoleValues): Problem[] {
  return Object.entries(scopes).flatMap(([scope, { roles }]) => {
    if (roles === undefined) return [];
    const field = `scopes[${JSON.stringify(scope)}].roles`;
    if (authorisation.mode === 'scope') return [scopeMode(field, roles)];
    if (roles.length === 0) return [none(field, scope)];
    return roles.flatMap((role, index) => [
      ...checkIdentifier(role, { code: 'trust.role', field, noSpaces: false }),
      ...(role.length > LONGEST_ROLE ? [tooLong(field, role)] : []),
      ...(roles.indexOf(role) < index ? [twice(field, role)] : []),
    ]);
  });
}

/** Role mode: the roles of which a caller of a scope's privilege needs any one. */
export function rolesOf(scope: string, { roles }: { readonly roles?: readonly string[] }): readonly string[] {
  return [...(roles ?? [scope])];
}

function scopeMode(field: string, roles: readonly string[]): Problem {
  return {
    code: 'trust.roles.scope_mode',
    severity: 'error',
    field,
    summary:
      'names roles, and the tokens of this identity provider authorise by scope: none could ever meet them',
    found: roles.map(quote).join(', ') || 'an empty list',
    expected: 'no roles',
    remedy: `remove ${field}; or let the identity provider write roles into a claim (role mode), e.g. ociIam({ groupClaim: "iam_groups" })`,
  };
}

function none(field: string, scope: string): Problem {
  return {
    code: 'trust.roles.none',
    severity: 'error',
    field,
    summary: 'is empty: a privilege without roles lets in every token that has the role claim',
    found: 'an empty list',
    expected: 'at least one role',
    remedy: `name a role, or remove ${field}: then it is ${quote(scope)}`,
  };
}

function tooLong(field: string, role: string): Problem {
  return {
    code: 'trust.role.too_long',
    severity: 'error',
    field,
    summary: 'is too long for an ORDS role',
    found: `${role.length} characters`,
    expected: `at most ${LONGEST_ROLE}`,
    remedy: 'shorten the name of the role',
  };
}

function twice(field: string, role: string): Problem {
  return {
    code: 'trust.role.twice',
    severity: 'error',
    field,
    summary: 'names a role twice',
    found: quote(role),
    expected: 'each once',
    remedy: 'remove one of the two',
  };
}
