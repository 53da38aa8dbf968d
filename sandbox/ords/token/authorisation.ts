import type { Grants } from './grants';
import type { GatewaySettings } from '../settings';
import type { AuthorisationRefusal } from './refusal';

export interface Privilege {
  readonly name: string;
  readonly roles: readonly string[];
}

/**
 * Whether a principal may use what the privileges cover (facts/ords.md 4). Scope mode: a scope equals the privilege's
 * name, case included; its roles do not matter unless `rolesInScopeMode` says so. Role mode: any one of its roles; without roles any accepted token will do.
 */
export function authorise(
  grants: Grants,
  privileges: readonly Privilege[],
  settings: Pick<GatewaySettings, 'severalPrivileges' | 'rolesInScopeMode'>,
): AuthorisationRefusal | undefined {
  const met = (privilege: Privilege) =>
    grants.mode === 'scope'
      ? grants.scopes.includes(privilege.name) &&
        (privilege.roles.length === 0 || settings.rolesInScopeMode === 'ignored')
      : privilege.roles.length === 0 || privilege.roles.some((role) => grants.roles.includes(role));
  const granted = settings.severalPrivileges === 'all' ? privileges.every(met) : privileges.some(met);
  if (granted) return undefined;
  return grants.mode === 'scope' ? 'scope_missing' : 'role_missing';
}
