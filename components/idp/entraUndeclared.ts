import type { ApplicationArgs } from '@pulumi/azuread/application';
import type { ServicePrincipalArgs } from '@pulumi/azuread/servicePrincipal';

const APPLICATION = [
  'description',
  'deviceOnlyAuthEnabled',
  'fallbackPublicClientEnabled',
  'featureTags',
  'groupMembershipClaims',
  'logoImage',
  'marketingUrl',
  'notes',
  'oauth2PostResponseRequired',
  'optionalClaims',
  'privacyStatementUrl',
  'publicClient',
  'requiredResourceAccesses',
  'serviceManagementReference',
  'singlePageApplication',
  'supportUrl',
  'tags',
  'templateId',
  'termsOfServiceUrl',
] as const satisfies readonly (keyof ApplicationArgs)[];

/**
 * What a ProtectedApi does not declare and an adopted object may have: it stays as it is. The permissions that a client asks for are not
 * declared either: they are what a person is asked to consent to, and may be those of other APIs.
 */
export const UNDECLARED = {
  api: [...APPLICATION, 'api.knownClientApplications', 'api.mappedClaimsEnabled', 'web'],
  machine: [...APPLICATION, 'api', 'appRoles', 'web'],
  people: [...APPLICATION, 'api', 'appRoles', 'web.homepageUrl', 'web.implicitGrant', 'web.logoutUrl'],
  principal: [
    'accountEnabled',
    'alternativeNames',
    'description',
    'featureTags',
    'loginUrl',
    'notes',
    'notificationEmailAddresses',
    'preferredSingleSignOnMode',
    'samlSingleSignOn',
    'tags',
  ] satisfies (keyof ServicePrincipalArgs)[],
} as const;
