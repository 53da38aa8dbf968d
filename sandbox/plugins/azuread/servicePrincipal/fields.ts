import {
  alike,
  boolean,
  object,
  objects,
  string,
  stringMap,
  stringSet,
  strings,
  type Fields,
  type Options,
} from '../../framework/properties/property';
import { lengthBetween, oneOf } from '../../framework/properties/rules';
import { uuid } from '../rules';

const outputOnly: Options = { outputOnly: true };
const optional: Options = { unsetIsEmpty: true };

/** Properties of a service principal. Not served, and refused by the check: `featureTags` and the deprecated `features`. */
export const servicePrincipalFields: Fields = {
  clientId: string('appId', { required: true, replaces: true, rule: uuid }),
  accountEnabled: boolean('accountEnabled', { default: true }),
  alternativeNames: stringSet('alternativeNames', optional),
  appRoleAssignmentRequired: boolean('appRoleAssignmentRequired', optional),
  description: string('description', { ...optional, rule: lengthBetween(0, 1024) }),
  loginUrl: string('loginUrl', optional),
  notes: string('notes', { ...optional, rule: lengthBetween(0, 1024) }),
  notificationEmailAddresses: stringSet('notificationEmailAddresses', optional),
  owners: stringSet('owners', optional),
  preferredSingleSignOnMode: string('preferredSingleSignOnMode', {
    ...optional,
    rule: oneOf('oidc', 'password', 'saml', 'notSupported'),
  }),
  samlSingleSignOn: object('samlSingleSignOnSettings', { relayState: string('relayState') }),
  tags: stringSet('tags', { computed: true }),
  useExisting: boolean('useExisting', { writeOnly: true }),
  appRoleIds: stringMap('appRoleIds', outputOnly),
  appRoles: objects(
    'appRoles',
    {
      ...alike(string, outputOnly, ['id', 'value', 'displayName', 'description']),
      allowedMemberTypes: strings('allowedMemberTypes', outputOnly),
      enabled: boolean('isEnabled', outputOnly),
    },
    outputOnly,
  ),
  applicationTenantId: string('appOwnerOrganizationId', outputOnly),
  displayName: string('displayName', outputOnly),
  homepageUrl: string('homepage', outputOnly),
  logoutUrl: string('logoutUrl', outputOnly),
  oauth2PermissionScopeIds: stringMap('oauth2PermissionScopeIds', outputOnly),
  oauth2PermissionScopes: objects(
    'oauth2PermissionScopes',
    {
      ...alike(string, outputOnly, [
        'id',
        'value',
        'type',
        'adminConsentDescription',
        'adminConsentDisplayName',
        'userConsentDescription',
        'userConsentDisplayName',
      ]),
      enabled: boolean('isEnabled', outputOnly),
    },
    outputOnly,
  ),
  objectId: string('id', outputOnly),
  redirectUris: strings('replyUrls', outputOnly),
  samlMetadataUrl: string('samlMetadataUrl', outputOnly),
  servicePrincipalNames: strings('servicePrincipalNames', outputOnly),
  signInAudience: string('signInAudience', outputOnly),
  type: string('servicePrincipalType', outputOnly),
};
