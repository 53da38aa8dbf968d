import {
  alike,
  boolean,
  number,
  object,
  objects,
  string,
  strings,
  type Fields,
  type Options,
} from '../../framework/properties/property';
import { commonOutputs, computed, requestFields, tagFields } from './scim';

const required = { required: true } as const;
const outputOnly: Options = { outputOnly: true };
const localized: Fields = alike(string, required, ['locale', 'value']);
const image: Fields = {
  type: string('type', required),
  value: string('value', required),
  display: string('display', computed),
};

const certificateValidation: Fields = {
  ...alike(boolean, computed, ['crlEnabled', 'ocspEnabled', 'ocspUnknownResponseStatusAllowed']),
  crlCheckOnOcspFailureEnabled: boolean('crlCheckOnOCSPFailureEnabled', computed),
  ocspSettingsResponderUrlPreferred: boolean('ocspSettingsResponderURLPreferred', computed),
  ocspResponderUrl: string('ocspResponderURL', computed),
  ...alike(number, computed, ['crlRefreshInterval', 'ocspTimeoutDuration']),
  ...alike(string, computed, ['crlLocation', 'ocspSigningCertificateAlias']),
};

const cloudGateCorsSettings: Fields = {
  ...alike(boolean, computed, ['cloudGateCorsAllowNullOrigin', 'cloudGateCorsEnabled']),
  ...alike(strings, computed, ['cloudGateCorsAllowedOrigins', 'cloudGateCorsExposedHeaders']),
  cloudGateCorsMaxAge: number('cloudGateCorsMaxAge', computed),
};

/** Properties of a domain's settings that a program can set, beside those of the request. */
const settable: Fields = {
  schemas: strings('schemas', required),
  csrAccess: string('csrAccess', { required: true, allowed: ['readWrite', 'readOnly', 'none'] }),
  ...alike(boolean, computed, [
    'accountAlwaysTrustScope',
    'cloudMigrationUrlEnabled',
    'customBranding',
    'diagnosticRecordForSearchIdentifiesReturnedResources',
    'enableTermsOfUse',
    'isHostedPage',
    'reAuthWhenChangingMyAuthenticationFactors',
    'serviceAdminCannotListOtherUsers',
    'signingCertPublicAccess',
  ]),
  ...alike(number, computed, [
    'auditEventRetentionPeriod',
    'diagnosticLevel',
    'iamUpstSessionExpiry',
    'maxNoOfAppRoleMembersToReturn',
  ]),
  maxNoOfAppCmvaToReturn: number('maxNoOfAppCMVAToReturn', computed),
  ...alike(string, computed, [
    'cloudMigrationCustomUrl',
    'customCssLocation',
    'customHtmlLocation',
    'customTranslation',
    'externalId',
    'issuer',
    'locale',
    'ocid',
    'preferredLanguage',
    'prevIssuer',
    'privacyPolicyUrl',
    'subMappingAttr',
    'termsOfUseUrl',
    'timezone',
  ]),
  defaultTrustScope: string('defaultTrustScope', {
    computed: true,
    allowed: ['Explicit', 'Account', 'Tags'],
  }),
  ...alike(strings, computed, ['allowedDomains', 'allowedNotificationRedirectUrls', 'contactEmails']),
  // A secret to the official package, presumably for the word in its name.
  allowedForgotPasswordFlowReturnUrls: strings('allowedForgotPasswordFlowReturnUrls', {
    computed: true,
    secret: true,
  }),
  reAuthFactors: strings('reAuthFactor', computed),
  certificateValidation: object('certificateValidation', certificateValidation, computed),
  cloudGateCorsSettings: object('cloudGateCorsSettings', cloudGateCorsSettings, computed),
  companyNames: objects('companyNames', localized, computed),
  loginTexts: objects('loginTexts', localized, computed),
  images: objects('images', image, computed),
  purgeConfigs: objects(
    'purgeConfigs',
    { resourceName: string('resourceName', required), retentionPeriod: number('retentionPeriod', required) },
    computed,
  ),
  tags: objects('tags', tagFields(), computed),
  tenantCustomClaims: objects(
    'tenantCustomClaims',
    {
      ...alike(boolean, required, ['allScopes', 'expression']),
      ...alike(string, required, ['mode', 'name', 'tokenType', 'value']),
      scopes: strings('scopes', computed),
    },
    computed,
  ),
};

const shown: Fields = {
  ...alike(string, outputOnly, ['cloudAccountName', 'diagnosticTracingUpto', 'migrationStatus']),
  onPremisesProvisioning: boolean('onPremisesProvisioning', outputOnly),
  defaultCompanyNames: objects('defaultCompanyNames', localized, outputOnly),
  defaultImages: objects('defaultImages', image, outputOnly),
  defaultLoginTexts: objects('defaultLoginTexts', localized, outputOnly),
  ...commonOutputs,
};

/** Properties of `DomainsSetting`, by the schema of the official provider (facts/oci-iam.md 1.5). */
export const settingFields: Fields = {
  ...requestFields(),
  settingId: string('settingId', { required: true, replaces: true, local: true, writeOnly: true }),
  identityDomainsSettingId: string('id', computed),
  ...settable,
  ...shown,
};

/** What `getDomainsSetting` is asked with. */
export const settingArguments: Fields = {
  ...requestFields(),
  settingId: string('settingId', required),
};

/** What `getDomainsSetting` gives: where the resource has one object, the function has a list of one. */
export const settingResults: Fields = {
  ...settingFields,
  id: string('id', outputOnly),
  certificateValidations: objects('certificateValidation', certificateValidation, outputOnly),
  cloudGateCorsSettings: objects('cloudGateCorsSettings', cloudGateCorsSettings, outputOnly),
};
