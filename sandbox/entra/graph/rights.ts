import type { Caller } from './caller';
import { requestDenied } from './graphError';
import type { Permission } from './microsoftGraph';

const READ_APPLICATIONS: readonly Permission[] = [
  'Application.Read.All',
  'Application.ReadWrite.All',
  // [?] whether it reads applications that the caller does not own.
  'Application.ReadWrite.OwnedBy',
  'Directory.Read.All',
];

/** Throws GraphError 403; so do the others. */
export function mayReadApplications(caller: Caller): void {
  demand(caller, READ_APPLICATIONS);
}

export function mayCreateApplications(caller: Caller): void {
  demand(caller, ['Application.ReadWrite.All', 'Application.ReadWrite.OwnedBy']);
}

/** With `OwnedBy` alone only what the caller owns, and no longer once it has taken itself off the owners. */
export function mayWrite(caller: Caller, { owners }: { readonly owners: readonly string[] }): void {
  const owned: readonly Permission[] = owners.includes(caller.id) ? ['Application.ReadWrite.OwnedBy'] : [];
  demand(caller, ['Application.ReadWrite.All', ...owned]);
}

export function mayReadAssignments(caller: Caller): void {
  demand(caller, [...READ_APPLICATIONS, 'AppRoleAssignment.ReadWrite.All']);
}

export function mayAssign(caller: Caller): void {
  demand(caller, ['AppRoleAssignment.ReadWrite.All']);
}

export function mayReadUsers(caller: Caller): void {
  demand(caller, ['User.Read.All', 'Directory.Read.All']);
}

function demand({ permissions }: Caller, anyOf: readonly Permission[]): void {
  if (!anyOf.some((permission) => permissions.includes(permission))) throw requestDenied();
}
