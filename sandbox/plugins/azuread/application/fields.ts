import {
  alike,
  boolean,
  number,
  object,
  objects,
  objectSet,
  string,
  stringMap,
  stringSet,
  strings,
  type Fields,
  type Options,
} from '../../framework/properties/property';
import { numberBetween, oneOf } from '../../framework/properties/rules';
import { claimValue, each, notEmpty, uri, uuid } from '../rules';

const outputOnly: Options = { outputOnly: true };
/** Optional and not computed: what somebody else has set goes with the next `up` after a refresh (facts/entra.md 1.4). */
export const optional: Options = { unsetIsEmpty: true };

export const SIGN_IN_AUDIENCES = [
  'AzureADMyOrg',
  'AzureADMultipleOrgs',
  'AzureADandPersonalMicrosoftAccount',
  'PersonalMicrosoftAccount',
];

export const scopeFields: Fields = {
  id: string('id', { required: true, identifies: true, rule: uuid }),
  value: string('value', { rule: claimValue }),
  type: string('type', { default: 'User', rule: oneOf('User', 'Admin') }),
  enabled: boolean('isEnabled', { default: true }),
  ...alike(string, { rule: notEmpty }, [
    'adminConsentDescription',
    'adminConsentDisplayName',
    'userConsentDescription',
    'userConsentDisplayName',
  ]),
};

export const roleFields: Fields = {
  id: string('id', { required: true, identifies: true, rule: uuid }),
  value: string('value', { rule: claimValue }),
  displayName: string('displayName', { required: true, rule: notEmpty }),
  description: string('description', { required: true, rule: notEmpty }),
  allowedMemberTypes: stringSet('allowedMemberTypes', {
    required: true,
    rule: each(oneOf('Application', 'User')),
  }),
  enabled: boolean('isEnabled', { default: true }),
};

export const apiFields: Fields = {
  knownClientApplications: stringSet('knownClientApplications', { ...optional, rule: each(uuid) }),
  mappedClaimsEnabled: boolean('acceptMappedClaims'),
  oauth2PermissionScopes: objectSet('oauth2PermissionScopes', scopeFields, optional),
  requestedAccessTokenVersion: number('requestedAccessTokenVersion', {
    default: 1,
    rule: numberBetween(1, 2),
  }),
};

const optionalClaim: Fields = {
  name: string('name', { required: true, identifies: true }),
  additionalProperties: strings('additionalProperties'),
  essential: boolean('essential'),
  source: string('source'),
};

export const optionalClaimsFields: Fields = {
  accessTokens: objects('accessToken', optionalClaim),
  idTokens: objects('idToken', optionalClaim),
  saml2Tokens: objects('saml2Token', optionalClaim),
};

export const resourceAccessFields: Fields = {
  resourceAppId: string('resourceAppId', { required: true, identifies: true }),
  resourceAccesses: objects(
    'resourceAccess',
    {
      id: string('id', { required: true, rule: uuid }),
      type: string('type', { required: true, rule: oneOf('Role', 'Scope') }),
    },
    { required: true },
  ),
};

const redirects: Fields = { redirectUris: stringSet('redirectUris', { ...optional, rule: each(uri) }) };

export const webFields: Fields = {
  homepageUrl: string('homePageUrl', optional),
  logoutUrl: string('logoutUrl', optional),
  ...redirects,
  implicitGrant: object('implicitGrantSettings', {
    accessTokenIssuanceEnabled: boolean('enableAccessTokenIssuance'),
    idTokenIssuanceEnabled: boolean('enableIdTokenIssuance'),
  }),
};

/**
 * Properties of an application. Not served, and refused by the check: `featureTags`, `logoImage`, `oauth2PostResponseRequired`,
 * `password` and `templateId`.
 */
export const applicationFields: Fields = {
  displayName: string('displayName', { required: true, rule: notEmpty }),
  description: string('description', optional),
  signInAudience: string('signInAudience', { default: 'AzureADMyOrg', rule: oneOf(...SIGN_IN_AUDIENCES) }),
  identifierUris: stringSet('identifierUris', { ...optional, rule: each(uri) }),
  api: object('api', apiFields),
  appRoles: objectSet('appRoles', roleFields, optional),
  deviceOnlyAuthEnabled: boolean('isDeviceOnlyAuthSupported', optional),
  fallbackPublicClientEnabled: boolean('isFallbackPublicClient', optional),
  groupMembershipClaims: stringSet('groupMembershipClaims', {
    ...optional,
    rule: each(oneOf('None', 'SecurityGroup', 'DirectoryRole', 'ApplicationGroup', 'All')),
  }),
  ...alike(string, optional, ['marketingUrl', 'privacyStatementUrl', 'supportUrl', 'termsOfServiceUrl']),
  notes: string('notes', optional),
  optionalClaims: object('optionalClaims', optionalClaimsFields),
  owners: stringSet('owners', optional),
  preventDuplicateNames: boolean('preventDuplicateNames', { writeOnly: true }),
  publicClient: object('publicClient', redirects),
  requiredResourceAccesses: objectSet('requiredResourceAccess', resourceAccessFields, optional),
  serviceManagementReference: string('serviceManagementReference', optional),
  singlePageApplication: object('spa', redirects),
  tags: stringSet('tags', { computed: true }),
  web: object('web', webFields),
  appRoleIds: stringMap('appRoleIds', outputOnly),
  oauth2PermissionScopeIds: stringMap('oauth2PermissionScopeIds', outputOnly),
  ...alike(string, outputOnly, ['clientId', 'disabledByMicrosoft', 'logoUrl', 'objectId', 'publisherDomain']),
};
