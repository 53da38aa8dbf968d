import { v5 } from 'uuid';
import { rolesOf } from '../rules/roles';
import type { ApiRequest } from './identityProvider';

/** Of the ids of app roles and permission scopes. Never to be changed: assignments point to the ids. */
const NAMESPACE = '0d5b5bb1-6f3c-4a1e-9a57-3f1f0c9e5d42';

/** What an application offers under one name, as app role, as permission scope, or as both. */
export interface Permission {
  /** Stands in the token: in `roles`, or as a word of `scp`. */
  readonly value: string;
  /** Same for role and scope, which Entra takes under one value only so (facts/entra.md 1.4). */
  readonly id: string;
  readonly displayName: string;
  readonly description: string;
}

/**
 * One for each scope, and in role mode one for each further role that a scope lets in. The id depends on the name alone, so that it survives
 * every change of the program; it has to be unique in one application only.
 */
export function permissionsOf(
  scopes: ApiRequest['scopes'],
  mode: 'role' | 'scope',
  existing?: ExistingIds,
): Permission[] {
  const descriptions = new Map(scopes.map(({ name, description }) => [name, description]));
  const names =
    mode === 'scope' ? [...descriptions.keys()] : scopes.flatMap((scope) => rolesOf(scope.name, scope));
  return [...new Set(names)].map((value) => ({
    value,
    id: permissionId(value, existing),
    displayName: value,
    // Entra has no permission without one.
    description: descriptions.get(value) || value,
  }));
}

/** Ids that an application has already, by value. */
export interface ExistingIds {
  readonly roles?: Readonly<Record<string, string>>;
  readonly scopes?: Readonly<Record<string, string>>;
}

/** @returns the id of the app role or permission scope of that value: the one that there is, else one of the value alone. */
export function permissionId(value: string, { roles = {}, scopes = {} }: ExistingIds = {}): string {
  const existing = [roles, scopes].find((ids) => Object.hasOwn(ids, value))?.[value];
  return existing ?? v5(value, NAMESPACE);
}
