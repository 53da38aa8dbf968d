import type { ApplicationObject, DirectoryObjects } from './entraDirectory';
import { list } from './inWords';

/** An application without ids. */
export function applicationInWords(application: ApplicationObject, found: DirectoryObjects): string {
  const { displayName, appId, api, appRoles, identifierUris, requiredResourceAccess, passwordCredentials } =
    application;
  const needs = requiredResourceAccess.flatMap(({ resourceAppId, resourceAccess }) =>
    resourceAccess.map(({ id }) => permissionName(found, id, resourceAppId)),
  );
  const own = identifierUris.map((uri) => uri.replace(appId, '<client id>'));
  return (
    `${displayName} v${api.requestedAccessTokenVersion ?? 1} roles ${list(appRoles.map(({ value }) => value))} ` +
    `scopes ${list(api.oauth2PermissionScopes.map(({ value }) => value))} uris ${list(own)} ` +
    `needs ${list(needs)} secrets ${passwordCredentials.length}`
  );
}

export function principalInWords(name: string, isEnabled: boolean, isRequired: boolean): string {
  return `${name}: principal, ${isEnabled ? 'enabled' : 'disabled'}${isRequired ? ', role required' : ''}`;
}

/** Value of a role or scope by its id, in one API or in any. */
export function permissionName({ applications }: DirectoryObjects, id: string, appId?: string): string {
  const all = applications
    .filter((one) => appId === undefined || one.appId === appId)
    .flatMap(({ appRoles, api }) => [...appRoles, ...api.oauth2PermissionScopes]);
  return all.find((one) => one.id === id)?.value ?? id;
}
