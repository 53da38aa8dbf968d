import type { JsonObject } from '../../../../identity/json';

/** What a GET shows of an app that says nothing about it: a whole real answer (facts/oci-iam.md 1.3). */
export function appDefaults(): JsonObject {
  return {
    active: false, // [?] through the API; apps made in the console start inactive
    accessTokenExpiry: 3600,
    refreshTokenExpiry: 604_800,
    isAliasApp: false,
    isLoginTarget: false,
    showInMyApps: false,
    isMobileTarget: false,
    allowOffline: false,
    isUnmanagedApp: false,
    isOPCService: false,
    isManagedApp: false,
    isSamlServiceProvider: false,
    infrastructure: false,
    allUrlSchemesAllowed: false,
    trustScope: 'Explicit',
    isWebTierPolicy: false,
    loginMechanism: 'OIDC',
    allowAccessControl: false,
    isOAuthClient: false,
    isOAuthResource: false,
    migrated: false,
    isKerberosRealm: false,
    bypassConsent: false,
    clientIPChecking: 'anywhere',
    attrRenderingMetadata: [{ name: 'aliasApps', visible: false }],
    allowedGrants: [],
    redirectUris: [],
    scopes: [],
    allowedScopes: [],
  };
}

export const TEMPLATES: Readonly<Record<string, { readonly clientType: string }>> = {
  CustomWebAppTemplateId: { clientType: 'confidential' },
  CustomBrowserMobileTemplateId: { clientType: 'public' },
};
