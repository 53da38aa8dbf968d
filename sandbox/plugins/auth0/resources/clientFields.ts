import {
  boolean,
  number,
  object,
  objects,
  string,
  stringMap,
  strings,
  type Fields,
} from '../../framework/properties/property';
import { lengthBetween, oneOf, withoutAngleBrackets } from '../../framework/properties/rules';

const SIGNING_ALGORITHMS = ['HS256', 'RS256', 'RS512', 'PS256'];
const enabled: Fields = { enabled: boolean('enabled') };

/**
 * Properties of an application. Not served, and refused by the check: `addons`, `expressConfiguration`,
 * `myOrganizationConfiguration` and the deprecated `oidcBackchannelLogoutUrls`.
 */
export const clientFields: Fields = {
  name: string('name', { rule: withoutAngleBrackets(255) }),
  description: string('description', { rule: lengthBetween(0, 140) }),
  clientId: string('client_id', { outputOnly: true }),
  appType: string('app_type'),
  logoUri: string('logo_uri'),
  isFirstParty: boolean('is_first_party', { computed: true }),
  isTokenEndpointIpHeaderTrusted: boolean('is_token_endpoint_ip_header_trusted', { computed: true }),
  oidcConformant: boolean('oidc_conformant', { computed: true }),
  callbacks: strings('callbacks'),
  allowedOrigins: strings('allowed_origins'),
  webOrigins: strings('web_origins'),
  clientAliases: strings('client_aliases'),
  allowedClients: strings('allowed_clients'),
  allowedLogoutUrls: strings('allowed_logout_urls'),
  oidcLogout: object('oidc_logout', {
    backchannelLogoutUrls: strings('backchannel_logout_urls', { required: true }),
    backchannelLogoutInitiators: object('backchannel_logout_initiators', {
      mode: string('mode', { required: true }),
      selectedInitiators: strings('selected_initiators'),
    }),
    backchannelLogoutSessionMetadata: object('backchannel_logout_session_metadata', {
      include: boolean('include', { required: true }),
    }),
  }),
  jwtConfiguration: object(
    'jwt_configuration',
    {
      lifetimeInSeconds: number('lifetime_in_seconds', { computed: true }),
      secretEncoded: boolean('secret_encoded', { computed: true, replaces: true, createOnly: true }),
      scopes: stringMap('scopes'),
      alg: string('alg', { rule: oneOf(...SIGNING_ALGORITHMS) }),
    },
    { computed: true },
  ),
  signingKeys: {
    api: 'signing_keys',
    shape: { kind: 'list', items: { kind: 'map' } },
    outputOnly: true,
    secret: true,
  },
  encryptionKey: stringMap('encryption_key'),
  sso: boolean('sso'),
  ssoDisabled: boolean('sso_disabled'),
  crossOriginAuth: boolean('cross_origin_authentication'),
  crossOriginLoc: string('cross_origin_loc'),
  grantTypes: strings('grant_types', { computed: true }),
  customLoginPageOn: boolean('custom_login_page_on', { computed: true }),
  customLoginPage: string('custom_login_page'),
  formTemplate: string('form_template'),
  initiateLoginUri: string('initiate_login_uri'),
  nativeSocialLogin: object(
    'native_social_login',
    {
      apple: object('apple', enabled),
      facebook: object('facebook', enabled),
      google: object('google', enabled),
    },
    { computed: true },
  ),
  refreshToken: object(
    'refresh_token',
    {
      rotationType: string('rotation_type', { required: true, rule: oneOf('rotating', 'non-rotating') }),
      expirationType: string('expiration_type', { required: true, rule: oneOf('expiring', 'non-expiring') }),
      leeway: number('leeway', { computed: true }),
      tokenLifetime: number('token_lifetime', { computed: true }),
      infiniteTokenLifetime: boolean('infinite_token_lifetime', { computed: true }),
      infiniteIdleTokenLifetime: boolean('infinite_idle_token_lifetime', { computed: true }),
      idleTokenLifetime: number('idle_token_lifetime', { computed: true }),
      policies: objects('policies', {
        audience: string('audience', { required: true }),
        scopes: strings('scope', { required: true }),
      }),
    },
    { computed: true },
  ),
  mobile: object(
    'mobile',
    {
      android: object('android', {
        appPackageName: string('app_package_name'),
        sha256CertFingerprints: strings('sha256_cert_fingerprints'),
      }),
      ios: object('ios', { teamId: string('team_id'), appBundleIdentifier: string('app_bundle_identifier') }),
    },
    { computed: true },
  ),
  clientMetadata: stringMap('client_metadata', { sentOnChange: true }),
  organizationUsage: string('organization_usage', { rule: oneOf('deny', 'allow', 'require') }),
  organizationRequireBehavior: string('organization_require_behavior', {
    rule: oneOf('no_prompt', 'pre_login_prompt', 'post_login_prompt'),
  }),
  organizationDiscoveryMethods: strings('organization_discovery_methods'),
  defaultOrganization: object(
    'default_organization',
    {
      disable: boolean('disable', { local: true }),
      organizationId: string('organization_id'),
      flows: strings('flows'),
    },
    { computed: true, sentOnChange: true },
  ),
  requirePushedAuthorizationRequests: boolean('require_pushed_authorization_requests'),
  requireProofOfPossession: boolean('require_proof_of_possession'),
  complianceLevel: string('compliance_level'),
  asyncApprovalNotificationChannels: strings('async_approval_notification_channels', { computed: true }),
  redirectionPolicy: string('redirection_policy', { computed: true }),
  resourceServerIdentifier: string('resource_server_identifier', { createOnly: true, replaces: true }),
  skipNonVerifiableCallbackUriConfirmationPrompt: string(
    'skip_non_verifiable_callback_uri_confirmation_prompt',
  ),
  thirdPartySecurityMode: string('third_party_security_mode', { computed: true }),
  sessionTransfer: object(
    'session_transfer',
    {
      canCreateSessionTransferToken: boolean('can_create_session_transfer_token'),
      allowedAuthenticationMethods: strings('allowed_authentication_methods'),
      enforceDeviceBinding: string('enforce_device_binding', { computed: true }),
      allowRefreshToken: boolean('allow_refresh_token'),
      enforceCascadeRevocation: boolean('enforce_cascade_revocation', { computed: true }),
      enforceOnlineRefreshTokens: boolean('enforce_online_refresh_tokens', { computed: true }),
      delegation: object('delegation', {
        allowDelegatedAccess: boolean('allow_delegated_access'),
        enforceDeviceBinding: string('enforce_device_binding', { computed: true }),
      }),
    },
    { computed: true, sentOnChange: true },
  ),
  tokenExchange: object(
    'token_exchange',
    { allowAnyProfileOfTypes: strings('allow_any_profile_of_type', { required: true }) },
    { computed: true, sentOnChange: true },
  ),
  tokenQuota: object(
    'token_quota',
    {
      clientCredentials: object(
        'client_credentials',
        { enforce: boolean('enforce'), perDay: number('per_day'), perHour: number('per_hour') },
        { required: true },
      ),
    },
    { computed: true, sentOnChange: true },
  ),
  fedcmLogin: object(
    'fedcm_login',
    {
      google: object('google', { isEnabled: boolean('is_enabled', { required: true }) }, { required: true }),
    },
    { computed: true },
  ),
  externalClientId: string('external_client_id', { outputOnly: true }),
  externalMetadataType: string('external_metadata_type', { outputOnly: true }),
  externalMetadataCreatedBy: string('external_metadata_created_by', { outputOnly: true }),
  jwksUri: string('jwks_uri', { outputOnly: true }),
};
