import { searchRules } from '../../scim/searchRules';

/** The schema of Apps in `@pulumi/oci` (identity/domainsApp.d.ts), under the names of the API. */
export const APP_SEARCH = searchRules({
  unsearchable: [
    ...['accessTokenExpiry', 'adminRoles', 'appIcon', 'appThumbnail', 'attrRenderingMetadata', 'audience'],
    ...[
      'bypassConsent',
      'callbackServiceUrl',
      'certificates',
      'clientIPChecking',
      'clientSecret',
      'clientType',
    ],
    ...['cloudControlProperties', 'contactEmailAddress', 'delegatedServiceNames'],
    ...['disableKmsiTokenAuthentication', 'editableAttributes', 'errorPageUrl', 'hashedClientSecret'],
    ...['homePageUrl', 'icon', 'idTokenEncAlgo', 'identityProviders', 'landingPageUrl', 'linkingCallbackUrl'],
    ...['loginPageUrl', 'logoutPageUrl', 'logoutUri', 'meterAsOPCService', 'postLogoutRedirectUris'],
    ...['privacyPolicyUrl', 'productLogoUrl', 'productName', 'protectableSecondaryAudiences', 'redirectUris'],
    ...['refreshTokenExpiry', 'secondaryAudiences', 'serviceParams', 'termsOfServiceUrl', 'trustScope'],
    'userRoles',
    ...['description', 'displayName', 'readOnly', 'requiresConsent'].map((part) => `scopes.${part}`),
    'allowedScopes.readOnly',
    ...['adminRole', 'appId', 'appName', 'display', 'legacyGroupName', 'readOnly', 'type'].map(
      (part) => `grantedAppRoles.${part}`,
    ),
    'basedOnTemplate.$ref',
  ],
  exact: [
    ...['allowedGrants', 'allowedOperations', 'loginMechanism', 'grantedAppRoles.value'],
    ...['scopes.fqs', 'scopes.value', 'allowedScopes.fqs', 'allowedScopes.idOfDefiningApp'],
    'basedOnTemplate.value',
  ],
});
