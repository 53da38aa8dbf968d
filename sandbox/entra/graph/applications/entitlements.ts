import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../../identity/json';
import type { ApplicationProperties } from '../../tenantState';
import { isSame } from '../../tenantStore';
import { badRequest, enabledEntitlement, type GraphError } from '../graphError';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Characters of a value (facts/entra.md 1.4); it may not begin with a full stop. */
const VALUE = /^(?!\.)[\w:!#$%&'()*+,\-./;<=>?@[\]^`{|}~]{1,120}$/;

/** What an app role has that a scope of the same value must have too. */
const TWINS: readonly (readonly [ofRole: string, ofScope: string])[] = [
  ['id', 'id'],
  ['displayName', 'adminConsentDisplayName'],
  ['description', 'adminConsentDescription'],
  ['isEnabled', 'isEnabled'],
];

/** The rules of app roles and scopes (facts/entra.md 1.4, 1.6). Throws GraphError. */
export function checkEntitlements(
  before: ApplicationProperties | undefined,
  after: ApplicationProperties,
): void {
  const scopes = after.api.oauth2PermissionScopes;
  for (const list of [after.appRoles, scopes]) checkList(list);
  checkTwins(after.appRoles, scopes);
  if (!before) return;
  checkDisabledFirst(before.appRoles, after.appRoles);
  checkDisabledFirst(before.api.oauth2PermissionScopes, scopes);
}

function checkList(list: readonly JsonObject[]): void {
  for (const { id, value, allowedMemberTypes } of list) {
    if (typeof id !== 'string' || !GUID.test(id)) throw invalid(`id '${String(id)}' is not a GUID`);
    if (value !== null && value !== '' && (typeof value !== 'string' || !VALUE.test(value)))
      throw invalid(`value '${String(value)}' is not valid`);
    if (allowedMemberTypes !== undefined && !areMemberTypes(allowedMemberTypes))
      throw invalid('allowedMemberTypes holds User, Application or both');
  }
  const ids = list.map(({ id }) => String(id).toLowerCase());
  if (new Set(ids).size < ids.length) throw invalid('an id is used twice');
}

function areMemberTypes(types: JsonObject[string]): boolean {
  return (
    Array.isArray(types) &&
    types.length > 0 &&
    types.every((type) => type === 'User' || type === 'Application')
  );
}

/** One value stands for one permission: a role and a scope share it only where they are otherwise the same. */
function checkTwins(roles: readonly JsonObject[], scopes: readonly JsonObject[]): void {
  for (const scope of scopes)
    if (roles.some((role) => isSame(String(role['id']), String(scope['id'])) && !isTwin(role, scope)))
      throw mismatch(String(scope['id']));
  const seen = new Set<string>();
  for (const { value } of [
    ...roles,
    ...scopes.filter((scope) => !roles.some((role) => isTwin(role, scope))),
  ]) {
    if (typeof value !== 'string' || value === '') continue;
    if (seen.has(value)) throw invalid(`value '${value}' is used twice`);
    seen.add(value);
  }
}

function isTwin(role: JsonObject, scope: JsonObject): boolean {
  return (
    role['value'] === scope['value'] && TWINS.every(([ofRole, ofScope]) => role[ofRole] === scope[ofScope])
  );
}

/** One that is enabled can be disabled, and nothing else. */
function checkDisabledFirst(before: readonly JsonObject[], after: readonly JsonObject[]): void {
  for (const old of before) {
    if (old['isEnabled'] !== true) continue;
    const next = after.find(({ id }) => isSame(String(id), String(old['id'])));
    if (!next || !isDeepStrictEqual(comparable(next), comparable(old))) throw enabledEntitlement();
  }
}

/** Without the switch itself; null, an empty text and an absent member are the same. */
function comparable(entitlement: JsonObject): JsonObject {
  const { isEnabled: _, origin: _origin, ...rest } = entitlement;
  const said = Object.entries(rest).filter(
    ([, value]) => value !== null && value !== '' && value !== undefined,
  );
  return Object.fromEntries(
    said.map(([name, value]) => [name, Array.isArray(value) ? [...value].sort() : value]),
  );
}

/** The text of MicrosoftDocs/azure-docs#81899; [?] the code. */
function mismatch(id: string): GraphError {
  return badRequest(
    `The following values must match for the 'oauth2Permissions' and 'appRoles' properties with identifier '${id}': (description, adminConsentDescription),(displayName, adminConsentDisplayName),(isEnabled, isEnabled),(origin, origin),(value, value). Ensure that you are intending to have entries with the same identifier, and if so, are updating them together.`,
  );
}

/** [?] wording and code. */
function invalid(what: string): GraphError {
  return badRequest(`Invalid value specified for property of resource 'Application': ${what}.`);
}
