import {
  alike,
  boolean,
  number,
  object,
  objects,
  objectSet,
  string,
  stringSet,
  strings,
  type Fields,
  type Property,
} from '../../framework/properties/property';
import { appOutputs } from './appOutputs';
import { commonOutputs, computed, echoed, requestFields, tagFields } from './scim';

const required = { required: true } as const;
const value: Fields = { value: string('value', required) };
const ref: Fields = { ref: string('$ref', echoed) };
const display: Fields = { display: string('display', echoed) };
const readOnly: Fields = { readOnly: boolean('readOnly', echoed) };
/** Left out, it still tells a scope from one that has it (facts/oci-iam.md 1.3). */
const identifying = { computed: true, identifies: true } as const;

const reference = (api: string): Property => object(api, { ...value, ...ref }, computed);
const references = (api: string, more: Fields): Property => objectSet(api, { ...value, ...more }, computed);

/**
 * Properties of an app, by the schema of the official provider (facts/oci-iam.md 1.3). Not served, and refused by the
 * check: the extensions for SAML, Kerberos, RADIUS, form fill, Web tier, database, managed, multicloud, enterprise and
 * OPC service apps.
 */
export const appFields: Fields = {
  ...requestFields(),
  forceDelete: boolean('forceDelete', { local: true, writeOnly: true }),
  schemas: strings('schemas', required),
  displayName: string('displayName', required),
  basedOnTemplate: object(
    'basedOnTemplate',
    {
      value: string('value', { required: true, replaces: true }),
      wellKnownId: string('wellKnownId', computed),
      lastModified: string('lastModified', echoed),
      ...ref,
    },
    required,
  ),
  name: string('name', { computed: true, replaces: true }),
  isAliasApp: boolean('isAliasApp', { computed: true, replaces: true }),
  isUnmanagedApp: boolean('isUnmanagedApp', { computed: true, replaces: true }),
  ...alike(string, computed, [
    'appIcon',
    'appThumbnail',
    'audience',
    'contactEmailAddress',
    'description',
    'errorPageUrl',
    'homePageUrl',
    'icon',
    'idTokenEncAlgo',
    'landingPageUrl',
    'linkingCallbackUrl',
    'loginPageUrl',
    'logoutPageUrl',
    'logoutUri',
    'ocid',
    'privacyPolicyUrl',
    'productLogoUrl',
    'productName',
    'serviceTypeVersion',
    'termsOfServiceUrl',
  ]),
  serviceTypeUrn: string('serviceTypeURN', computed),
  ...alike(number, computed, ['accessTokenExpiry', 'refreshTokenExpiry']),
  ...alike(boolean, computed, [
    'active',
    'allUrlSchemesAllowed',
    'allowAccessControl',
    'allowOffline',
    'bypassConsent',
    'disableKmsiTokenAuthentication',
    'isEnterpriseApp',
    'isFormFill',
    'isKerberosRealm',
    'isLoginTarget',
    'isMobileTarget',
    'isMulticloudServiceApp',
    'isObligationCapable',
    'isRadiusApp',
    'isSamlServiceProvider',
    'isWebTierPolicy',
    'showInMyApps',
  ]),
  isOauthClient: boolean('isOAuthClient', computed),
  isOauthResource: boolean('isOAuthResource', computed),
  clientIpChecking: string('clientIPChecking', { computed: true, allowed: ['anywhere', 'whitelisted'] }),
  clientType: string('clientType', { computed: true, allowed: ['confidential', 'public', 'trusted'] }),
  loginMechanism: string('loginMechanism', {
    computed: true,
    allowed: ['OIDC', 'SAML', 'FORMFILL', 'RADIUS'],
  }),
  trustScope: string('trustScope', {
    computed: true,
    allowed: ['Explicit', 'Account', 'Tags', 'Default'],
  }),
  allowedOperations: stringSet('allowedOperations', {
    computed: true,
    allowed: ['introspect', 'onBehalfOfUser'],
  }),
  ...alike(stringSet, computed, [
    'allowedGrants',
    'delegatedServiceNames',
    'postLogoutRedirectUris',
    'redirectUris',
    'secondaryAudiences',
  ]),
  scopes: objectSet(
    'scopes',
    {
      ...value,
      description: string('description', identifying),
      displayName: string('displayName', identifying),
      requiresConsent: boolean('requiresConsent', identifying),
      fqs: string('fqs', echoed),
      ...readOnly,
    },
    computed,
  ),
  allowedScopes: objectSet(
    'allowedScopes',
    { fqs: string('fqs', required), idOfDefiningApp: string('idOfDefiningApp', echoed), ...readOnly },
    computed,
  ),
  allowedTags: objectSet('allowedTags', { ...tagFields(), ...readOnly }, computed),
  tags: objects('tags', tagFields(), computed),
  serviceParams: objectSet('serviceParams', { name: string('name', required), ...value }, computed),
  certificates: objectSet(
    'certificates',
    {
      certAlias: string('certAlias', required),
      kid: string('kid', echoed),
      sha1thumbprint: string('sha1Thumbprint', echoed),
      x509base64certificate: string('x509Base64Certificate', echoed),
      x5t: string('x5t', echoed),
    },
    computed,
  ),
  attrRenderingMetadatas: objectSet(
    'attrRenderingMetadata',
    {
      name: string('name', required),
      ...alike(string, computed, ['datatype', 'helptext', 'label', 'regexp', 'section', 'widget']),
      ...alike(number, computed, ['maxLength', 'maxSize', 'minLength', 'minSize', 'order']),
      ...alike(boolean, computed, ['readOnly', 'required', 'visible']),
    },
    computed,
  ),
  aliasApps: references('aliasApps', {
    description: string('description', echoed),
    ...display,
    ...ref,
  }),
  appsNetworkPerimeters: references('appsNetworkPerimeters', ref),
  identityProviders: references('identityProviders', { ...display, ...ref }),
  protectableSecondaryAudiences: references('protectableSecondaryAudiences', readOnly),
  trustPolicies: references('trustPolicies', ref),
  appSignonPolicy: reference('appSignonPolicy'),
  asOpcService: reference('asOPCService'),
  idpPolicy: reference('idpPolicy'),
  radiusPolicy: reference('radiusPolicy'),
  samlServiceProvider: reference('samlServiceProvider'),
  signonPolicy: reference('signonPolicy'),
  termsOfUse: object('termsOfUse', { ...value, name: string('name', echoed), ...ref }, computed),
  urnietfparamsscimschemasoracleidcsextensionOciTags: object(
    'urn:ietf:params:scim:schemas:oracle:idcs:extension:OCITags',
    {
      definedTags: objectSet(
        'definedTags',
        { namespace: string('namespace', required), ...tagFields() },
        computed,
      ),
      freeformTags: objectSet('freeformTags', tagFields(), computed),
      tagSlug: string('tagSlug', echoed),
    },
    computed,
  ),
  urnietfparamsscimschemasoracleidcsextensionrequestableApp: object(
    'urn:ietf:params:scim:schemas:oracle:idcs:extension:requestable:App',
    { requestable: boolean('requestable', computed) },
    computed,
  ),
  ...commonOutputs,
  ...appOutputs,
};
