import { isJsonObject, type JsonObject } from '../../../identity/json';
import type { Grant } from '../domainState';
import { type DomainStore, IDCS_APP_ID } from '../domainStore';
import { badReference, duplicate, invalidValue, missingAttributes } from '../scim/errors';
import { text } from '../scim/record';
import type { ScimResource } from '../scim/resource';
import { searchRules } from '../scim/searchRules';

/** Mechanism and the type of grantee that goes with it (facts/oci-iam.md 1.4); others are not served. */
const GRANTEES: Readonly<Record<string, string>> = {
  ADMINISTRATOR_TO_APP: 'App',
  ADMINISTRATOR_TO_USER: 'User',
  ADMINISTRATOR_TO_GROUP: 'Group',
};

/** /admin/v1/Grants: a role of an app for an app, a user or a group; without a role the app itself is assigned. */
export const GRANTS: ScimResource<Grant> = {
  path: 'Grants',
  type: 'Grant',
  kind: 'grant',
  schema: 'urn:ietf:params:scim:schemas:oracle:idcs:Grant',
  required: ['grantMechanism', 'grantee'],
  readOnly: ['isFulfilled', 'grantor', 'compositeKey'],
  ocidType: 'domaingrant',
  // identity/domainsGrant.d.ts of `@pulumi/oci`.
  search: searchRules({
    unsearchable: ['grantedAttributeValuesJson', 'grantee.display'],
    exact: [
      'compositeKey',
      'grantMechanism',
      'app.value',
      'grantee.value',
      'grantee.type',
      'entitlement.attributeValue',
    ],
  }),
  items: ({ state }) => state.grants,
  setItems: ({ state }, grants) => (state.grants = grants),
  settle,
};

function settle(sent: JsonObject, existing: Grant | undefined, store: DomainStore): JsonObject {
  const mechanism = text(sent, 'grantMechanism') ?? '';
  const type = Object.hasOwn(GRANTEES, mechanism) ? GRANTEES[mechanism] : undefined;
  if (type === undefined) throw invalidValue('grantMechanism', `one of ${Object.keys(GRANTEES).join(', ')}`);
  const grantee = part(sent, 'grantee', ['type', 'value']);
  if (grantee['type'] !== type) throw invalidValue('grantee.type', `${type} with ${mechanism}`);
  const granteeId = String(grantee['value']);
  if (!exists(type, granteeId, store)) throw badReference('Grant.grantee', type, granteeId);
  const app = part(sent, 'app', ['value']);
  const appId = String(app['value']);
  if (appId !== IDCS_APP_ID && !store.app(appId)) throw badReference('Grant.app', 'App', appId);
  const role = sent['entitlement'] === undefined ? undefined : roleOf(sent, appId, store);
  const isSame = (other: Grant): boolean =>
    other.app.value === appId &&
    other.grantee.value === granteeId &&
    other.entitlement?.attributeValue === role?.attributeValue;
  if (store.state.grants.some((other) => other !== existing && isSame(other)))
    throw duplicate('Grant', 'app, grantee and entitlement');
  return { ...sent, app, grantee, ...(role && { entitlement: role }), isFulfilled: true };
}

function roleOf(
  sent: JsonObject,
  appId: string,
  store: DomainStore,
): { attributeName: string; attributeValue: string } {
  const entitlement = part(sent, 'entitlement', ['attributeName', 'attributeValue']);
  if (entitlement['attributeName'] !== 'appRoles')
    throw invalidValue('entitlement.attributeName', 'appRoles');
  const roleId = String(entitlement['attributeValue']);
  if (!store.state.appRoles.some(({ id, app }) => id === roleId && app.value === appId))
    throw badReference('Grant.entitlement', 'AppRole', roleId);
  return { attributeName: 'appRoles', attributeValue: roleId };
}

function part(sent: JsonObject, name: string, members: readonly string[]): JsonObject {
  const value = sent[name];
  const missing = members.filter((member) => !isJsonObject(value) || text(value, member) === undefined);
  if (missing.length > 0) throw missingAttributes(missing.map((member) => `${name}.${member}`));
  return value as JsonObject;
}

function exists(type: string, id: string, store: DomainStore): boolean {
  if (type === 'App') return store.app(id) !== undefined;
  if (type === 'User') return store.user(id) !== undefined;
  return store.state.groups.some((group) => group.id === id);
}
