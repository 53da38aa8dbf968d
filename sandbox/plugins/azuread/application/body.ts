import { isJsonObject, toBody, type Json, type JsonObject } from '../../framework/properties/mapping';
import type { Fields } from '../../framework/properties/property';
import { isList, isValues, type Value, type Values } from '../../framework/properties/value';
import { optionalClaimsFields, resourceAccessFields, roleFields, scopeFields, webFields } from './fields';

/** The whole application, as both a create and an update send it: what is not set is sent as nothing (facts/entra.md 1.3). */
export function applicationBody(inputs: Values): JsonObject {
  const web = isValues(inputs.web) ? inputs.web : {};
  return {
    displayName: inputs.displayName as string,
    description: orNull(inputs.description),
    signInAudience: inputs.signInAudience as string,
    identifierUris: list(inputs.identifierUris),
    api: apiBody(isValues(inputs.api) ? inputs.api : {}),
    appRoles: rolesOf(inputs),
    requiredResourceAccess: items(resourceAccessFields, inputs.requiredResourceAccesses),
    optionalClaims: isValues(inputs.optionalClaims)
      ? toBody(optionalClaimsFields, inputs.optionalClaims)
      : {},
    groupMembershipClaims: list(inputs.groupMembershipClaims).join(',') || null,
    isFallbackPublicClient: inputs.fallbackPublicClientEnabled === true,
    isDeviceOnlyAuthSupported: inputs.deviceOnlyAuthEnabled === true,
    publicClient: redirects(inputs.publicClient),
    spa: redirects(inputs.singlePageApplication),
    tags: list(inputs.tags),
    notes: orNull(inputs.notes),
    serviceManagementReference: orNull(inputs.serviceManagementReference),
    info: {
      marketingUrl: orNull(inputs.marketingUrl),
      privacyStatementUrl: orNull(inputs.privacyStatementUrl),
      supportUrl: orNull(inputs.supportUrl),
      termsOfServiceUrl: orNull(inputs.termsOfServiceUrl),
    },
    web: {
      homePageUrl: orNull(web.homepageUrl),
      logoutUrl: orNull(web.logoutUrl),
      ...redirects(web),
      implicitGrantSettings: {
        enableAccessTokenIssuance: false,
        enableIdTokenIssuance: false,
        ...memberOf(toBody(webFields, web), 'implicitGrantSettings'),
      },
    },
  };
}

/** App roles as Graph takes them; a value that is not set is an empty one. */
export function rolesOf({ appRoles }: Values): JsonObject[] {
  return items(roleFields, appRoles).map((role) => ({ value: '', ...role }));
}

const SCOPE_TEXTS = {
  value: '',
  adminConsentDescription: '',
  adminConsentDisplayName: '',
  userConsentDescription: '',
  userConsentDisplayName: '',
};

/** Scopes as Graph takes them; texts that are not set are empty ones. */
export function scopesOf({ api }: Values): JsonObject[] {
  return items(scopeFields, isValues(api) ? api.oauth2PermissionScopes : undefined).map((scope) => ({
    ...SCOPE_TEXTS,
    ...scope,
  }));
}

function apiBody(api: Values): JsonObject {
  return {
    acceptMappedClaims: api.mappedClaimsEnabled === true,
    knownClientApplications: list(api.knownClientApplications),
    requestedAccessTokenVersion: api.requestedAccessTokenVersion === 2 ? 2 : 1,
    oauth2PermissionScopes: scopesOf({ api }),
  };
}

function redirects(settings: Value | undefined): JsonObject {
  return { redirectUris: list(isValues(settings) ? settings.redirectUris : undefined) };
}

function items(fields: Fields, value: Value | undefined): JsonObject[] {
  return isList(value) ? value.filter(isValues).map((item) => toBody(fields, item)) : [];
}

function list(value: Value | undefined): string[] {
  return isList(value) ? value.map(String) : [];
}

function orNull(value: Value | undefined): Json {
  return typeof value === 'string' && value !== '' ? value : null;
}

function memberOf(body: JsonObject, name: string): JsonObject {
  const member = body[name];
  return isJsonObject(member) ? member : {};
}
