import type { JsonObject } from '../../../identity/json';
import type { ServicePrincipal } from '../../tenantState';
import type { TenantStore } from '../../tenantStore';

/** A service principal as Graph shows it: its own members and those that it copies from its application. */
export function shownPrincipal(principal: ServicePrincipal, store: TenantStore, isBeta: boolean): JsonObject {
  const { displayName, appRoles, scopes, ownerTenantId } = store.published(principal);
  const application = store.client(principal.properties.appId)?.properties;
  const redirects = [application?.web, application?.spa, application?.publicClient];
  return {
    ...principal.properties,
    appDescription: application?.['description'] ?? null,
    appDisplayName: displayName,
    appOwnerOrganizationId: ownerTenantId,
    appRoles: [...appRoles],
    displayName,
    homepage: application?.web['homePageUrl'] ?? null,
    info: application?.['info'] ?? null,
    keyCredentials: [],
    logoutUrl: application?.web['logoutUrl'] ?? null,
    oauth2PermissionScopes: [...scopes],
    passwordCredentials: [],
    replyUrls: redirects.flatMap((part) => part?.redirectUris ?? []),
    servicePrincipalNames: store.namesOf(principal),
    signInAudience: application?.signInAudience ?? 'AzureADMultipleOrgs',
    ...(isBeta && { samlMetadataUrl: null }),
  };
}
