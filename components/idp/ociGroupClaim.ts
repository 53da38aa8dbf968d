import type { Problem } from '../problem';
import { checkIdentifier, quote } from '../rules/text';

/** What a domain evaluates to the names of a user's groups (facts/oci-iam.md 2.6). */
export const GROUPS = '$user.groups.*.display';
/** Characters (facts/oci-iam.md 2.6). */
const LONGEST_CLAIM_NAME = 100;
/** What needs no escape in a JSON pointer, as which ORDS takes it (facts/ords.md 16). */
const CLAIM_NAME = /^[A-Za-z][A-Za-z0-9_.-]*$/;
/** Claims that every token has for another purpose (facts/oci-iam.md 2.3); a domain writes them itself. */
const RESERVED = new Set([
  ...[
    'iss',
    'sub',
    'aud',
    'exp',
    'iat',
    'nbf',
    'jti',
    'scope',
    'scp',
    'sid',
    'tenant',
    'domain',
    'gtp',
    'opc',
  ],
  ...['client_id', 'client_name', 'client_guid', 'tok_type', 'sub_type', 'user_id', 'user_ocid', 'domain_id'],
  ...['clientAppRoles', 'userAppRoles'],
]);

/** The name of the claim that lists a user's groups. */
export function checkGroupClaim(name: string): Problem[] {
  const field = 'identityProvider.groupClaim';
  const problems = checkIdentifier(name, { code: 'oci.group_claim', field });
  if (problems.length > 0) return problems;
  const problem = (code: string, summary: string, found: string, expected: string): Problem => ({
    code: `oci.group_claim.${code}`,
    severity: 'error',
    field,
    summary,
    found,
    expected,
    remedy: 'write a name like "iam_groups"',
  });
  if (name.length > LONGEST_CLAIM_NAME)
    return [problem('too_long', 'is too long', `${name.length} characters`, `at most ${LONGEST_CLAIM_NAME}`)];
  if (RESERVED.has(name))
    return [problem('reserved', 'is a claim that the domain writes itself', quote(name), 'another name')];
  if (!CLAIM_NAME.test(name))
    return [
      problem(
        'characters',
        'has a character that a role claim cannot be named with',
        quote(name),
        'letters, digits and _ . -, a letter first, without the slash that ORDS puts before it',
      ),
    ];
  return [];
}
