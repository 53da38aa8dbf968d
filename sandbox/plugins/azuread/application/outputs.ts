import { fromBody, isJsonObject, type Json, type JsonObject } from '../../framework/properties/mapping';
import type { Values } from '../../framework/properties/value';
import { applicationFields } from './fields';

/** The properties of a live application; what Graph never shows is taken from `prior`. */
export function applicationOutputs(app: JsonObject, owners: readonly string[], prior: Values): Values {
  const info = isJsonObject(app.info) ? app.info : {};
  const api = isJsonObject(app.api) ? app.api : {};
  const shown: JsonObject = {
    ...app,
    ...info,
    owners: [...owners],
    groupMembershipClaims:
      typeof app.groupMembershipClaims === 'string' ? app.groupMembershipClaims.split(',') : [],
    clientId: app.appId,
    objectId: app.id,
    disabledByMicrosoft: text(app.disabledByMicrosoftStatus),
    logoUrl: text(info.logoUrl),
    publisherDomain: text(app.publisherDomain),
  };
  return {
    ...fromBody(applicationFields, shown, prior),
    appRoleIds: idsByValue(app.appRoles),
    oauth2PermissionScopeIds: idsByValue(api.oauth2PermissionScopes),
  };
}

/** Ids of roles or scopes by their values. */
export function idsByValue(entitlements: Json | undefined): Values {
  const all = Array.isArray(entitlements) ? entitlements.filter(isJsonObject) : [];
  const named = all.filter(({ value }) => typeof value === 'string' && value !== '');
  return Object.fromEntries(named.map(({ value, id }) => [String(value), String(id)]));
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
