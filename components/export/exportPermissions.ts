import type { EntraAdoptedApi } from '../idp/entraAdoption';
import type { EntraMode } from '../idp/entraMode';
import { permissionsOf, type Permission } from '../idp/entraPermissions';
import type { ScopeRequest } from '../idp/identityProvider';
import type { ScopeArgs } from '../protectedApiArgs';
import { quote } from '../rules/text';
import type { Unexpressed } from './exportedApi';
import { joinScopes } from './joinScopes';
import type { LiveEntraApi, LiveEntraPermission } from './liveEntra';
import { PROVIDER_FORMS } from './providerForms';

type Scopes = Readonly<Record<string, ScopeArgs>>;

/** What `up` writes, by value. */
type Written = ReadonlyMap<string, Permission>;

export interface ExportedPermissions {
  readonly scopes: Scopes;
  /** The same, as a provider is asked for them. */
  readonly requests: readonly ScopeRequest[];
  readonly adopt: Pick<EntraAdoptedApi, 'roles' | 'scopes' | 'memberTypes'>;
  readonly notExpressed: readonly Unexpressed[];
}

/**
 * One set of scopes for both sides, and the ids of the app roles and permission scopes that stand for them: in role mode a scope is a role,
 * in scope mode a permission scope, and what of the other kind has one of their names stays too.
 */
export function exportPermissions(
  fromOrds: Scopes,
  { roles, scopes: permissionScopes }: LiveEntraApi,
  known: { readonly mode: EntraMode; readonly privileges: readonly string[]; readonly audience: string },
): ExportedPermissions {
  const { mode, privileges, audience } = known;
  const joined = joinScopes(fromOrds, offered(mode === 'role' ? roles : permissionScopes, fromOrds), {
    privileges,
    audience,
    provider: 'the directory',
    owner: 'application',
    roleMode: mode === 'role',
    checkScope: PROVIDER_FORMS.entra.checkScope,
  });
  const requests = Object.entries(joined.scopes).map(([name, { description, roles: own }]) => ({
    name,
    description,
    ...(own !== undefined && { roles: own }),
  }));
  const names = Object.keys(joined.scopes);
  const roleNames = mode === 'role' ? permissionsOf(requests, 'role').map(({ value }) => value) : names;
  const kept = {
    roles: roles.filter(({ value }) => roleNames.includes(value)),
    scopes: permissionScopes.filter(({ value }) => names.includes(value)),
  };
  const written = (permissions: readonly Permission[]): Written =>
    new Map(permissions.map((one) => [one.value, one]));
  const asRoles = written(permissionsOf(requests, mode));
  const asScopes = written(permissionsOf(requests, 'scope'));
  const types = [...new Set(kept.roles.flatMap(({ memberTypes }) => memberTypes))].filter(
    (type): type is 'Application' | 'User' => type === 'Application' || type === 'User',
  );
  return {
    scopes: joined.scopes,
    requests,
    adopt: {
      ...(kept.roles.length > 0 && { roles: idsOf(kept.roles), memberTypes: types }),
      ...(kept.scopes.length > 0 && { scopes: idsOf(kept.scopes) }),
    },
    notExpressed: [
      ...joined.notExpressed,
      ...kept.roles.flatMap((role) => [
        ...textNotes('app role', role, asRoles, { described: mode === 'role' && names.includes(role.value) }),
        ...(types.every((type) => role.memberTypes.includes(type))
          ? []
          : [
              note(
                'app role',
                role,
                `it is for ${role.memberTypes.join(' and ')}; up makes it for ${types.join(' and ')}`,
              ),
            ]),
      ]),
      ...kept.scopes.flatMap((scope) => [
        ...textNotes('permission scope', scope, asScopes, { described: mode === 'scope' }),
        ...(scope.adminOnly
          ? [
              note(
                'permission scope',
                scope,
                'only administrators may consent to it; up lets people consent for themselves',
              ),
            ]
          : []),
      ]),
      ...gone('app role', roles, kept.roles, mode === 'role' ? joined.notExpressed : []),
      ...gone('permission scope', permissionScopes, kept.scopes, mode === 'scope' ? joined.notExpressed : []),
    ],
  };
}

/** What may be a scope: not what is a further role of one. */
function offered(permissions: readonly LiveEntraPermission[], fromOrds: Scopes): ScopeRequest[] {
  const further = new Set(
    Object.entries(fromOrds).flatMap(([name, { roles = [] }]) => roles.filter((role) => role !== name)),
  );
  return permissions
    .filter(({ value }) => value !== '' && (Object.hasOwn(fromOrds, value) || !further.has(value)))
    .map(({ value, description }) => ({
      name: value,
      // Entra has no permission without one: the value stands there then.
      description: description === value || description === '' ? undefined : description,
    }));
}

function idsOf(permissions: readonly LiveEntraPermission[]): Record<string, string> {
  return Object.fromEntries(permissions.map(({ value, id }) => [value, id]));
}

/**
 * Each text that `up` would write anew.
 *
 * @param known `described`: what there is to say of its description has been said of the scope.
 */
function textNotes(
  kind: string,
  permission: LiveEntraPermission,
  written: Written,
  { described }: { readonly described: boolean },
): Unexpressed[] {
  const { value, displayName, description, userConsent, enabled } = permission;
  const next = written.get(value) ?? { displayName: value, description };
  const differs = (text: string, now: string, then: string): Unexpressed[] =>
    now === then
      ? []
      : [
          note(
            kind,
            permission,
            `its ${text} is ${now === '' ? 'none' : quote(now)}; up makes it ${quote(then)}`,
          ),
        ];
  return [
    ...differs('display name', displayName, next.displayName),
    ...(described ? [] : differs('description', description, next.description)),
    ...(userConsent === undefined
      ? []
      : [
          ...differs('display name for the consent of people', userConsent.displayName, next.displayName),
          ...differs('description for the consent of people', userConsent.description, next.description),
        ]),
    ...(enabled ? [] : [note(kind, permission, 'it is disabled; up enables it')]),
  ];
}

/** What `up` removes, where nothing has said so yet. */
function gone(
  kind: string,
  all: readonly LiveEntraPermission[],
  kept: readonly LiveEntraPermission[],
  said: readonly Unexpressed[],
): Unexpressed[] {
  return all
    .filter(
      (one) => !kept.includes(one) && !said.some(({ object }) => object === `scope ${quote(one.value)}`),
    )
    .map((one) => note(kind, one, 'no scope of the values has this name, and up removes it'));
}

function note(kind: string, { value, id }: LiveEntraPermission, reason: string): Unexpressed {
  return { object: `${kind} ${value === '' ? id : quote(value)}`, reason };
}
