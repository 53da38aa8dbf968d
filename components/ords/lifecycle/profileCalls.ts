import { OrdsError } from '../../errors';
import type { Part } from '../../database/database';
import type { Target } from './target';

// The newer first. Which release has which is disputed (facts/ords.md 1 and 2): only the dictionary tells.
const SECURITY = { own: 'ORDS_SECURITY', administrator: 'ORDS_SECURITY_ADMIN' };
const OAUTH = { own: 'OAUTH', administrator: 'OAUTH_ADMIN' };

type Packages = typeof SECURITY;

/**
 * The text below `sql/` that creates the profile here: with ORDS_SECURITY, or with OAUTH where only that is within reach.
 *
 * @throws OrdsError `ords.version.role_claim` when a role claim is wanted and the package takes none.
 */
export async function createText(target: Target, roleClaim: boolean): Promise<string> {
  const packages = await packagesWith(target, 'CREATE_JWT_PROFILE');
  if (roleClaim && packages !== undefined) await requireRoleClaims(target, nameOf(packages, target));
  if (roleClaim) return 'jwt_profile/create_role_mode';
  return packages === OAUTH ? 'jwt_profile/create_scope_mode_oauth' : 'jwt_profile/create_scope_mode';
}

/**
 * The call that deletes the profile here. Whether ORDS_SECURITY_ADMIN has it is disputed between releases.
 *
 * @throws OrdsError `ords.rights.missing` when an administrator could create a profile and not delete it.
 */
export async function deleteCall(target: Target): Promise<Part> {
  const packages = await packagesWith(target, 'DELETE_JWT_PROFILE');
  if (packages === OAUTH) {
    return {
      text: target.administrator ? 'jwt_profile/delete_call_oauth_admin' : 'jwt_profile/delete_call_oauth',
    };
  }
  if (packages === undefined && target.administrator && (await packagesWith(target, 'CREATE_JWT_PROFILE'))) {
    throw new OrdsError(
      `no procedure to delete the JWT profile of schema ${target.schema} is visible: neither ORDS_SECURITY_ADMIN.DELETE_JWT_PROFILE nor OAUTH_ADMIN.DELETE_JWT_PROFILE`,
      {
        code: 'ords.rights.missing',
        field: 'ords.connection.user',
        remedy: `connect as ${target.schema} itself; or as an administrator: grant ords_administrator_role to the connected user`,
      },
    );
  }
  // Where no package is within reach, the call itself is refused and says which right is missing.
  return { text: 'jwt_profile/delete_call' };
}

/** Whether a profile here can have a role claim at all. */
export async function takesRoleClaims(target: Target): Promise<boolean> {
  const packages = await packagesWith(target, 'CREATE_JWT_PROFILE');
  return packages !== undefined && hasRoleClaim(target, nameOf(packages, target));
}

// facts/ords.md 1: announced with 25.1, in the documentation from 26.3: only the argument list tells.
function hasRoleClaim(target: Target, name: string): Promise<boolean> {
  return target.hasProcedure(name, 'CREATE_JWT_PROFILE', 'P_ROLE_CLAIM_NAME');
}

async function requireRoleClaims(target: Target, name: string): Promise<void> {
  if (await hasRoleClaim(target, name)) return;
  throw new OrdsError(`${name}.CREATE_JWT_PROFILE of this release of ORDS takes no role claim`, {
    code: 'ords.version.role_claim',
    field: 'roleClaimName',
    remedy:
      'use ORDS 25.1 or newer (select ords.installed_version from dual), or authorise by scopes: leave roleClaimName out',
  });
}

async function packagesWith(target: Target, procedure: string): Promise<Packages | undefined> {
  for (const packages of [SECURITY, OAUTH]) {
    if (await target.hasProcedure(nameOf(packages, target), procedure)) return packages;
  }
  return undefined;
}

function nameOf(packages: Packages, { administrator }: Target): string {
  return administrator ? packages.administrator : packages.own;
}
