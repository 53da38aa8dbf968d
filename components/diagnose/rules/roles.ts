import type { Manifest } from '../../manifest';
import type { ClaimFacts, PrivilegeFacts, SchemaFacts } from '../facts';
import type { Finding } from '../finding';
import { finding, shown, shownList } from './build';
import { isOciIam } from './providerWords';
import { valueOf, type ApiView } from './view';

/** Written by the domain itself, without anybody's doing (facts/oci-iam.md 2.3). */
const OWN_CLAIMS = ['clientAppRoles', 'userAppRoles'];

/** The roles of a privilege: none in scope mode, the declared ones in role mode (facts/ords.md 16). */
export function roleRules(
  view: ApiView,
  schema: SchemaFacts,
  scope: Manifest['scopes'][number],
  { name, roles }: PrivilegeFacts,
): Finding[] {
  const common = { subject: view.subject('privilege', name), field: 'roles' };
  if (view.manifest.trust.authorisation.mode !== 'role')
    return roles.length === 0
      ? []
      : [
          finding('ords.privilege.roles', {
            ...common,
            expected: 'none',
            found: shownList(roles),
            remedy: 'run pulumi up --refresh, which takes the roles away: in scope mode a token carries none',
          }),
        ];
  const declared = scope.roles ?? [];
  const absent = declared.filter((role) => !schema.roles.includes(role));
  const lacking =
    roles.length === 0 ? [] : declared.filter((role) => !absent.includes(role) && !roles.includes(role));
  const strangers = scope.roles === undefined ? [] : roles.filter((role) => !declared.includes(role));
  return [
    ...absent.map((role) =>
      finding('ords.role.missing', {
        ...common,
        expected: shown(role),
        found: shownList(schema.roles),
        remedy: `run pulumi up --refresh, which creates the role ${shown(role)} and lists it in the privilege`,
      }),
    ),
    ...lacking.map((role) =>
      finding('ords.privilege.roles_missing', {
        ...common,
        expected: shown(role),
        found: shownList(roles),
        remedy: `run pulumi up --refresh, which adds the role ${shown(role)} to the privilege`,
      }),
    ),
    ...strangers.map((role) =>
      finding('ords.privilege.roles_undeclared', {
        ...common,
        expected: shownList(declared),
        found: shown(role),
        remedy: `declare ${shown(role)} under roles of scope ${shown(name)} in the program, or run pulumi up --refresh, which takes it out of the privilege`,
      }),
    ),
    ...(roles.length === 0 ? [noRoles(view, scope)] : []),
  ];
}

/** It asks for the claim alone (facts/ords.md 4): with declared roles that lets in whom it should not. */
function noRoles(view: ApiView, { name, roles = [] }: Manifest['scopes'][number]): Finding {
  return finding('ords.privilege.no_roles', {
    subject: view.subject('privilege', name),
    field: 'roles',
    ...(roles.length > 0 && { severity: 'error' as const }),
    expected: shownList(roles, 'at least one role'),
    found: 'none',
    remedy:
      roles.length > 0
        ? `run pulumi up --refresh, which lists ${shownList(roles)} in the privilege`
        : `give the privilege the role that callers must have: redefine ${shown(name)} with it in p_roles`,
  });
}

/** The custom claim without which no role reaches ORDS; undefined where none has to be made. */
export function neededClaim(manifest: Manifest): string | undefined {
  const { authorisation } = manifest.trust;
  if (authorisation.mode !== 'role' || !isOciIam({ manifest })) return undefined;
  const name = firstStep(authorisation.roleClaim);
  return OWN_CLAIMS.includes(name) ? undefined : name;
}

/** In role mode: whether the domain writes the claim into the access tokens of every declared scope (facts/oci-iam.md 2.6). */
export function claimRules(view: ApiView): Finding[] {
  const { authorisation, audience } = view.manifest.trust;
  const claims = valueOf(view.sides.identityProvider.claims ?? { state: 'skipped', reason: '' });
  const name = neededClaim(view.manifest);
  if (name === undefined || !claims || authorisation.mode !== 'role') return [];
  const ways = claims.filter((claim) => claim.name === name && isInAccessTokens(claim));
  const covers = (fqs: string): boolean =>
    ways.some(({ scopes }) => scopes === undefined || scopes.includes(fqs));
  const without = view.manifest.scopes.map((scope) => audience + scope.name).filter((fqs) => !covers(fqs));
  if (without.length === 0) return [];
  return [
    finding('idp.claim.missing', {
      subject: { api: view.manifest.api, kind: 'token', name },
      field: authorisation.roleClaim,
      ...(ways.length > 0 && { summary: 'the claim with the roles is not in the tokens of every scope' }),
      expected: `a custom claim ${shown(name)} in access tokens for ${shownList(without)}`,
      found: shownList(claims.map(describeClaim)),
      remedy: 'run pulumi up --refresh, which creates the custom claim',
    }),
  ];
}

function isInAccessTokens({ tokenType, mode }: ClaimFacts): boolean {
  return tokenType !== 'IT' && mode !== 'never';
}

function describeClaim({ name, tokenType, mode, scopes }: ClaimFacts): string {
  return [name, tokenType, mode, scopes && `for ${scopes.join(' ') || 'no scope'}`]
    .filter((part) => part !== undefined)
    .join(' ');
}

/** Of a JSON pointer (RFC 6901). */
function firstStep(pointer: string): string {
  return (pointer.split('/')[1] ?? '').replaceAll('~1', '/').replaceAll('~0', '~');
}
